using Greenroom.Growth.Advice;
using Greenroom.Growth.Connections;
using Greenroom.Growth.Data;
using Greenroom.Growth.Posts;
using Greenroom.Platform.Errors;
using Microsoft.Extensions.Logging;

namespace Greenroom.Growth.Insights;

/// <summary>Puts an account's insights together. Each part stands alone: one that fails is named, the rest is shown.</summary>
internal sealed partial class InsightsReader(GrowthDb db, ConnectionService connections, Ledger ledger, AdviceVerdicts verdicts, ILogger<InsightsReader> log)
{
    private const int RecentDays = 14;

    public async Task<Result<InsightsView>> ReadAsync(Guid userId, Guid? accountId, CancellationToken ct)
    {
        if (await connections.FindAsync(userId, accountId, ct) is not { } account)
        {
            return GrowthFailures.NoAccount;
        }

        var said = await verdicts.ReadAsync(account, ct);
        if (await AccountHistory.ReadAsync(db, account, ct) is not { } history)
        {
            return new InsightsView(AccountViews.Of(account), null, null, null, null, null, null, null, null, null, null, null, said.History, []);
        }

        var failed = new List<InsightPart>();
        var groups = Attempt(InsightPart.Groups, () => GroupFindings.Of(history), account.Id, failed);
        var tags = Attempt(InsightPart.Tags, () => Hashtags.Study(history.Scored, history.Scope), account.Id, failed);
        var plan = Attempt(
            InsightPart.Plan,
            () => NextPostPlan.Make(history.Scored, groups!.Types, groups.Dayparts, tags!, history.Scope, said.Dismissed, said.DoneThisWeek.Keys),
            account.Id, failed);
        return new InsightsView(
            AccountViews.Of(account),
            history.CapturedAt,
            BasisOf(history),
            groups?.Views,
            Attempt(InsightPart.Hours, () => InsightViews.Of(Hours.Study(history.Scored, history.Scope)), account.Id, failed),
            tags is null ? null : InsightViews.Of(tags),
            Attempt(InsightPart.Recent, () => RecentOf(history), account.Id, failed),
            Attempt(InsightPart.Anomalies, () => InsightViews.Of(Anomalies.Study(history.Scored, history.Scope)), account.Id, failed),
            Attempt(InsightPart.Trend, () => InsightViews.Of(LongTrend.Study(history.Scored, history.Scope)), account.Id, failed),
            Attempt(InsightPart.Followers, () => FollowersOf(history), account.Id, failed),
            plan is null ? null : InsightViews.Of(plan, said.DoneThisWeek),
            await ledger.ReadAsync(account.Id, ct),
            said.History,
            failed);
    }

    private static BasisView BasisOf(AccountHistory history) => new(
        history.Scope.Window.FromUtc, history.Scope.Window.ToUtc, history.Scope.Zone.Id, history.Posts.Count,
        history.Scored.Count(post => post.Residual is not null), history.Parts.Names, InsightViews.Of(history.Curves.Feed), InsightViews.Of(history.Curves.Reels));

    private static RecentPostView[] RecentOf(AccountHistory history) =>
        [.. history.Posts.Where(post => post.PostedAt >= history.CapturedAt.AddDays(-RecentDays))
            .Select(post => new RecentPostView(PostViews.Of(post), InsightViews.Of(history.Compare(post))))];

    private static FollowersView FollowersOf(AccountHistory history)
    {
        var (outlook, refusal) = FollowerForecast.Forecast(history.FollowersOfWholeDays, FollowerForecast.MostWeeks);
        return InsightViews.Of(history.Followers, outlook, refusal);
    }

    private T? Attempt<T>(InsightPart part, Func<T> make, Guid accountId, List<InsightPart> failed)
        where T : class
    {
        try
        {
            return make();
        }
        catch (Exception exception)
        {
            PartFailed(part, accountId, exception);
            failed.Add(part);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Insight {Part} of account {AccountId} failed")]
    private partial void PartFailed(InsightPart part, Guid accountId, Exception exception);
}
