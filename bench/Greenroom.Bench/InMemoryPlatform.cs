using Greenroom.Growth.Platforms;

namespace Greenroom.Bench;

/// <summary>A platform without a network: every account has the same posts, and their counts are those of the moment that the benchmark sets.</summary>
internal sealed class InMemoryPlatform(int posts, DateTime now) : ISocialPlatform
{
    private readonly PlatformPost[] _posts = [.. Enumerable.Range(0, posts).Select(k => Post(k, now))];

    public string Flavour => "bench";

    /// <summary>Every post has one like more.</summary>
    public void CountsGrow()
    {
        for (var k = 0; k < _posts.Length; k++)
        {
            _posts[k] = _posts[k] with { Likes = _posts[k].Likes + 1 };
        }
    }

    public IReadOnlyList<PlatformPost> Posts => _posts;

    public Task<PlatformProfile> ProfileAsync(string token, CancellationToken ct) => Task.FromResult(ProfileOf(token));

    public Task<PlatformPage> PostsAsync(string token, string? cursor, int limit, CancellationToken ct)
    {
        var first = cursor is null ? 0 : int.Parse(cursor);
        var after = first + limit;
        return Task.FromResult(new PlatformPage(_posts[first..Math.Min(after, _posts.Length)], Skipped: [], after < _posts.Length ? $"{after}" : null));
    }

    /// <param name="token">Is the account's id as well.</param>
    public PlatformGrant Grant(string token) => new(ProfileOf(token), new PlatformToken(token, ExpiresAt: null));

    public string AuthorizeUrl(string state, string? persona) => throw new NotSupportedException();

    public Task<IReadOnlyList<PlatformGrant>> ExchangeAsync(string code, Guid userId, CancellationToken ct) => throw new NotSupportedException();

    public Task<PlatformToken> RenewAsync(string token, CancellationToken ct) => throw new NotSupportedException();

    private PlatformProfile ProfileOf(string token) => new(token, token, Followers: 2400, _posts.Length, "Europe/Berlin");

    private static PlatformPost Post(int k, DateTime now) => new(
        $"post-{k}",
        $"Number {k}: {string.Concat(Enumerable.Repeat("what we learnt on the way, ", 5))}#bench #behindthescenes #tag{k % 12}",
        k % 3 == 0 ? "IMAGE" : k % 3 == 1 ? "CAROUSEL_ALBUM" : "VIDEO",
        IsReel: k % 3 == 2,
        $"https://cdn.example/{new string('a', 256)}{k}",
        $"https://www.example/p/{k}",
        now.AddDays(-GrowthLoadData.Days * (k + 1.0) / GrowthLoadData.LargePosts),
        Likes: 150 + (k % 200), Comments: k % 8, Saves: k % 12, Shares: k % 6, Reach: null, Views: null);
}
