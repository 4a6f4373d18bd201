namespace Greenroom.Growth.Connections;

/// <summary>Where the web app is.</summary>
public sealed class GrowthOptions
{
    /// <summary>The origin of a web app that is hosted elsewhere (<c>FRONTEND_URL</c>); null for this host.</summary>
    public string? FrontendUrl { get; set; }
}
