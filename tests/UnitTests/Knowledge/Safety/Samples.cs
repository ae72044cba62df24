namespace Hivemind.UnitTests.Knowledge.Safety;

/// <summary>Made-up secrets, put together at run time so that no scanner takes this repository for a leak.</summary>
internal static class Samples
{
    private const string Letters = "Zx9Kq2Wv7Rt4Yb1Nm8Lp3Hs6Jd5Fg0Ac";

    public static string Random(int length) => string.Concat(Enumerable.Repeat(Letters, (length / Letters.Length) + 1))[..length];

    /// <summary>The secret, and the placeholder that must take its place.</summary>
    public static IEnumerable<(string Kind, string Secret, string Placeholder)> Secrets =>
    [
        ("aws_key_id", "AKIA" + "IOSFODNN7EXAMPLX", "[API_KEY]"),
        ("aws_session_key_id", "ASIA" + "Y34FZKBOKMUTVV7A", "[API_KEY]"),
        ("github_classic", "ghp" + "_" + Random(36), "[API_KEY]"),
        ("github_oauth", "gho" + "_" + Random(36), "[API_KEY]"),
        ("github_server", "ghs" + "_" + Random(36), "[API_KEY]"),
        ("github_fine_grained", "github" + "_pat_" + Random(22) + "_" + Random(59), "[API_KEY]"),
        ("google", "AIza" + "Sy" + Random(33), "[API_KEY]"),
        ("stripe_live", "sk" + "_live_" + Random(24), "[API_KEY]"),
        ("stripe_test", "pk" + "_test_" + Random(24), "[API_KEY]"),
        ("stripe_restricted", "rk" + "_live_" + Random(24), "[API_KEY]"),
        ("slack_bot", "xoxb" + "-123456789012-" + Random(24), "[API_KEY]"),
        ("slack_app", "xapp" + "-1-A012345-" + Random(24), "[API_KEY]"),
        ("jwt", "eyJ" + "hbGciOiJIUzI1NiJ9." + "eyJ" + "zdWIiOiIxMjM0In0." + Random(43), "[API_KEY]"),
        ("hivemind_key", "hm" + "_" + Random(43), "[API_KEY]"),
        ("hivemind_session", "hs" + "_" + Random(43), "[API_KEY]"),
        ("hivemind_ticket", "ht" + "_" + Random(43), "[API_KEY]"),
        ("hivemind_invitation", "hi" + "_" + Random(43), "[API_KEY]"),
        ("webhook_secret", "whsec" + "_" + Random(32), "[API_KEY]"),
        ("sendgrid", "SG" + "." + Random(22) + "." + Random(43), "[API_KEY]"),
        ("hugging_face", "hf" + "_" + Random(34), "[API_KEY]"),
        ("docker", "dckr" + "_pat_" + Random(27), "[API_KEY]"),
        ("google_access", "ya29" + "." + Random(60), "[API_KEY]"),
        ("slack_webhook", "hooks.slack." + "com/services/T01ABCDEF/B01ABCDEF/" + Random(24), "[API_KEY]"),
        ("sqlserver", "sqlserver" + "://sa:" + Random(12) + "@db.example.com", "[REDACTED]"),
        ("postgres", "postgres" + "://app:" + Random(12) + "@db.example.com:5432/app", "[REDACTED]"),
        ("postgresql", "postgresql" + "://app:" + Random(12) + "@db.example.com/app", "[REDACTED]"),
        ("mysql", "mysql" + "://root:" + Random(12) + "@10.0.0.5/shop", "[REDACTED]"),
        ("mongodb", "mongodb" + "+srv://app:" + Random(12) + "@cluster0.example.net/x", "[REDACTED]"),
        ("redis", "rediss" + "://:" + Random(12) + "@cache.example.com:6380/0", "[REDACTED]"),
        ("amqp", "amqps" + "://app:" + Random(12) + "@mq.example.com/vhost", "[REDACTED]"),
        ("localhost_url", "http://localhost:3000/admin?x=1", "[REDACTED]"),
        ("loopback_url", "https://127.0.0.1:8443/", "[REDACTED]"),
        ("private_10", "http://10.1.2.3/status", "[REDACTED]"),
        ("private_172", "http://172.20.0.4:9000", "[REDACTED]"),
        ("private_192", "ws://192.168.1.10/live", "[REDACTED]"),
        ("loopback_6", "http://[::1]:5000/x", "[REDACTED]"),
        ("pem", "-----BEGIN " + "RSA PRIVATE KEY-----\nMIIEow" + Random(40) + "\n" + Random(64) + "\n-----END " + "RSA PRIVATE KEY-----", "[REDACTED]"),
    ];

    /// <summary>Assignments whose value must go: the line, and the value.</summary>
    public static IEnumerable<(string Line, string Value)> Assignments =>
    [
        ("password = hunter2hunter2", "hunter2hunter2"),
        ("password: correcthorse", "correcthorse"),
        ("DB_PASSWORD=s3cr3t-Pa55!", "s3cr3t-Pa55"),
        ("\"password\": \"p@ss word 42\"", "p@ss word 42"),
        ("api_key: abcdef123456", "abcdef123456"),
        ("apiKey: 'abcdef123456'", "abcdef123456"),
        ("API Key: abcdef123456", "abcdef123456"),
        ("X-Api-Key: abcdef123456", "abcdef123456"),
        ("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYzz", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzz"),
        ("export SECRET_KEY_BASE=abc123efg456", "abc123efg456"),
        ("client_secret=Q7w8E9r0T1y2", "Q7w8E9r0T1y2"),
        ("token => 'a1b2c3d4e5f6'", "a1b2c3d4e5f6"),
        ("--token=a1b2c3d4e5f6", "a1b2c3d4e5f6"),
        ("auth-token: a1b2c3d4e5f6", "a1b2c3d4e5f6"),
        ("key = abcd1234efgh5678", "abcd1234efgh5678"),
        ("pwd: Tr0ub4dor&3", "Tr0ub4dor&3"),
        ("Authorization: Bearer 0a1b2c3d4e5f6a7b8c9d", "0a1b2c3d4e5f6a7b8c9d"),
        ("Server=db;User Id=app;Password=Zx9Kq2Wv7R;", "Zx9Kq2Wv7R"),
        ("{\\\"token\\\": \\\"a1b2c3d4e5f6\\\"}", "a1b2c3d4e5f6"),
        ("https://deploy:Zx9Kq2Wv7R@git.example.com/x.git", "Zx9Kq2Wv7R"),
        ("my password is hunter2hunter2", "hunter2hunter2"),
    ];

    /// <summary>Code and prose that name a secret and hold none.</summary>
    public static IEnumerable<string> NoSecrets =>
    [
        "password = ENV[\"DB_PASSWORD\"]",
        "password: <%= ENV['DB_PASSWORD'] %>",
        "const token = await fetchToken(user);",
        "token = process.env.GITHUB_TOKEN",
        "password: ${{ secrets.DEPLOY_PASSWORD }}",
        "export TOKEN=$(cat token.txt)",
        "password=$DB_PASSWORD",
        "password: ********",
        "password: String",
        "token: string | undefined",
        "api_key: YOUR_API_KEY",
        "api_key = settings.api_key",
        "secret = config.get(\"secret\")",
        "validates :password, presence: true",
        "primary_key: :author_id",
        "foreign_key = author_id",
        "key: \"views/users-123\"",
        "cache key: \"user_profile\"",
        "Keyboard: mechanical",
        "keyword = something_else",
        "max_tokens: 100000000",
        "token_type: authorization",
        "The key: practice something every day",
        "A password is required before continuing",
        "sort -k 2 --key=2,2numeric",
        "The token is refreshed automatically",
        "See https://example.com/reset?token=:token",
        "password_field :password, autocomplete: \"off\"",
    ];
}
