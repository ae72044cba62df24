using System.Text.RegularExpressions;
using static Hivemind.Domain.Knowledge.Safety.InjectionGrammar;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>The families of injection with their weights. Hidden characters, the ninth, are found before the text is normalised.</summary>
internal static class InjectionRules
{
    public const double HiddenCharactersWeight = 0.6;

    public static readonly (string Family, double Weight, Func<string, IEnumerable<Match>> Find)[] All =
    [
        ("override", 0.9, Opening(
            "ignor disregard forget overlook discard dismiss neglect bypass overrid overrul disobey pay do stop never previous prior above earlier "
            + "preceding original your new",
            InjectionOrders.Override())),
        ("exfiltration", 0.8, Opening(
            "send post upload forward email e-mail mail transmit exfiltrate leak deliver submit report paste share copy push write dm curl relay "
            + "transfer make issue perform do append include embed encode add put",
            InjectionLeaks.Exfiltration())),
        ("prompt theft", 0.7, Opening(
            "reveal print repeat show output display disclose leak dump expose share recite return tell give write copy paste echo translate "
            + "summari describe list state type spell what",
            InjectionLeaks.PromptTheft())),
        ("concealment", 0.6, Opening(
            "do never must should without hide conceal keep this secretly silently quietly covertly discreetly",
            InjectionLeaks.Concealment())),
        ("jailbreak", 0.6, Opening(
            "you act respond answer reply behave operate stay running be as enter switch activat now developer dan evil always jailbroken "
            + "unfiltered no free liberated safety ethical content comply",
            InjectionOrders.Jailbreak())),
        ("fake markers", 0.5, InjectionMarkers.Fake),
        ("encoded command", 0.5, InjectionMarkers.Encoded),
        ("role change", 0.4, Opening(
            "you act pretend from your the take assume adopt role imagine",
            InjectionOrders.RoleChange())),
    ];
}
