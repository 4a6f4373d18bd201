using System.ComponentModel.DataAnnotations;

namespace Greenroom.Accounts.GitHub;

/// <summary>How this server speaks to GitHub; the section <c>GitHub</c>. The addresses are GitHub's own; tests put a fake there.</summary>
public sealed class GitHubOptions
{
    /// <summary>Where GitHub sends the browser back; the whole address is that of the site and this.</summary>
    public const string CallbackPath = "/auth/github/callback";

    /// <summary><c>GITHUB_CLIENT_ID</c>; empty for no log-in by GitHub.</summary>
    public string ClientId { get; set; } = "";

    /// <summary><c>GITHUB_CLIENT_SECRET</c>; comes with the id or not at all.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>Where the person says yes.</summary>
    [Url]
    public string AuthorizeUrl { get; set; } = "https://github.com/login/oauth/authorize";

    /// <summary>Where a code becomes a token.</summary>
    [Url]
    public string TokenUrl { get; set; } = "https://github.com/login/oauth/access_token";

    /// <summary>Everything else.</summary>
    [Url]
    public string ApiUrl { get; set; } = "https://api.github.com";

    /// <summary>The longest wait for one answer; three of them fit into the time of a request.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:09")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(8);

    public bool IsConfigured => ClientId.Length > 0;
}
