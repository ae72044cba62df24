using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>User names: announced by a word, or written as a handle. Decorators, at-rules and package scopes look like handles and are none.</summary>
internal static partial class Usernames
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace;

    private static readonly FrozenSet<string> NotHandles = FrozenSet.ToFrozenSet(
        [
            // CSS
            "apply", "charset", "container", "else", "extend", "font-face", "for", "forward", "function", "if", "import", "include", "keyframes",
            "layer", "media", "mixin", "namespace", "page", "property", "return", "scope", "screen", "supports", "tailwind", "theme", "use",
            "utility", "variant", "viewport", "while",
            // documentation comments
            "author", "class", "constant", "deprecated", "description", "doc", "example", "file", "internal", "link", "method", "moduledoc",
            "param", "params", "private", "protected", "public", "readonly", "return", "returns", "see", "since", "spec", "summary", "template",
            "throws", "todo", "type", "typedef", "typep", "opaque", "var", "version", "yield",
            // decorators and annotations
            "after", "autoclosure", "autowired", "available", "bean", "before", "beforeeach", "binding", "cache", "callback", "classmethod", "component",
            "controller", "dataclass", "decorator", "directive", "dynamic", "entity", "environment", "escaping", "fixture", "get", "impl", "injectable",
            "input", "interface", "main", "mainactor", "mock", "model", "module", "namedtuple", "objc", "observable", "output", "override", "post",
            "property", "published", "pytest", "service", "state", "staticmethod", "table", "test", "transactional", "value", "wraps",
            // Razor, Blade and other words after an at sign
            "alpha", "beta", "canary", "channel", "code", "csrf", "end", "endif", "everyone", "foreach", "head", "here", "html", "inject", "latest",
            "next", "section", "stable", "ts-check", "ts-expect-error", "ts-ignore", "ts-nocheck", "types",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> NotNames = FrozenSet.ToFrozenSet(
        ["a", "an", "and", "are", "as", "can", "do", "does", "for", "from", "has", "if", "in", "is", "it", "may", "must", "name", "no", "not", "of", "on", "or",
            "page", "password", "shell", "string", "that", "the", "then", "this", "to", "use", "we", "when", "who", "will", "with", "you", "your"],
        StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<SensitiveSpan> In(string text) =>
        Announced().Matches(text).Select(match => match.Groups["value"]).Where(value => !NotNames.Contains(value.Value))
            .Concat(Handle().Matches(text).Select(match => match.Groups["value"]).Where(value => !NotHandles.Contains(value.Value[1..])))
            .Select(value => new SensitiveSpan(value.Index, value.Length, Placeholders.Username));

    [GeneratedRegex(
        """
        (?<![A-Za-z])(user([ _-]?name)?|login)["'*]{0,3}([ ]{0,3}[:=][ ]{0,3}|[ ]is[ ](?=["'\w.-]*[0-9_]))["'*]{0,3}
        (?<value>(?=[A-Za-z+-]{0,62}[0-9_.]) (?>[A-Za-z0-9_]{1,64}([.+-]{1,4}\w{1,64}){0,8}) (?![\w(\[{@/]|::)
          | (?>[A-Za-z]{2,64}([+-][A-Za-z]{1,64}){0,8}) (?![\w(\[{@/]|::|(?-i:[ ][a-z])))
        """, Options | RegexOptions.IgnoreCase)]
    private static partial Regex Announced();

    [GeneratedRegex("""(?<![\w@/.`&$=+-])(?<value>@[A-Za-z0-9_][A-Za-z0-9_-]{1,38})(?![\w@/(:=-]|\.[A-Za-z0-9])""", Options)]
    private static partial Regex Handle();
}
