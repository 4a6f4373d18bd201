using System.ComponentModel.DataAnnotations;

namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>How this server speaks to Instagram. The addresses are those of the platform; contract tests put a fake of their own there.</summary>
public sealed class InstagramOptions
{
    /// <summary>No keys: sample accounts only.</summary>
    public const string Sandbox = "sandbox";

    /// <summary>Instagram Login.</summary>
    public const string Instagram = "instagram";

    /// <summary>Facebook Login for Business: accounts behind Facebook pages.</summary>
    public const string Facebook = "facebook";

    /// <summary><c>INSTAGRAM_LOGIN_FLAVOUR</c>: what is offered first. The keys are of one app, so of the two real ones a server has one.</summary>
    public string Flavour { get; set; } = Sandbox;

    /// <summary><c>INSTAGRAM_CLIENT_ID</c>: of Instagram Login the Instagram app id, of Facebook Login the Meta app id.</summary>
    public string ClientId { get; set; } = "";

    /// <summary><c>INSTAGRAM_CLIENT_SECRET</c>.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary><c>INSTAGRAM_META_APP_SECRET</c>: of Instagram Login the secret of the Meta app around the Instagram app, which signs some of what the platform sends; empty for none.</summary>
    public string MetaAppSecret { get; set; } = "";

    /// <summary>Whatever the platform sends by itself is signed with one of these.</summary>
    public IEnumerable<string> SigningSecrets => ((string[])[ClientSecret, MetaAppSecret]).Where(secret => secret.Length > 0);

    /// <summary><c>INSTAGRAM_REDIRECT_URI</c>: where the platform sends the browser back, letter for letter as it is registered there.</summary>
    public string RedirectUri { get; set; } = "";

    /// <summary><c>INSTAGRAM_GRAPH_VERSION</c>.</summary>
    public string GraphVersion { get; set; } = "v25.0";

    /// <summary><c>INSTAGRAM_WEBHOOK_VERIFY_TOKEN</c>: what the platform repeats when it asks whether the webhook's address is ours; empty for no webhook.</summary>
    public string WebhookVerifyToken { get; set; } = "";

    /// <summary>Of Instagram Login: where the person says yes.</summary>
    [Url]
    public string AuthorizeUrl { get; set; } = "https://www.instagram.com/oauth/authorize";

    /// <summary>Of Instagram Login: where a code becomes a token.</summary>
    [Url]
    public string ExchangeUrl { get; set; } = "https://api.instagram.com/oauth/access_token";

    /// <summary>Of Instagram Login: everything else.</summary>
    [Url]
    public string GraphUrl { get; set; } = "https://graph.instagram.com";

    /// <summary>Of Facebook Login: where the person says yes.</summary>
    [Url]
    public string DialogUrl { get; set; } = "https://www.facebook.com";

    /// <summary>Of Facebook Login: everything else.</summary>
    [Url]
    public string FacebookGraphUrl { get; set; } = "https://graph.facebook.com";

    /// <summary>Where pictures of posts come from: the platform's own servers, and none while there are sample accounts only.</summary>
    public IReadOnlyList<string> PictureOrigins => Flavour == Sandbox ? [] : ["https://*.cdninstagram.com", "https://*.fbcdn.net"];

    /// <summary>The longest wait for one answer.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether this server has what the flavour needs; only the two real ones need anything.</summary>
    public bool Serves(string flavour) => flavour is not (Instagram or Facebook) || flavour == Flavour;
}
