using System.Globalization;
using Greenroom.Growth.Advice;
using static Greenroom.UnitTests.Growth.Advice.Samples;

namespace Greenroom.UnitTests.Growth.Advice;

public sealed class HoursTests
{
    // A Monday.
    private static readonly DateTime Monday = new(2026, 5, 4, 0, 0, 0, DateTimeKind.Utc);
    private static readonly double[] Scatter = [-0.2, -0.1, 0, 0.1, 0.2];

    [Fact]
    public void What_weekday_and_daypart_explain_is_their_sum_each_shrunk()
    {
        // Evenings .3 up and mornings .3 down, Mondays .2 up and Tuesdays .2 down, five posts in each slot.
        var report = Hours.Study([.. Slot(0, 19, 0.5), .. Slot(1, 19, 0.1), .. Slot(0, 8, -0.1), .. Slot(1, 8, -0.5)], Always);

        // By hand. s²: in each daypart .1 + .1 around the slots and 10·.2² between them, .6; both 1.2 over 20 − 2, 1/15. A day and a part have ten posts: v = 1/150.
        // Days: Q = 2·.2²·150 = 12, scale = 300 − 150, τ² = 11/150, 1 − B = 11/12. Parts: Q = 2·.3²·150 = 27, τ² = 26/150, 1 − B = 26/27.
        // What is left of the slots is less than chance leaves: τ² = 0.
        var (day, part) = (0.2 * 11 / 12, 0.3 * 26 / 27);
        report.Refusal.ShouldBeNull();
        report.N.ShouldBe(20);
        report.Slots.Select(slot => (slot.Weekday, slot.Hour, slot.N)).ShouldBe(
            [(DayOfWeek.Monday, 8, 5), (DayOfWeek.Monday, 19, 5), (DayOfWeek.Tuesday, 8, 5), (DayOfWeek.Tuesday, 19, 5)]);
        ShouldBe(report, [day - part, day + part, -day - part, -day + part]);
    }

    [Fact]
    public void What_they_do_not_explain_is_drawn_in_by_as_much_as_chance_may_have_made_of_it()
    {
        // No weekday and no daypart is better, but Monday evening and Tuesday morning are.
        var report = Hours.Study([.. Slot(0, 19, 0.1), .. Slot(1, 19, -0.1), .. Slot(0, 8, -0.1), .. Slot(1, 8, 0.1)], Always);

        // By hand. s² = (4·.1 + 20·.1²)/18 = 1/30, v = s²/5 = 1/150, Q = 4·.1²·150 = 6, scale = 600 − 150, τ² = (6 − 3)/450 = 1/150. B = ½.
        ShouldBe(report, [-0.05, 0.05, 0.05, -0.05]);
    }

    [Fact]
    public void What_weekday_and_daypart_say_with_one_voice_is_counted_once()
    {
        // Saturdays are the only evenings: nobody can tell whether the day or the hour is the better one.
        var report = Hours.Study([.. Slot(0, 8, -0.1), .. Slot(0, 9, -0.1), .. Slot(1, 8, -0.1), .. Slot(1, 9, -0.1), .. Slot(5, 19, 0.3)], Always);

        // By hand. s² = .5/23. Days: m̄ = −.02, Q = 29.44, scale = 736, τ² = .03728; μ = .02861; (1 − B)(m − μ) = .94490·−.12861 and .89556·.27139.
        // Of parts nothing is left but chance.
        ShouldBe(report, [-0.12152, -0.12152, -0.12152, -0.12152, 0.24305], within: 5e-5);
    }

    [Fact]
    public void Two_lucky_posts_are_drawn_in_further_than_five()
    {
        ScoredPost[] Lucky(int count) => [.. Slot(0, 19, 0.5), .. Slot(1, 19, 0.1), .. Slot(0, 8, -0.1), .. Slot(1, 8, -0.5),
            .. Enumerable.Range(0, count).Select(week => Scored(901 + week, 1, Monday.AddDays(2 - (7 * week)).AddHours(8)))];
        double Of(int count) => Hours.Study(Lucky(count), Always).Slots.Single(slot => slot.Weekday == DayOfWeek.Wednesday).Lift!.Value;

        Of(2).ShouldBeLessThan(Of(5));
        Of(5).ShouldBeLessThan(Lift.FromLog(1));
    }

    [Fact]
    public void One_post_is_counted_and_not_judged_and_with_too_few_in_all_none_is()
    {
        var posts = Slot(0, 19, 0.5).Concat(Slot(1, 19, 0.1)).Concat(Slot(0, 8, -0.1)).Concat(Slot(1, 8, -0.5)).ToArray();

        var single = Hours.Study([.. posts, Scored(901, 0.4, Monday.AddDays(6).AddHours(23))], Always).Slots[^1];
        var few = Hours.Study(posts[..19], Always);

        single.ShouldBe(new HourSlot(DayOfWeek.Sunday, 23, 1, null));
        few.Refusal.ShouldBe(new Refusal(RefusalReason.TooFewPosts, 19, 1));
        few.Slots.Sum(slot => slot.N).ShouldBe(19);
        few.Slots.ShouldAllBe(slot => slot.Lift == null);
        Hours.Study([], Always).ShouldSatisfyAllConditions(none => none.Slots.ShouldBeEmpty(), none => none.Refusal!.MorePosts.ShouldBe(20));
    }

    [Fact]
    public void The_local_clock_decides_and_has_an_hour_twice_or_not_at_all_when_it_is_set()
    {
        // Berlin, Sunday 25 October 2026: 02:30 comes twice. Sunday 29 March 2026: after 01:30 comes 03:30.
        var report = Hours.Study(
            [.. Ats("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "2026-03-28T23:30:00Z")],
            Always with { Zone = Berlin });

        report.Slots.ShouldAllBe(slot => slot.Weekday == DayOfWeek.Sunday);
        report.Slots.Select(slot => (slot.Hour, slot.N)).ShouldBe([(0, 1), (1, 1), (2, 2), (3, 2)]);
    }

    private static IEnumerable<ScoredPost> Slot(int day, int hour, double mean) => Scatter.Select((off, week) =>
        Scored((((week * 7) + day) * 24) + hour + 1, mean + off, Monday.AddDays((-7 * week) + day).AddHours(hour)));

    private static IEnumerable<ScoredPost> Ats(params string[] instants) => instants.Select((instant, index) =>
        Scored(index + 1, 0.1, DateTime.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)));

    private static void ShouldBe(HoursReport report, double[] thetas, double within = 1e-9) =>
        report.Slots.Select(slot => Math.Log(1 + slot.Lift!.Value)).Zip(thetas).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < within);
}
