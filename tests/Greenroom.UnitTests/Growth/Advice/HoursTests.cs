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
    public void A_slot_lies_between_its_own_mean_and_what_its_weekday_and_daypart_let_expect()
    {
        // Five posts in each slot, and effects as if found: evening +0.2, morning −0.2, Monday +0.1, Tuesday −0.1.
        var posts = Slot(0, 19, 0.5).Concat(Slot(1, 19, 0.1)).Concat(Slot(0, 8, -0.1)).Concat(Slot(1, 8, -0.5)).ToArray();

        var report = Hours.Study(posts, Effects(("monday", 0.1), ("tuesday", -0.1)), Effects(("evening", 0.2), ("morning", -0.2)), Always);

        // By hand. Expected .3, .1, −.1, −.3; means off it .2, 0, 0, −.2, so μ = 0.
        // s²: in each daypart .1 + .1 around the slots and 5·.2² + 5·.2² between them, .6; both 1.2 over 20 − 2, 1/15. v = s²/5 = 1/75.
        // Q = (.04 + .04)·75 = 6, scale = 4·75 − 75 = 225, τ² = (6 − 3)/225 = 1/75. B = ½.
        report.Refusal.ShouldBeNull();
        report.N.ShouldBe(20);
        report.Slots.Select(slot => (slot.Weekday, slot.Hour, slot.N)).ShouldBe(
            [(DayOfWeek.Monday, 8, 5), (DayOfWeek.Monday, 19, 5), (DayOfWeek.Tuesday, 8, 5), (DayOfWeek.Tuesday, 19, 5)]);
        double[] thetas = [-0.1, 0.4, -0.4, 0.1];
        report.Slots.Zip(thetas).ShouldAllBe(pair => Math.Abs(pair.First.Lift!.Value - (Math.Exp(pair.Second) - 1)) < 1e-9);
    }

    [Fact]
    public void Slots_that_differ_by_no_more_than_chance_say_what_their_weekday_and_daypart_say()
    {
        var posts = Slot(0, 19, 0.25).Concat(Slot(1, 19, 0.15)).Concat(Slot(0, 8, -0.2)).Concat(Slot(1, 8, -0.2)).ToArray();

        var report = Hours.Study(posts, Effects(), Effects(("evening", 0.2), ("morning", -0.2)), Always);

        // By hand: off by .05, −.05, 0, 0; s² = (.1 + .1 + .025 + .1 + .1)/18, v = s²/5 = .00472, Q = .005/v = 1.06 < 3, so τ² = 0 and B = 1.
        report.Slots.Select(slot => Math.Log(1 + slot.Lift!.Value)).ShouldAllBe(theta => Math.Abs(Math.Abs(theta) - 0.2) < 1e-9);
    }

    [Fact]
    public void Two_lucky_posts_are_drawn_in_further_than_five()
    {
        ScoredPost[] Lucky(int count) => [.. Slot(0, 19, 0.5), .. Slot(1, 19, 0.1), .. Slot(0, 8, -0.1), .. Slot(1, 8, -0.5),
            .. Enumerable.Range(0, count).Select(week => Scored(901 + week, 1, Monday.AddDays(2 - (7 * week)).AddHours(8)))];
        double Of(int count) => Hours.Study(Lucky(count), Effects(), Effects(), Always).Slots.Single(slot => slot.Weekday == DayOfWeek.Wednesday).Lift!.Value;

        Of(2).ShouldBeLessThan(Of(5));
        Of(5).ShouldBeLessThan(Lift.FromLog(1));
    }

    [Fact]
    public void One_post_is_counted_and_not_judged_and_with_too_few_in_all_none_is()
    {
        var posts = Slot(0, 19, 0.5).Concat(Slot(1, 19, 0.1)).Concat(Slot(0, 8, -0.1)).Concat(Slot(1, 8, -0.5)).ToArray();

        var single = Hours.Study([.. posts, Scored(901, 0.4, Monday.AddDays(6).AddHours(23))], Effects(), Effects(), Always).Slots[^1];
        var few = Hours.Study(posts[..19], Effects(), Effects(), Always);

        single.ShouldBe(new HourSlot(DayOfWeek.Sunday, 23, 1, null));
        few.Refusal.ShouldBe(new Refusal(RefusalReason.TooFewPosts, 19, 1));
        few.Slots.Sum(slot => slot.N).ShouldBe(19);
        few.Slots.ShouldAllBe(slot => slot.Lift == null);
        Hours.Study([], Effects(), Effects(), Always).ShouldSatisfyAllConditions(none => none.Slots.ShouldBeEmpty(), none => none.Refusal!.MorePosts.ShouldBe(20));
    }

    [Fact]
    public void The_local_clock_decides_and_has_an_hour_twice_or_not_at_all_when_it_is_set()
    {
        // Berlin, Sunday 25 October 2026: 02:30 comes twice. Sunday 29 March 2026: after 01:30 comes 03:30.
        var report = Hours.Study(
            [.. Ats("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "2026-03-28T23:30:00Z")],
            Effects(), Effects(), Always with { Zone = Berlin });

        report.Slots.ShouldAllBe(slot => slot.Weekday == DayOfWeek.Sunday);
        report.Slots.Select(slot => (slot.Hour, slot.N)).ShouldBe([(0, 1), (1, 1), (2, 2), (3, 2)]);
    }

    private static IEnumerable<ScoredPost> Slot(int day, int hour, double mean) => Scatter.Select((off, week) =>
        Scored((((week * 7) + day) * 24) + hour + 1, mean + off, Monday.AddDays((-7 * week) + day).AddHours(hour)));

    private static IEnumerable<ScoredPost> Ats(params string[] instants) => instants.Select((instant, index) =>
        Scored(index + 1, 0.1, DateTime.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)));

    private static GroupReport Effects(params (string Cell, double Effect)[] effects) => new(
        [.. effects.Select(e => new CellEffect(e.Cell, 10, e.Effect, 0, e.Effect, 0.1, []))], 0, 0, 0, 1,
        Finding.Of(new Refusal(RefusalReason.NoDifference, 0, 0)));
}
