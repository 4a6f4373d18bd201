namespace Greenroom.Platform.Http;

/// <summary>Where people reach this Greenroom.</summary>
public sealed class SiteOptions
{
    /// <summary><c>PUBLIC_URL</c>, without a slash at its end. Links in mails begin with it; the Host header, which anybody may write, is never asked.</summary>
    public string PublicUrl { get; set; } = "http://localhost:8080";

    /// <param name="path">Begins with a slash.</param>
    public string LinkTo(string path) => PublicUrl + path;
}
