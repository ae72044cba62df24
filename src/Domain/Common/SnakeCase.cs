using System.Text;

namespace Hivemind.Domain.Common;

/// <summary>Turns a name of the code into the text that stands for it on the wire and in the database.</summary>
public static class SnakeCase
{
    /// <summary>"BugFix" becomes "bug_fix".</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
