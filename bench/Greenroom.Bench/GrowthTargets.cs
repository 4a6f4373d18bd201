namespace Greenroom.Bench;

/// <summary>Something that is asked for as often as it goes.</summary>
/// <param name="MostTimesMe">How many times the cost of <c>me</c> is wanted at most; null where nothing is.</param>
internal sealed record GrowthTarget(string Name, Func<HttpRequestMessage> Request, double? MostTimesMe = null);

/// <summary>What is measured side by side. Of small accounts each request is that of another one, as is <c>me</c>.</summary>
internal sealed class GrowthTargets(GrowthLoadData data)
{
    public static readonly int[] Periods = [30, 90];
    private const double Wanted = 2;

    public GrowthTarget Me { get; } = new("GET /api/user/me", () => Api.Get("/api/user/me", data.SmallToken));

    public IReadOnlyList<GrowthTarget> All =>
    [
        new("GET /health/live, a constant", () => Api.Get("/health/live", token: null)),
        new("GET /health, asks the database", () => Api.Get("/health", token: null)),
        Me,
        .. Stats,
        new("posts, 200: first page", () => Api.Get("/api/instagram/posts", data.SmallToken)),
        new("posts, 100,000: first page", () => Api.Get("/api/instagram/posts", data.LargestToken)),
        new("insights, 200 posts", () => Api.Get("/api/growth/insights", data.SmallToken)),
    ];

    public IReadOnlyList<GrowthTarget> Stats =>
        [.. from account in Accounts from period in Periods select new GrowthTarget($"stats, {account.Name}: {period} days", () => Api.Get($"/api/growth/stats?period={period}", account.Token()), Wanted)];

    private (string Name, Func<string> Token)[] Accounts =>
        [("200 posts", () => data.SmallToken), ("10,000 posts", () => data.LargeToken), ("100,000 posts", () => data.LargestToken)];
}
