using Greenroom.Growth;
using Greenroom.Growth.Advice;
using static Greenroom.UnitTests.Growth.Advice.Samples;

namespace Greenroom.UnitTests.Growth.Advice;

public sealed class SignalCheckTests
{
    private static readonly Window Current = new(Now.AddDays(-30), Now);
    private static readonly Window Previous = new(Now.AddDays(-60), Now.AddDays(-30));

    [Fact]
    public void The_split_agrees_with_an_average_over_all_orders()
    {
        var split = SignalCheck.Split(new WindowSum(20, 3000, 4000), new WindowSum(12, 2400, 2500));

        // Python, itertools.permutations over the three factors: 1397.67, -112.83, -684.83; total 600.
        split.ShouldBe(new ChangeSplit(1398, -113, -685));
        split.Total.ShouldBe(600);
    }

    [Fact]
    public void The_terms_always_sum_to_the_total()
    {
        var random = new SplitMix64(2);
        WindowSum Any()
        {
            var posts = random.Below(30);
            var engagement = posts == 0 ? 0 : random.Below(5) == 0 ? 0 : random.Below(100_000);
            return new WindowSum(posts, engagement, engagement * (1 + random.Uniform()));
        }

        for (var run = 0; run < 2000; run++)
        {
            var (now, before) = (Any(), Any());

            SignalCheck.Split(now, before).Total.ShouldBe(now.Engagement - before.Engagement);
        }
    }

    [Fact]
    public void Each_term_is_alone_when_only_its_cause_changed()
    {
        SignalCheck.Split(new WindowSum(20, 2000, 2200), new WindowSum(10, 1000, 1100)).ShouldBe(new ChangeSplit(1000, 0, 0));
        SignalCheck.Split(new WindowSum(10, 2000, 2200), new WindowSum(10, 1000, 1100)).ShouldBe(new ChangeSplit(0, 1000, 0));
        SignalCheck.Split(new WindowSum(10, 900, 1100), new WindowSum(10, 1000, 1100)).ShouldBe(new ChangeSplit(0, 0, -100));
        SignalCheck.Split(new WindowSum(10, 900, 1100), new WindowSum(0, 0, 0)).ShouldBe(new ChangeSplit(900, 0, 0));
        SignalCheck.Split(new WindowSum(0, 0, 0), new WindowSum(10, 900, 1100)).ShouldBe(new ChangeSplit(-900, 0, 0));
        SignalCheck.Split(new WindowSum(0, 0, 0), new WindowSum(0, 0, 0)).ShouldBe(new ChangeSplit(0, 0, 0));
    }

    [Fact]
    public void Posts_that_are_only_younger_are_not_worse()
    {
        // The same post again and again, read by the curve at its age: totals fall, nothing got worse.
        var posts = Enumerable.Range(1, 50).Select(number => Aged(number, 1.2 * number, 10_000 + (number % 2 * 10))).ToArray();

        var report = SignalCheck.Compare(posts, Current, Previous, Now, AgeCurves.Default, TimeZoneInfo.Utc);

        report.Split.YoungerPosts.ShouldBeLessThan(-5_000);
        Math.Abs(report.Split.BetterPosts).ShouldBeLessThan(500);
        report.IsEvident.ShouldBeFalse();
        Math.Abs(report.Change!.Effect).ShouldBeLessThan(0.001);
    }

    [Fact]
    public void Twice_the_posts_are_no_change_per_post()
    {
        var random = new SplitMix64(6);
        var posts = Enumerable.Range(1, 45).Select(number =>
            Aged(number, number <= 30 ? number : (2 * number) - 31, (int)(500 * Math.Exp(0.3 * random.Normal())))).ToArray();

        var report = SignalCheck.Compare(posts, Current, Previous, Now, AgeCurves.Default, TimeZoneInfo.Utc);

        report.Split.MorePosts.ShouldBeGreaterThan(3_000);
        report.IsEvident.ShouldBeFalse();
        report.Change!.Interval.Contains(0).ShouldBeTrue();
    }

    [Fact]
    public void Posts_that_do_half_better_show()
    {
        var random = new SplitMix64(7);
        var posts = Enumerable.Range(1, 58).Select(number => Aged(number, number, (int)((number <= 29 ? 750 : 500) * Math.Exp(0.3 * random.Normal())))).ToArray();

        var report = SignalCheck.Compare(posts, Current, Previous, Now, AgeCurves.Default, TimeZoneInfo.Utc);

        report.IsEvident.ShouldBeTrue();
        report.Change!.Interval.Contains(0.5).ShouldBeTrue();
        report.Change.P.ShouldBeLessThan(0.01);
        report.Change.Window.ShouldBe(new Window(Previous.FromUtc, Current.ToUtc));
        report.Split.BetterPosts.ShouldBeGreaterThan(3_000);
    }

    [Fact]
    public void A_flat_account_hears_of_a_change_one_time_in_twenty()
    {
        var random = new SplitMix64(8);

        var evident = Enumerable.Range(0, 400).Count(_ => SignalCheck.Compare(
            [.. Enumerable.Range(1, 34).Select(number => Aged(number, 1.75 * number, (int)(300 * Math.Exp(0.34 * random.Normal()))))],
            Current, Previous, Now, AgeCurves.Default, TimeZoneInfo.Utc).IsEvident);

        // 400 · 0.05 and three standard deviations.
        evident.ShouldBeLessThanOrEqualTo(33);
    }

    [Fact]
    public void Nothing_one_post_and_hidden_likes_are_refused_with_a_number()
    {
        SignalReport Of(params PostSample[] posts) => SignalCheck.Compare(posts, Current, Previous, Now, AgeCurves.Default, TimeZoneInfo.Utc);

        Of().Refusal.ShouldBe(new Refusal(RefusalReason.TooFewPosts, 0, 4));
        Of(Post(1, Now.AddDays(-3))).Refusal.ShouldBe(new Refusal(RefusalReason.TooFewPosts, 1, 3));
        Of(Post(1, Now.AddDays(-3), null), Post(2, Now.AddDays(-40), null)).Split.Total.ShouldBe(0);
        Of([.. Enumerable.Range(1, 50).Select(number => Post(number, Now.AddDays(-number), 0))]).Refusal.ShouldBe(new Refusal(RefusalReason.NoDifference, 50, 0));
        Of(Post(1, Now.AddSeconds(90), 7)).Split.ShouldBe(new ChangeSplit(7, 0, 0));
    }

    private static PostSample Aged(int number, double days, int final) =>
        Post(number, Now.AddDays(-days), (int)Math.Round(final * AgeCurve.Feed.ProgressAt(24 * days)));
}
