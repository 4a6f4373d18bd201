using Greenroom.Growth.Advice;

namespace Greenroom.Growth.Insights;

/// <summary>The four ways in which posts are divided.</summary>
internal sealed record GroupFindings(GroupReport Dayparts, GroupReport Weekdays, GroupReport Types, GroupReport Captions)
{
    public static GroupFindings Of(AccountHistory history) => new(
        Advice.Dayparts.StudyDayparts(history.Scored, history.Scope), Advice.Dayparts.StudyWeekdays(history.Scored, history.Scope),
        Advice.Dayparts.StudyTypes(history.Scored, history.Scope), CaptionLength.Study(history.Scored, history.Scope));

    public IReadOnlyList<GroupsView> Views =>
    [
        InsightViews.Of(GroupFamily.Daypart, Dayparts), InsightViews.Of(GroupFamily.Weekday, Weekdays), InsightViews.Of(GroupFamily.Type, Types),
        InsightViews.Of(GroupFamily.Caption, Captions),
    ];

    public IEnumerable<Claim> Claims => new[] { Dayparts, Weekdays, Types, Captions }.Select(report => report.Finding.Claim).OfType<Claim>();
}
