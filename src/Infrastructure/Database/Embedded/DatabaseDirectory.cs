namespace Hivemind.Infrastructure.Database.Embedded;

/// <summary>Where the embedded database lives when nothing is configured.</summary>
public static class DatabaseDirectory
{
    /// <summary>.hivemind in the checkout this program was built in, else the place the system has for data of programs.</summary>
    public static string Default()
    {
        var inCheckout = PostgresBinaries.Upwards(AppContext.BaseDirectory)
            .Where(directory => File.Exists(Path.Combine(directory, "Hivemind.sln")) && !IsClosed(directory))
            .Select(directory => Path.Combine(directory, ".hivemind"))
            .FirstOrDefault(Cluster.HasRoomForSocket);

        return inCheckout ?? SystemPlace();
    }

    private static string SystemPlace() =>
        Environment.IsPrivilegedProcess
            ? "/var/lib/hivemind"
            : Path.Combine(UserData, "hivemind");

    private static string UserData =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);

    /// <summary>Whether root's database server, which runs as an ordinary user, could not even walk to the checkout.</summary>
    private static bool IsClosed(string checkout) =>
        Environment.IsPrivilegedProcess && PostgresBinaries.Upwards(checkout).Any(IsClosedToOthers);

    private static bool IsClosedToOthers(string directory) =>
        !OperatingSystem.IsWindows() && !File.GetUnixFileMode(directory).HasFlag(UnixFileMode.OtherExecute);
}
