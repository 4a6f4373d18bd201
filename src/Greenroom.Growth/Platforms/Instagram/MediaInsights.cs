using System.Text.Json;
using Greenroom.Platform.Data;
using Microsoft.Extensions.Logging;

namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>
/// Reads reach, views, saves and shares: one call for each post, so only of posts that still gain. What cannot be had stays unknown; an insight is
/// never worth a post, so no failure of this is one of the sync.
/// </summary>
internal sealed partial class MediaInsights(GraphClient graph, Refusals refusals, TimeProvider clock, ILogger<MediaInsights> log)
{
    private const string Reach = "reach", Views = "views", Saved = "saved", Shares = "shares";
    private const int AtOnce = 4;

    /// <summary>A post has 97 % of what it will get after so long.</summary>
    private static readonly TimeSpan StillGaining = TimeSpan.FromDays(30);

    private static readonly string[] Metrics = [Reach, Views, Saved, Shares];

    /// <returns>All of the posts, in their order.</returns>
    public async Task<IReadOnlyList<PlatformPost>> WithAsync(GraphAccount account, IReadOnlyList<PlatformPost> posts, CancellationToken ct)
    {
        var from = clock.UtcNow() - StillGaining;
        var all = posts.ToArray();
        var young = Enumerable.Range(0, all.Length).Where(i => all[i].PostedAt > from).ToList();
        try
        {
            // The first alone: what the platform does not allow, it allows for none of them.
            foreach (var i in young.Take(1))
            {
                all[i] = await WithAsync(account, all[i], ct);
            }

            await Parallel.ForEachAsync(
                young.Skip(1),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
                async (i, token) => all[i] = await WithAsync(account, all[i], token));
        }
        catch (PlatformException trouble)
        {
            NotRead(trouble.Trouble, trouble.Message);
        }

        return all;
    }

    private async Task<PlatformPost> WithAsync(GraphAccount account, PlatformPost post, CancellationToken ct)
    {
        // The platform refuses a whole call for one metric that a kind of post does not have.
        var kind = post.IsReel ? "insights of reels" : $"insights of {post.MediaType}";
        var metrics = refusals.Find<IReadOnlyList<string>>(account, kind) ?? Metrics;
        var answer = await AskAsync(account, post, metrics, ct);
        if (answer.Error is not { IsBadParameter: true })
        {
            return With(post, answer.OrThrow());
        }

        var supported = new List<string>();
        foreach (var metric in metrics)
        {
            answer = await AskAsync(account, post, [metric], ct);
            if (answer.Error is { IsBadParameter: true })
            {
                continue;
            }

            post = With(post, answer.OrThrow());
            supported.Add(metric);
        }

        // A post that has none at all (from before the account became a professional one) says nothing about its kind.
        if (supported.Count > 0)
        {
            refusals.Keep<IReadOnlyList<string>>(account, kind, supported);
        }

        return post;
    }

    private Task<GraphAnswer> AskAsync(GraphAccount account, PlatformPost post, IEnumerable<string> metrics, CancellationToken ct) =>
        graph.GetAsync(account, $"{Uri.EscapeDataString(post.Id)}/insights", [("metric", string.Join(',', metrics))], ct);

    private static PlatformPost With(PlatformPost post, JsonElement answer) => answer.List("data").Aggregate(post, (known, metric) => (metric.Text("name"), ValueOf(metric)) switch
    {
        (Reach, { } value) => known with { Reach = value },
        (Views, { } value) => known with { Views = value },
        (Saved, { } value) => known with { Saves = value },
        (Shares, { } value) => known with { Shares = value },
        _ => known,
    });

    /// <summary>Null for an empty data set, which the platform sends in place of what it does not know yet.</summary>
    private static int? ValueOf(JsonElement metric) =>
        metric.List("values").LastOrDefault() is { ValueKind: JsonValueKind.Object } value ? value.Count("value")
            : metric.Property("total_value") is { } total ? total.Count("value") : null;

    [LoggerMessage(Level = LogLevel.Information, Message = "Insights of posts were left out: {Trouble}. {Reason}")]
    private partial void NotRead(PlatformTrouble trouble, string reason);
}
