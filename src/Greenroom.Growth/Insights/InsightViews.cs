using Greenroom.Growth.Advice;
using Greenroom.Growth.Posts;

namespace Greenroom.Growth.Insights;

/// <summary>From what the statistics found to what the API says: effects as percent.</summary>
internal static class InsightViews
{
    public static CurveView Of(AgeCurve curve) => new(curve.Shape, curve.ScaleHours, (CurveOrigin)curve.Source);

    public static ClaimView? Of(Claim? claim) => claim is null
        ? null
        : new ClaimView(
            claim.Subject, claim.N, Percent(claim.Effect), Percent(claim.Interval.Low), Percent(claim.Interval.High), claim.P, claim.Window.FromUtc,
            claim.Window.ToUtc, claim.TimeZone, claim.PostIds);

    public static RefusalView? Of(Refusal? refusal) => refusal is null
        ? null
        : new RefusalView((RefusalCause)refusal.Reason, refusal.N, refusal.MorePosts, refusal.MoreDays);

    public static GroupsView Of(GroupFamily family, GroupReport report) =>
        new(family, [.. report.Cells.Select(Of)], report.P, Of(report.Finding.Claim), Of(report.Finding.Refusal));

    public static HoursView Of(HoursReport report) => new(
        [.. report.Slots.Select(slot => new HourView(Dayparts.Name(slot.Weekday), slot.Hour, slot.N, slot.Lift is { } lift ? Percent(lift) : null))], report.N,
        Of(report.Refusal));

    public static TagsView Of(TagReport report) => new(
        [.. report.Tags.Select(tag => new TagView(
            tag.Tag, tag.With, tag.Without, Percent(tag.Effect), Percent(tag.Interval.Low), Percent(tag.Interval.High), tag.P, tag.IsClaimed))],
        report.FamilyP, [.. report.Claims.Select(claim => Of(claim)!)], Of(report.Refusal));

    public static SameAgeView? Of(SameAgeResult? result) => result is null
        ? null
        : new SameAgeView(
            result.AgeHours, result.Engagement, result.Usual, result.Range.Low, result.Range.High, Percent(result.Lift), StandingOf(result),
            result.IsStillCounting, result.Posts);

    public static AnomaliesView Of(AnomalyReport report) => new([.. report.Claims.Select(claim => Of(claim)!)], report.Judged, Of(report.Refusal));

    public static LongTrendView Of(TrendReport report) => new(
        [.. report.Weeks.Select(week => new WeekView(DateOnly.FromDayNumber(week.Week * 7), Math.Exp(week.Median) - 1, week.Posts))],
        report.GrowthPerWeek * 100, report.P, Of(report.Finding.Claim), Of(report.Finding.Refusal));

    public static FollowersView Of(IReadOnlyList<FollowerDay> history, FollowerOutlook? outlook, Refusal? refusal) => new(
        [.. history.Select(day => new FollowerDayView(day.Day, day.Followers))],
        outlook is null
            ? null
            : new OutlookView(
                (OutlookMethod)outlook.Method, outlook.Days,
                [.. outlook.Points.Select(point => new OutlookPointView(point.Day, point.Followers, point.Interval.Low, point.Interval.High))],
                outlook.Backtest is { } test ? new BacktestView(test.Origins, test.Error, test.NaiveError, test.Coverage) : null),
        Of(refusal));

    public static PlanView Of(PlanReport plan, IReadOnlyDictionary<AdviceCell, DateTime> done) => new(
        [.. plan.Slots.Select(slot => new PlanSlotView(
            slot.Cell.Type, Dayparts.Name(slot.Cell.Daypart), slot.Tags, Percent(slot.Expected), Percent(slot.Interval.Low), Percent(slot.Interval.High),
            [.. slot.Support.Select(claim => Of(claim)!)], slot.IsExperiment, slot.N, slot.PostIds,
            done.TryGetValue(slot.Cell, out var doneAt) ? doneAt : null))],
        Of(plan.Refusal));

    public static double Percent(double lift) => lift * 100;

    private static GroupView Of(CellEffect cell)
    {
        var interval = cell.Interval.ToLift();
        return new GroupView(cell.Cell, cell.N, Percent(Lift.FromLog(cell.Effect)), Percent(interval.Low), Percent(interval.High), cell.PostIds);
    }

    private static Standing StandingOf(SameAgeResult result) =>
        result.Engagement > result.Range.High ? Standing.Above : result.Engagement < result.Range.Low ? Standing.Below : Standing.Usual;
}
