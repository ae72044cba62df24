namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>The check digit of payment cards.</summary>
internal static class Luhn
{
    public static bool Holds(ReadOnlySpan<char> number)
    {
        var sum = 0;
        var digits = 0;
        for (var i = number.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(number[i]))
                continue;

            var digit = number[i] - '0';
            if (++digits % 2 == 0)
                digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }

        return digits is >= 13 and <= 19 && sum % 10 == 0;
    }

    public static int CountDigits(this ReadOnlySpan<char> text)
    {
        var digits = 0;
        foreach (var letter in text)
            digits += char.IsAsciiDigit(letter) ? 1 : 0;

        return digits;
    }
}
