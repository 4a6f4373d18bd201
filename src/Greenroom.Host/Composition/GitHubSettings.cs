using Greenroom.Accounts.GitHub;

namespace Greenroom.Host.Composition;

/// <summary>GitHub's keys, which come together or not at all.</summary>
internal static class GitHubSettings
{
    public static void Read(IConfiguration configuration, GitHubOptions options)
    {
        options.ClientId = configuration["GITHUB_CLIENT_ID"]?.Trim() ?? "";
        options.ClientSecret = configuration["GITHUB_CLIENT_SECRET"]?.Trim() ?? "";
        if (options.ClientId.Length > 0 != options.ClientSecret.Length > 0)
        {
            throw new SettingException(options.ClientId.Length > 0
                ? "GITHUB_CLIENT_SECRET is missing although GITHUB_CLIENT_ID is set."
                : "GITHUB_CLIENT_ID is missing although GITHUB_CLIENT_SECRET is set.");
        }
    }
}
