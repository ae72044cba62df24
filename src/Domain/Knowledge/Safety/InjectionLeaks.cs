using System.Text.RegularExpressions;
using static Hivemind.Domain.Knowledge.Safety.InjectionGrammar;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>Orders that would make a model give away what it knows, or hide what it does.</summary>
internal static partial class InjectionLeaks
{
    private const string Give =
        $$"""
        (send|post|upload|forward|e{{O}}mail|transmit|exfiltrate|leak|deliver|submit|report|paste|share|copy|push|write|dm|curl
        |relay|transfer)
        """;

    private const string Not =
        $$"""
        (?<!\b(never|not|n't|avoid|cannot|without|to\ not)[\W_]{1,3}([^\W_]{1,12}[\W_]{1,3})?)
        """;

    private const string Treasure =
        $$"""
        ((?<!public{{S}})(api{{O}}|private{{O}}|ssh{{O}}|access{{O}}|secret{{O}})(keys?|tokens?)|keys|secrets|credentials?
        |passwords?|tokens|cookies|environment([\W_]{1,4}variables?)?|env{{O}}vars?|\.env
        |(this|the|our|entire|whole|full|your|all){{S}}(conversation|chat({{S}}(history|log))?|dialogue?|session|transcript)
        |conversation(s|{{S}}history)?|chat{{S}}history|memory|system{{S}}prompt|(private|user|customer|personal){{S}}data
        |id_rsa)
        """;

    private const string Where =
        $$"""
        (to|at|via|into
        |through)[\W_]{1,4}((this|the|my|our|an?|following|external|remote|attacker|that|below)[\W_]{1,4}){0,3}(https?:|ftp:
        |www\.|[a-z0-9.-]{1,60}@[a-z0-9.-]{1,60}\.[a-z]
        |[a-z0-9-]{1,40}\.(com|net|org|io|xyz|ru|cn|dev|app|site|me|info|example|evil|test)(?![^\W_])
        |\d{1,3}\.\d{1,3}\.\d{1,3}\.\d|\[(email|redacted|ip_address)\]
        |(?<=(this|my|following|external|remote|attacker|that|below)[\W_]{1,4})(('s[\W_])?(e-?mail|web|url|ip|http)?[\W_]{0,2}(address
            |url|server|endpoint|webhook|site|host|domain|e-?mail|account|channel|bucket|inbox))|me(?![^\W_])|us(?![^\W_])
        |attacker)
        """;

    private const string Show =
        $$"""
        (reveal|print|repeat|show|output|display|disclose|leak|dump|expose|share|recite|return|tell|give|write|copy|paste|echo
        |translate|summari[sz]e|describe|list|state|type|spell)
        """;

    private const string Kept =
        $$"""
        (system|hidden|initial|secret|internal|developer|confidential|pre{{O}}?prompt|original)
        """;

    private const string Person =
        $$"""
        (the{{S}}|your{{S}}|any{{S}})?(user|users|human|humans|operator|reviewer|developer|person|anyone|anybody|owner
        |customer)
        """;

    [GeneratedRegex($$"""
        {{At}}
        ({{Not}}{{Give}}{{Six}}{{S}}{{Treasure}}{{Six}}{{S}}{{Where}}
        |{{Not}}{{Give}}{{Three}}{{S}}{{Where}}{{Six}}{{S}}{{Treasure}}
        |(make|issue|perform|do){{S}}an?{{S}}(http{{S}})?(get|post|put)?{{O}}(request|call){{S}}{{Where}}{{Six}}{{S}}(containing
            |including|with){{Three}}{{S}}{{Treasure}}
        |exfiltrate{{Six}}{{S}}{{Treasure}}
        |{{Not}}(append|include|embed|encode|add|put){{Three}}{{S}}(conversation|chat{{S}}history|system{{S}}prompt|secrets|credentials
            |environment{{S}}variables){{Three}}{{S}}(in|into|to|as){{Three}}{{S}}(url|query|image|link|markdown))
        """, Options)]
    public static partial Regex Exfiltration();

    [GeneratedRegex($$"""
        {{At}}
        ({{Show}}({{O}}(me|us|out|back|all|of|the|your|full|entire|complete|exact|verbatim|whole|contents?|text|current|any|everything
            |in|to|word|for|user|s)){0,7}{{O}}{{Kept}}{{O}}(and{{S}}hidden{{S}})?(prompts?|instructions?|guidelines|directives?
            |(?<=(your|system|developer){{S}})(message|rules))
        |{{Show}}({{S}}(me|us|out|back|all|of|full|entire|exact)){0,4}{{S}}your{{S}}([^\W_]{1,20}{{S}}){0,2}(prompt|instructions)
        |what({{O}}s|{{S}}(is|are|was|were)){{S}}(in{{S}})?your{{S}}([^\W_]{1,20}{{S}}){0,2}(prompt|instructions|guidelines|directives)
        |(repeat|print|output|copy|recite){{S}}(back{{S}})?(everything|all|the{{S}}(words|text|content|sentences?)|all{{S}}(of{{S}})?the{{S}}(words
            |text)){{S}}(that{{S}}(is|was){{S}}|written{{S}})?(above|before{{S}}this|preceding)
        |(reveal|leak|disclose|expose){{S}}(your|the{{S}}(system|model'?s|assistant'?s)){{S}}([^\W_]{1,20}{{S}}){0,2}(prompt|instructions
            |secrets?|configuration)){{End}}
        """, Options)]
    public static partial Regex PromptTheft();

    [GeneratedRegex($$"""
        {{At}}
        ((do{{S}}not|don'?t|never|must{{S}}not|should{{S}}not){{S}}(ever{{S}})?((tell|inform|alert|notify|warn){{S}}{{Person}}|(mention
            |reveal|disclose|say|report|show|admit|explain){{Three}}{{S}}to{{S}}{{Person}}|let{{S}}{{Person}}{{S}}(know|see|notice
            |find|realise|realize))
        |without{{S}}(ever{{S}})?(telling{{S}}{{Person}}|letting{{S}}{{Person}}{{S}}know|(mentioning|revealing|disclosing){{Three}}{{S}}to{{S}}{{Person}}
            |(the{{S}})?user'?s?{{S}}(knowledge|knowing|noticing|awareness))
        |(hide|conceal|keep){{Three}}{{S}}(secret|hidden)?{{O}}from{{S}}(the{{S}})?(user|human|operator|reviewer)
        |(keep|this{{S}}is){{S}}(this|it)?{{O}}(a{{S}})?secret{{S}}(from|between{{S}}us)
        |secretly{{S}}(send|add|include|insert|run|execute|forward|record|collect|copy|install|delete|modify|change|post|upload
            |append|log|write|fetch|call|read|store|report|do|perform|follow){{End}}
        |(silently|quietly|covertly|discreetly){{S}}(send|forward|exfiltrate|upload|leak|email|transmit){{End}})
        """, Options)]
    public static partial Regex Concealment();
}
