using Greenroom.Growth;
using Greenroom.Growth.Advice;
using Greenroom.Growth.Posts;
using static Greenroom.UnitTests.Growth.Advice.Samples;

namespace Greenroom.UnitTests.Growth.Advice;

public sealed class NextPostPlanTests
{
    private static readonly int[] Hours = [7, 12, 16, 20, 23];

    [Fact]
    public void Two_slots_use_what_is_known_and_one_learns()
    {
        // Evenings do better, the tag goes with better posts, and carousels were never tried at night.
        var random = new SplitMix64(21);
        var posts = Enumerable.Range(1, 200).Select(number =>
        {
            var (carousel, tagged) = (number % 3 == 0, random.Below(3) == 0);
            var hour = Hours[random.Below(carousel ? 4 : 5)];
            var residual = (hour == 20 ? 0.4 : 0) + (tagged ? 0.3 : 0) + (0.25 * random.Normal());
            return Scored(number, residual, Now.Date.AddDays(number - 300).AddHours(hour), tagged ? "#good" : null, carousel ? "CAROUSEL_ALBUM" : "IMAGE");
        }).ToArray();

        var plan = Plan(posts);

        plan.Slots.Count.ShouldBe(3);
        plan.Slots[0].Cell.Daypart.ShouldBe(Daypart.Evening);
        plan.Slots[1].Cell.Daypart.ShouldBe(Daypart.Evening);
        plan.Slots.Select(slot => slot.Cell).Distinct().Count().ShouldBe(3);
        plan.Slots[0].Support.Select(claim => claim.Subject).ShouldBe(["daypart:evening"]);
        plan.Slots[0].Tags.ShouldBe(["good"]);
        plan.Slots[0].Expected.ShouldBeInRange(0.2, 1.2);
        plan.Slots[0].PostIds.Count.ShouldBe(plan.Slots[0].N);
        plan.Slots.Select(slot => slot.IsExperiment).ShouldBe([false, false, true]);
        plan.Slots[2].Cell.ShouldBe(new AdviceCell(ContentType.Carousel, Daypart.Night));
        plan.Slots[2].N.ShouldBe(0);
        plan.Slots[2].Tags.ShouldBeEmpty();
    }

    [Fact]
    public void Four_of_five_single_posts_lie_in_the_interval()
    {
        var random = new SplitMix64(22);
        var slot = Plan([.. Enumerable.Range(1, 300).Select(number => Scored(number, 0.34 * random.Normal(), Now.Date.AddDays(number - 400).AddHours(Hours[number % 5])))]).Slots[0];

        var inside = Enumerable.Range(0, 4000).Count(_ => slot.Interval.Contains(Math.Exp(0.34 * random.Normal()) - 1));

        (inside / 4000.0).ShouldBeInRange(0.74, 0.86);
    }

    [Fact]
    public void An_account_without_effects_gets_guesses_that_say_so()
    {
        var random = new SplitMix64(23);

        var plan = Plan([.. Enumerable.Range(1, 100).Select(number => Scored(number, 0.34 * random.Normal(), Now.Date.AddDays(number - 400).AddHours(Hours[number % 5])))]);

        plan.Slots.ShouldAllBe(slot => slot.Support.Count == 0 && slot.Tags.Count == 0 && slot.Cell.Type == ContentType.Image);
    }

    [Fact]
    public void Posts_that_are_all_alike_still_make_a_plan_with_a_width()
    {
        var random = new SplitMix64(24);

        var plan = Plan([.. Enumerable.Range(1, 30).Select(number => Scored(number, 0.34 * random.Normal(), Now.Date.AddDays(number - 400).AddHours(8)))]);

        plan.Slots.Count.ShouldBe(3);
        plan.Slots[0].Cell.Daypart.ShouldBe(Daypart.Morning);
        plan.Slots[2].IsExperiment.ShouldBeTrue();
        plan.Slots.ShouldAllBe(slot => slot.Interval.High - slot.Interval.Low > 0.3 && double.IsFinite(slot.Interval.High));
    }

    [Fact]
    public void Twenty_posts_are_the_least()
    {
        Plan([]).Refusal.ShouldBe(new Refusal(RefusalReason.TooFewPosts, 0, 20));
        Plan([.. Enumerable.Range(1, 19).Select(number => Scored(number, 0.1))]).Refusal!.MorePosts.ShouldBe(1);
        Plan([.. Enumerable.Range(1, 20).Select(number => Scored(number, 0.1))]).Refusal.ShouldBeNull();
    }

    [Fact]
    public void What_is_dismissed_is_not_proposed_and_the_next_best_takes_its_place_with_the_figures_that_it_had()
    {
        var posts = EveningsAreBetter();
        var before = Plan(posts);

        var plan = Plan(posts, dismissed: [before.Slots[0].Cell]);

        plan.Slots.Count.ShouldBe(3);
        plan.Slots.Select(slot => slot.Cell).ShouldNotContain(before.Slots[0].Cell);
        plan.Slots[0].ShouldBe(before.Slots[1] with { Tags = plan.Slots[0].Tags, Support = plan.Slots[0].Support, PostIds = plan.Slots[0].PostIds });
        plan.Slots[0].Support.Select(claim => claim.Effect).ShouldBe(before.Slots[1].Support.Select(claim => claim.Effect));
        plan.Slots.Select(slot => slot.IsExperiment).ShouldBe([false, false, true]);
    }

    [Fact]
    public void A_plan_runs_out_when_everything_is_dismissed_and_that_is_no_refusal()
    {
        var posts = EveningsAreBetter();
        var cells = (from type in (ContentType[])[ContentType.Image, ContentType.Carousel] from part in Enum.GetValues<Daypart>() select new AdviceCell(type, part)).ToList();

        foreach (var left in (int[])[3, 2, 1, 0])
        {
            var plan = Plan(posts, dismissed: [.. cells.Skip(left)]);

            plan.Slots.Select(slot => slot.Cell).ShouldBe(cells.Take(left), ignoreOrder: true);
            plan.Slots.Count(slot => slot.IsExperiment).ShouldBe(left == 3 ? 1 : 0);
            plan.Refusal.ShouldBeNull();
        }
    }

    [Fact]
    public void What_was_done_this_week_stays_and_takes_nothings_place()
    {
        var posts = EveningsAreBetter();
        var before = Plan(posts);
        var (best, tried) = (before.Slots[0].Cell, before.Slots[2].Cell);
        ScoredPost[] later = [.. posts, .. Enumerable.Range(500, 40).Select(number => Scored(number, 0, Now.Date.AddDays(number - 600).AddHours(23), type: "CAROUSEL_ALBUM"))];

        Plan(posts, done: [best]).Slots.Select(slot => slot.Cell).ShouldBe(before.Slots.Select(slot => slot.Cell));
        tried.ShouldBe(new AdviceCell(ContentType.Carousel, Daypart.Night));
        var proposed = Plan(later).Slots.Select(slot => slot.Cell).ToArray();
        proposed.ShouldNotContain(tried);
        var kept = Plan(later, done: [tried, new AdviceCell(ContentType.Video, Daypart.Night)]);
        kept.Slots.Select(slot => slot.Cell).ShouldBe([.. proposed, tried]);
        kept.Slots.Select(slot => slot.IsExperiment).ShouldBe([false, false, true, false]);
    }

    /// <summary>Pictures and carousels; evenings bring half as much again, and there is no carousel at night.</summary>
    private static ScoredPost[] EveningsAreBetter()
    {
        var random = new SplitMix64(25);
        return [.. Enumerable.Range(1, 200).Select(number =>
        {
            var carousel = number % 3 == 0;
            var hour = Hours[random.Below(carousel ? 4 : 5)];
            return Scored(number, (hour == 20 ? 0.4 : 0) + (0.25 * random.Normal()), Now.Date.AddDays(number - 300).AddHours(hour), type: carousel ? "CAROUSEL_ALBUM" : "IMAGE");
        })];
    }

    private static PlanReport Plan(ScoredPost[] posts, AdviceCell[]? dismissed = null, AdviceCell[]? done = null) => NextPostPlan.Make(
        posts, Dayparts.StudyTypes(posts, Always), Dayparts.StudyDayparts(posts, Always), Hashtags.Study(posts, Always), Always, dismissed ?? [], done ?? []);
}
