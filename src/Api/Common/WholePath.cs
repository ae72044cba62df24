namespace Hivemind.Api.Common;

/// <summary>The text of a route value that takes the rest of a path.</summary>
internal static class WholePath
{
    /// <summary>Routing leaves an escaped slash as it is, because it could not tell it from a plain one; here both mean the same.</summary>
    public static string Text(string value) => value.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
