using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Hivemind.Api.Dashboard;

/// <summary>The files of the built dashboard, read once: they cannot change while the process lives.</summary>
internal sealed class DashboardCatalogue
{
    private const string PageName = "/index.html";

    private readonly FrozenDictionary<string, DashboardFile> _files;

    private DashboardCatalogue(FrozenDictionary<string, DashboardFile> files)
    {
        _files = files;
        Page = files.GetValueOrDefault(PageName);
    }

    /// <summary>The one HTML page; null when no dashboard was built.</summary>
    public DashboardFile? Page { get; }

    public DashboardFile? Find(string path) => _files.GetValueOrDefault(path);

    public static DashboardCatalogue Of(string directory)
    {
        if (!Directory.Exists(directory))
            return new(FrozenDictionary<string, DashboardFile>.Empty);

        var files = Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is not (".br" or ".gz"))
            .ToFrozenDictionary(
                path => "/" + Path.GetRelativePath(directory, path).Replace('\\', '/'),
                path => DashboardFile.Read(path, isPage: Path.GetFileName(path) == "index.html"), StringComparer.Ordinal);
        return new(files);
    }
}

/// <summary>One file in the encodings it was built in.</summary>
internal sealed record DashboardFile(string ContentType, bool IsPage, bool IsImmutable, byte[] Plain, byte[]? Brotli, byte[]? Gzip, string Hash)
{
    public static DashboardFile Read(string path, bool isPage)
    {
        var plain = File.ReadAllBytes(path);
        var name = Path.GetFileName(Path.GetDirectoryName(path));
        return new(TypeOf(path), isPage, IsImmutable: name == "assets", plain, Packed(path + ".br"), Packed(path + ".gz"),
            Convert.ToHexStringLower(SHA256.HashData(plain))[..16]);
    }

    public (string? Encoding, byte[] Body, string Tag) BestFor(string accepted) =>
        Brotli is not null && accepted.Contains("br", StringComparison.OrdinalIgnoreCase) ? ("br", Brotli, $"\"{Hash}-br\"")
        : Gzip is not null && accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? ("gzip", Gzip, $"\"{Hash}-gz\"")
        : (null, Plain, $"\"{Hash}\"");

    private static byte[]? Packed(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".woff2" => "font/woff2",
        ".webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    };
}
