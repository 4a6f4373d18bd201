namespace Greenroom.IntegrationTests.Platform;

/// <summary>What is known of a variable: values that must stop the start, or why there is none.</summary>
/// <param name="Wrong">Each alone, beside good values of everything else. A value may say with what else it is wrong: <c>facebook</c> without a client id.</param>
/// <param name="AnyValueIsRight">The reason.</param>
internal sealed record SettingCase(IReadOnlyList<string> Wrong, string? AnyValueIsRight = null)
{
    /// <summary>Other settings that make these values wrong.</summary>
    public IReadOnlyList<(string Name, string Value)> Beside { get; init; } = [];
}

/// <summary>Every variable of .env.example with values that it does not take. A new variable gets its line here.</summary>
internal static class SettingCases
{
    private const string Name = "a name or a word of somebody else's choice, sent on as it is";

    public static IReadOnlyDictionary<string, SettingCase> All { get; } = new Dictionary<string, SettingCase>(StringComparer.Ordinal)
    {
        ["PORT"] = Wrong("http", "-1", "65536", "80.5"),
        ["DATA_DIR"] = Wrong("/dev/null/data", "/proc/greenroom"),
        ["DATABASE_URL"] = Wrong("mysql://somewhere/else", "greenroom", "postgres://host", "postgres://host/name?nonsense=1"),
        ["FRONTEND_URL"] = Wrong("greenroom", "ftp://greenroom.example.com", "/app"),
        ["PUBLIC_URL"] = Wrong("", "greenroom.example", "https://greenroom.example/app", "https://ada:secret@greenroom.example"),
        ["TRUSTED_PROXIES"] = Wrong("proxy", "10.0.0.0/8,proxy", "any,10.0.0.1"),
        ["SMTP_URL"] = Wrong("mail.example:587", "https://mail.example", "smtp://ada@mail.example"),
        ["MAIL_FROM"] = Wrong("nobody", "") with { Beside = [("SMTP_URL", "smtp://mail.example")] },
        ["ADMIN_PASSWORD"] = Wrong("short"),
        ["ADMIN_EMAIL"] = Wrong("ada", "ada@example.org, eve@example.org"),
        ["GITHUB_CLIENT_ID"] = Wrong("") with { Beside = [("GITHUB_CLIENT_SECRET", "a secret of an app")] },
        ["GITHUB_CLIENT_SECRET"] = Wrong("") with { Beside = [("GITHUB_CLIENT_ID", "Iv23liNdDuLv1qSpTyzZ")] },
        ["GitHub__AuthorizeUrl"] = WrongAddress(),
        ["GitHub__TokenUrl"] = WrongAddress(),
        ["GitHub__ApiUrl"] = WrongAddress(),
        ["CORS_ORIGINS"] = Wrong("https://one.example,two", "*"),
        ["Logging__LogLevel__Default"] = Wrong("loud", "Warnings"),

        ["JWT_SECRET"] = Wrong("", "too short", "your-secret-key-that-is-long-enough-but-known", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        ["GREENROOM_MASTER_KEY"] = Wrong("", "too short", "changeme-changeme-changeme-changeme", "abababababababababababababababababababab"),
        ["Accounts__PasswordIterations"] = Wrong("many", "0", "1000", "10000001"),
        ["Accounts__SessionIdle"] = Wrong("soon", "00:00:01", "366"),
        ["Accounts__SessionLife"] = Wrong("soon", "00:00:01", "366"),
        ["Accounts__GuestLife"] = Wrong("soon", "00:00:01", "366"),
        ["Accounts__RequireVerifiedEmail"] = Wrong("perhaps"),
        ["Accounts__LargestExportMegabytes"] = Wrong("large", "0", "1001"),
        ["Sessions__SingleActive"] = Wrong("perhaps"),
        ["Backups__Enabled"] = Wrong("perhaps"),
        ["Backups__Hour"] = Wrong("noon", "-1", "24"),
        ["Backups__Keep"] = Wrong("all", "0"),
        ["Backups__Directory"] = Wrong("/dev/null/backups"),

        ["QUESTION_BANK_DIR"] = Wrong("/no/such/folder"),
        ["OPENAI_API_KEY"] = Wrong("two words", "sk-gr\u00fcn", "one\nline"),
        ["OPENAI_BASE_URL"] = Wrong("api.openai.com", "file:///etc/passwd"),
        ["OPENAI_MODEL"] = Any(Name),
        ["OPENAI_TIMEOUT_SECONDS"] = Wrong("soon", "0", "61"),

        ["INSTAGRAM_LOGIN_FLAVOUR"] = Wrong("tiktok", "Instagram"),
        ["INSTAGRAM_CLIENT_ID"] = Wrong("") with { Beside = [("INSTAGRAM_CLIENT_SECRET", "a secret of an app")] },
        ["INSTAGRAM_CLIENT_SECRET"] = Wrong("") with { Beside = [("INSTAGRAM_CLIENT_ID", "990602627938098"), ("INSTAGRAM_REDIRECT_URI", "https://greenroom.example.com/auth/instagram/callback")] },
        ["INSTAGRAM_REDIRECT_URI"] = Wrong("/auth/instagram/callback", "greenroom.example.com"),
        ["INSTAGRAM_GRAPH_VERSION"] = Wrong("25", "v25", "latest"),
        ["INSTAGRAM_META_APP_SECRET"] = Any(Name),
        ["INSTAGRAM_WEBHOOK_VERIFY_TOKEN"] = Any(Name),

        ["Instagram__AuthorizeUrl"] = WrongAddress(),
        ["Instagram__ExchangeUrl"] = WrongAddress(),
        ["Instagram__GraphUrl"] = WrongAddress(),
        ["Instagram__DialogUrl"] = WrongAddress(),
        ["Instagram__FacebookGraphUrl"] = WrongAddress(),

        ["RateLimits__Enabled"] = Wrong("perhaps", "false"),
        ["RateLimits__AnonymousPerMinute"] = WrongLimit(),
        ["RateLimits__UserPerMinute"] = WrongLimit(),
        ["RateLimits__AppendPerMinute"] = WrongLimit(),
        ["RateLimits__LoginPerMinute"] = WrongLimit(),
        ["RateLimits__LoginPerAccountPerMinute"] = WrongLimit(),
        ["RateLimits__RegisterPerHour"] = WrongLimit(),
        ["RateLimits__RegisterPerAddressPerHour"] = WrongLimit(),
        ["RateLimits__TokenPerMinute"] = WrongLimit(),
        ["RateLimits__ForgotPerHour"] = WrongLimit(),
        ["RateLimits__ForgotPerAddressPerHour"] = WrongLimit(),
        ["RateLimits__ExportsPerDay"] = WrongLimit(),
        ["RateLimits__DemoPerHour"] = WrongLimit(),
        ["RequestLog__OneIn"] = WrongLimit(),
    };

    private static SettingCase Wrong(params string[] values) => new(values);

    private static SettingCase WrongAddress() => Wrong("", "github.example", "ftp://greenroom.example", "https://", "/login");

    private static SettingCase WrongLimit() => Wrong("many", "0", "1000001");

    private static SettingCase Any(string reason) => new([], reason);
}
