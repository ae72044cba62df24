using Hivemind.Domain.Knowledge.Safety;

namespace Hivemind.UnitTests.Knowledge.Safety;

[Parallelizable(ParallelScope.All)]
public sealed class PersonalDataTests
{
    [TestCase("Write to jane.doe+x@example.co.uk today", "Write to [EMAIL] today")]
    [TestCase("mail <jörg@example.de>.", "mail <[EMAIL]>.")]
    [TestCase("Call (555) 123-4567 now", "Call [PHONE] now")]
    [TestCase("Call 555-123-4567.", "Call [PHONE].")]
    [TestCase("Dial +49 30 901820 or +1-202-555-0143", "Dial [PHONE] or [PHONE]")]
    [TestCase("phone: 030 901820", "phone: [PHONE]")]
    [TestCase("Card 4111 1111 1111 1111 expired", "Card [CREDIT_CARD] expired")]
    [TestCase("Card 378282246310005 expired", "Card [CREDIT_CARD] expired")]
    [TestCase("from 203.0.113.7 to 198.51.100.23:443", "from [IP_ADDRESS] to [IP_ADDRESS]:443")]
    [TestCase("at 2001:db8:85a3::8a2e:370:7334, and ::1", "at [IP_ADDRESS], and [IP_ADDRESS]")]
    [TestCase("username: jsmith42", "username: [USERNAME]")]
    [TestCase("user = jsmith, host = x", "user = [USERNAME], host = x")]
    [TestCase("login: root", "login: [USERNAME]")]
    [TestCase("username=ada.lovelace The next", "username=[USERNAME] The next")]
    [TestCase("user: ada_l and login: ada42 are one", "user: [USERNAME] and login: [USERNAME] are one")]
    [TestCase("login: root The end", "login: [USERNAME] The end")]
    [TestCase("Thanks @octocat_9 for this", "Thanks [USERNAME] for this")]
    [TestCase("SSN 123-45-6789", "SSN [REDACTED]")]
    [TestCase("IBAN DE89 3704 0044 0532 0130 00 please", "IBAN [REDACTED] please")]
    [TestCase("GB82WEST12345698765432", "[REDACTED]")]
    [TestCase("Passport number: C01X00T47", "Passport number: [REDACTED]")]
    [TestCase("driver's license: D1234567", "driver's license: [REDACTED]")]
    [TestCase("MRN: 00123456", "MRN: [REDACTED]")]
    [TestCase("Date of birth: 1984-03-12", "Date of birth: [REDACTED]")]
    [TestCase("DOB 12/03/1984", "DOB [REDACTED]")]
    [TestCase("born on March 12, 1984 there", "born on [REDACTED] there")]
    public void Personal_data_in_prose_is_redacted(string text, string expected)
    {
        Assert.That(Redacted(text), Is.EqualTo(expected));
    }

    [TestCase("My name is Jane Doe and", "My name is [NAME] and")]
    [TestCase("Ask Dr. O'Neill-Smith about it", "Ask Dr. [NAME] about it")]
    [TestCase("Please contact Jane Doe for access", "Please contact [NAME] for access")]
    [TestCase("contact Alice at once", "contact [NAME] at once")]
    [TestCase("It works.\n\nBest regards,\nJane Doe", "It works.\n\nBest regards,\n[NAME]")]
    [TestCase("She lives in San Francisco now", "She lives in [LOCATION] now")]
    [TestCase("Ship to 221 Baker Street, London", "Ship to [LOCATION]")]
    [TestCase("at 1600 Pennsylvania Avenue NW", "at [LOCATION] NW")]
    [TestCase("Hauptstraße 12, 10115 Berlin", "[LOCATION]")]
    [TestCase("in Springfield, IL 62704 today", "in [LOCATION] today")]
    [TestCase("postcode SW1A 1AA", "postcode [LOCATION]")]
    public void Names_and_locations_are_recognised_by_what_is_around_them(string text, string expected)
    {
        Assert.That(Redacted(text), Is.EqualTo(expected));
    }

    [TestCase("Upgrade to v1.2.3.4 or 1.22.333")]
    [TestCase("npm i foo@1.2.3 and @babel/core, then logo@2x.png")]
    [TestCase("Clone git@github.com:org/repo.git first")]
    [TestCase("Use @media, @keyframes and @Override; see https://medium.com/@someone/post")]
    [TestCase("Between 12:30:45 and 2020-01-02 03:04:05, id 1084235020183748610")]
    [TestCase("The 1234567890123456 rows and 10.5.3 builds")]
    [TestCase("Use std::vector, Fee::Bad and ActiveRecord::Base")]
    [TestCase("MAC 00:1A:2B:3C:4D:5E, hash 5f2b:cafe")]
    [TestCase("Each user: read the docs. As a user you login with a key")]
    [TestCase("Contact Support when the Dr is out; it lives in memory")]
    [TestCase("In section 12 Rails Way differs; 3 Easy Steps")]
    public void Technical_prose_is_left_alone(string text)
    {
        Assert.That(Redacted(text), Is.EqualTo(text));
    }

    [TestCase("`ssh deploy@example.com`")]
    [TestCase("``user: bob ` @bob``")]
    [TestCase("```\nping 203.0.113.7 # jane@example.com\n```")]
    [TestCase("~~~ruby\n@user = \"jane@example.com\"\n~~~\n")]
    [TestCase("text\n  ```\n  call 555-123-4567\n")]
    [TestCase("> ```\n> jane@example.com\n> ```\n")]
    public void Personal_data_in_code_stays(string text)
    {
        Assert.That(Redacted(text), Is.EqualTo(text));
    }

    [Test]
    public void Prose_after_code_is_prose_again()
    {
        Assert.That(Redacted("```\nx@example.com\n```\ny@example.com `z@example.com` w@example.com"), Is.EqualTo("```\nx@example.com\n```\n[EMAIL] `z@example.com` [EMAIL]"));
    }

    [Test]
    public void A_lone_backtick_hides_nothing_beyond_its_paragraph()
    {
        Assert.That(Redacted("a ` b\n\njane@example.com ` c"), Is.EqualTo("a ` b\n\n[EMAIL] ` c"));
    }

    private static string Redacted(string text) => SensitiveContent.Redact(text, RuleBasedEntities.Recognise).Text;
}
