using System.Collections.Concurrent;
using Greenroom.Growth.Platforms;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>A platform whose every answer the test decides.</summary>
internal sealed class FakePlatform : ISocialPlatform
{
    private readonly ConcurrentQueue<string> _left = new();
    private int _reads;
    private int _renewals;

    /// <summary>Answers a cursor with a page; an empty page when nobody says otherwise.</summary>
    public Func<string?, PlatformPage> Page { get; set; } = _ => new PlatformPage([], Skipped: [], Next: null);

    /// <summary>Keeps back the page of a cursor for as long as the test wants.</summary>
    public Func<string?, Task> Hold { get; set; } = _ => Task.CompletedTask;

    public string Flavour => "fake";

    public string AuthorizeUrl(string state, string? persona) => $"http://127.0.0.1/consent?state={state}";

    public async Task<IReadOnlyList<PlatformGrant>> ExchangeAsync(string code, Guid userId, CancellationToken ct) =>
        [new PlatformGrant(await ProfileAsync("fake-token", ct), new PlatformToken("fake-token", FirstExpiry))];

    /// <summary>When a renewed token ends, or the refusal to renew it.</summary>
    public Func<DateTime?>? Renewal { get; set; }

    public DateTime? FirstExpiry { get; set; }

    public int Renewals => _renewals;

    public Task<PlatformToken> RenewAsync(string token, CancellationToken ct)
    {
        token.ShouldStartWith("fake-token");
        return Task.FromResult(new PlatformToken($"fake-token-{Interlocked.Increment(ref _renewals)}", Renewal!()));
    }

    public Task<PlatformProfile> ProfileAsync(string token, CancellationToken ct) =>
        Task.FromResult(new PlatformProfile("17841400000000001", "fake", Followers: 100, Posts: null, TimeZone: null));

    /// <summary>The tokens that the platform was told to forget.</summary>
    public IReadOnlyCollection<string> Left => _left;

    public Task LeaveAsync(string token, CancellationToken ct)
    {
        _left.Enqueue(token);
        return Task.CompletedTask;
    }

    /// <summary>How many syncs have begun to read posts.</summary>
    public int Reads => _reads;

    public async Task<PlatformPage> PostsAsync(string token, string? cursor, int limit, CancellationToken ct)
    {
        if (cursor is null)
        {
            Interlocked.Increment(ref _reads);
        }

        await Hold(cursor).WaitAsync(ct);
        return Page(cursor);
    }

    public static PlatformPost Post(string id, DateTime postedAt, int? likes = 10, int? comments = 1) =>
        new(id, $"Post {id}", "IMAGE", IsReel: false, MediaUrl: null, Permalink: null, postedAt, likes, comments, Saves: null, Shares: null, Reach: null, Views: null);
}
