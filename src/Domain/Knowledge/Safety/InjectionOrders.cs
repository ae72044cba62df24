using System.Text.RegularExpressions;
using static Hivemind.Domain.Knowledge.Safety.InjectionGrammar;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>Orders that would make a model drop its rules or its role.</summary>
internal static partial class InjectionOrders
{
    private const string Drop =
        $$"""
        (ignor(e|ing)|disregard(ing)?|forget(ting)?|overlook|discard|dismiss|neglect|bypass|disobey
        |pay{{S}}no{{S}}attention{{S}}to|(do{{S}}not|don'?t|stop|never){{S}}(follow|obey|heed|listen{{S}}to)(ing)?)
        """;

    private const string Filler =
        $$"""
        ({{O}}(all|any|each|every|of|the|these|those|this|that|my|your|our|its|his|her|their|please|completely|entirely|and|or|other|ones?
            |set|such|just|both))
        """;

    private const string Earlier =
        $$"""
        (previous(ly)?|prior|above|preceding|earlier|former|past|foregoing|aforementioned|original|initial|existing|system
        |safety|developer)
        """;

    private const string Orders =
        $$"""
        (instructions?|prompts?|directions|directives?|guidelines?|guardrails?|orders|commands|programming)
        """;

    [GeneratedRegex($$"""
        {{At}}
        ({{Drop}}({{Filler}}{0,5}{{O}}{{Earlier}}){1,3}{{O}}([^\W_]{1,20}{{S}})?({{Orders}}|rules)
        |{{Drop}}{{Filler}}{0,5}{{O}}({{Orders}}|rules){{S}}(above|before|prior|preceding|so{{S}}far|(that{{S}})?(you|came|were
            |was|have)|given|from{{S}}(above|before|your|the{{S}}(system|developer|user)))
        |({{Drop}}|override){{O}}(all{{S}}|any{{S}}(of{{S}})?)?(of{{S}})?your{{S}}([^\W_]{1,20}{{S}}){0,2}({{Orders}}|rules|training|constraints
            |restrictions)
        |(ignore|disregard|forget){{S}}(everything|anything|all|what(ever)?){{S}}(that{{S}}|of{{S}})?(above|before|prior|previous
            |you({{S}}(were|ve|have|had)({{S}}been)?){{S}}(told|given|instructed|taught|said|read)|i{{S}}(said|told)|(was|came|is
            |has){{S}}(written|said|above|before|stated))
        |(previous|prior|above|earlier|preceding|original){{S}}({{Orders}}|rules){{S}}((are|is|were){{S}}(now{{S}})?(void|null|obsolete
            |cancell?ed|superseded|revoked|no{{S}}longer|replaced|overridden)|(no{{S}}longer|do{{S}}not|don'?t){{S}}apply)
        |overr(ide|ule)(ing)?({{Filler}}{0,5}{{O}}({{Earlier}}|your)){1,3}{{O}}(instructions?|prompts?|guidelines?|guardrails?|programming)
        |your{{S}}(new|real|true|actual|only){{S}}(system{{S}})?(instructions?|prompt|orders|directives?){{S}}(is|are|follow)
        |new{{S}}system{{S}}(prompt|instructions?)
        |ignorier(e|en){{Three}}{{S}}(vorherig|bisherig|obig|früher|vorangegangen)en?{{S}}(anweisung|regel|befehl|vorgabe)
        |ignor(a|e|en|ez|er|ar){{Three}}{{S}}(instrucciones|instructions|instruções|istruzioni|consignes|reglas|règles){{S}}(anterior
            |previa|précédent|antérieur|precedent))
        """, Options)]
    public static partial Regex Override();

    [GeneratedRegex($$"""
        {{At}}
        ((you{{O}}(are|re)|act|respond|answer|reply|behave|operate|stay|running|be|as{{S}}if){{Three}}{{S}}(in|into){{S}}(an?{{S}}
            |the{{S}})?(developer|god|dan|debug|unrestricted|jailbreak|maintenance|sudo|admin|root|unfiltered){{S}}mode
        |(enter|entering|switch{{S}}(in)?to|activate){{S}}(god|dan|jailbreak|unrestricted|unfiltered){{S}}mode
        |(?<=(^|[.!?:\n])[\W_]{0,4})(now{{S}})?(enter|entering|activate|activating){{S}}developer{{S}}mode
        |developer{{S}}mode{{S}}(is{{S}}|has{{S}}been{{S}})?(now{{S}})?(enabled|activated|on|active|unlocked)[\W_]{1,4}(you|all
            |no|ignore|answer|and{{S}}you|safety|restrictions)
        |dan{{S}}mode
        |do{{S}}anything{{S}}now
        |you{{S}}(are|will{{S}}be|act{{S}}as){{S}}(now{{S}})?dan{{End}}
        |as{{S}}dan[,:]
        |stay{{S}}in{{S}}character{{Six}}{{S}}(no|without|never{{S}}refuse)
        |evil{{S}}confidant
        |always{{S}}intelligent{{S}}and{{S}}machiavellian
        |jailbroken{{S}}(ai|assistant|model|mode)
        |unfiltered{{S}}(ai|assistant|model|response)
        |no{{S}}(restrictions?|limits|limitations|rules|filters?|guidelines){{S}}(appl(y|ies)|exist)({{S}}(to{{S}}you|now|anymore
            |here))?[\W_]{0,2}$
        |no{{S}}(restrictions?|limitations|rules|filters?|guidelines){{S}}appl(y|ies){{End}}
        |you{{S}}(have|are{{S}}under){{S}}no{{S}}(ethical|moral|safety|content)?{{O}}(restrictions|limitations|rules|filters|guidelines
            |limits){{End}}
        |(answer|respond|reply|comply|act){{Six}}{{S}}without{{S}}(any{{S}})?(restrictions?|filters?|limitations|guardrails|moral
            |ethical|safety|censorship)
        |(no{{S}}longer{{S}}bound|not{{S}}bound|free|freed|liberated){{S}}(by|from){{S}}(any{{S}}|all{{S}}|your{{S}}|the{{S}}){0,3}([^\W_]{1,20}{{S}}){0,2}(restrictions
            |rules|policies|policy|guidelines|filters|limitations|constraints){{End}}
        |(safety|ethical|content){{S}}(guidelines|filters?|rules|polic(y|ies)|restrictions){{S}}(are|is|do|does){{S}}(now{{S}})?(not{{S}}apply
            |disabled|off|lifted|suspended))
        """, Options)]
    public static partial Regex Jailbreak();

    [GeneratedRegex($$"""
        {{At}}
        (you{{O}}(are|re){{S}}(now|no{{S}}longer|going{{S}}to{{S}}be)
        |act{{S}}(as|like){{S}}(an?|the|my|if|though)?{{O}}([^\W_]{1,20}{{S}}){0,2}(you|assistant|ai|agent|model|expert|hacker|administrator
            |admin|root|system|persona|character|bot|human|developer|chatgpt|linux{{S}}terminal|terminal)
        |pretend{{S}}(to{{S}}be|you|that{{S}}you)
        |from{{S}}(now|this{{S}}(point|moment)){{S}}on(ward|wards)?{{O}}(you|always|your|all|respond|answer|only|every|ignore|call)
        |(your|the){{S}}new{{S}}(role|identity|persona|name|purpose|goal|task){{S}}is
        |(take{{S}}on|assume|adopt){{S}}the{{S}}(role|persona|identity){{S}}of
        |role{{O}}play{{S}}as
        |imagine{{S}}(that{{S}})?you{{S}}are{{S}}(an?|the){{S}}([^\W_]{1,20}{{S}}){0,2}(ai|assistant|model|hacker|agent))
        """, Options)]
    public static partial Regex RoleChange();
}
