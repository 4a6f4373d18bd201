using Greenroom.Growth.Platforms;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>A platform whose every answer the test decides.</summary>
internal sealed class FakePlatform : ISocialPlatform
{
    /// <summary>Answers a cursor with a page; an empty page when nobody says otherwise.</summary>
    public Func<string?, PlatformPage> Page { get; set; } = _ => new PlatformPage([], Skipped: 0, Next: null);

    public string Flavour => "fake";

    public string AuthorizeUrl(string state, string? persona) => $"http://127.0.0.1/consent?state={state}";

    public Task<PlatformToken> ExchangeAsync(string code, Guid userId, CancellationToken ct) => Task.FromResult(new PlatformToken("fake-token", ExpiresAt: null));

    public Task<PlatformProfile> ProfileAsync(string token, CancellationToken ct) =>
        Task.FromResult(new PlatformProfile("17841400000000001", "fake", Followers: 100, Posts: null, TimeZone: null));

    public Task<PlatformPage> PostsAsync(string token, string? cursor, int limit, CancellationToken ct) => Task.FromResult(Page(cursor));

    public static PlatformPost Post(string id, DateTime postedAt, int? likes = 10, int? comments = 1) =>
        new(id, $"Post {id}", "IMAGE", IsReel: false, MediaUrl: null, Permalink: null, postedAt, likes, comments, Saves: null, Shares: null, Reach: null, Views: null);
}
