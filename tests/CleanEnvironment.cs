using System.Runtime.CompilerServices;

namespace Greenroom.Harness;

/// <summary>
/// Takes what a developer has set for their own Greenroom out of the environment of a test program, and so of every host that it starts: a test must
/// not reach their database, spend money on their model or fail over their limits. Compiled into each program that starts hosts.
/// </summary>
internal static class CleanEnvironment
{
    /// <summary>Set to nothing rather than unset, because an empty variable also wins over a line of a <c>.env</c>.</summary>
    public static readonly IReadOnlyList<string> Settings =
    [
        "PORT", "DATA_DIR", "DATABASE_URL", "JWT_SECRET", "GREENROOM_MASTER_KEY", "FRONTEND_URL", "PUBLIC_URL", "SMTP_URL", "MAIL_FROM", "ADMIN_PASSWORD", "ADMIN_EMAIL", "TRUSTED_PROXIES", "CORS_ORIGINS", "QUESTION_BANK_DIR",
        "GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET", "INSTAGRAM_LOGIN_FLAVOUR", "INSTAGRAM_CLIENT_ID", "INSTAGRAM_CLIENT_SECRET", "INSTAGRAM_REDIRECT_URI", "INSTAGRAM_GRAPH_VERSION",
        "INSTAGRAM_WEBHOOK_VERIFY_TOKEN", "INSTAGRAM_META_APP_SECRET",
        "OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "OPENAI_TIMEOUT_SECONDS",
    ];

    /// <summary>An empty number is an error, so whatever begins with these is unset.</summary>
    public static readonly IReadOnlyList<string> Sections = ["Accounts__", "Sessions__", "Backups__", "Instagram__", "GitHub__", "RateLimits__", "RequestLog__", "Logging__", "ASPNETCORE_", "DOTNET_ENVIRONMENT"];

    [ModuleInitializer]
    internal static void Clear()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => Sections.Any(s => name.StartsWith(s, StringComparison.OrdinalIgnoreCase))))
        {
            Environment.SetEnvironmentVariable(name, value: null);
        }

        foreach (var name in Settings)
        {
            Environment.SetEnvironmentVariable(name, "");
        }
    }
}
