using Greenroom.Growth;
using Greenroom.Growth.Advice;
using static Greenroom.UnitTests.Growth.Advice.Samples;

namespace Greenroom.UnitTests.Growth.Advice;

public sealed class GroupEffectsTests
{
    // Colditz et al. (1994), 13 trials of the BCG vaccine: cases and others, vaccinated and not.
    private static readonly double[][] Bcg =
    [
        [4, 119, 11, 128], [6, 300, 29, 274], [3, 228, 11, 209], [62, 13536, 248, 12619], [33, 5036, 47, 5761], [180, 1361, 372, 1079],
        [8, 2537, 10, 619], [505, 87886, 499, 87892], [29, 7470, 45, 7232], [17, 1699, 65, 1600], [186, 50448, 141, 27197], [5, 2493, 3, 2338],
        [27, 16886, 29, 17825],
    ];

    [Fact]
    public void DerSimonian_and_Laird_gives_the_published_figures_of_the_bcg_trials()
    {
        var means = Bcg.Select(row => Math.Log(row[0] / (row[0] + row[1]) / (row[2] / (row[2] + row[3])))).ToArray();
        var variances = Bcg.Select(row => (1 / row[0]) - (1 / (row[0] + row[1])) + (1 / row[2]) - (1 / (row[2] + row[3]))).ToArray();

        var (mean, between) = GroupEffects.DerSimonianLaird(means, variances);

        // As printed in the documentation of R's metafor, rma(..., method = "DL").
        between.ShouldBe(0.3088, 5e-5);
        mean.ShouldBe(-0.7141, 5e-5);
    }

    [Fact]
    public void Shrinkage_and_posterior_intervals_agree_with_an_independent_calculation()
    {
        var posts = Cells(("a", [.1, .3, -.2, .4, .2, .05]), ("b", [-.3, -.1, 0, -.25, .1]), ("c", [.6, .45, .2, .7, .5, .3, .65]));

        var report = GroupEffects.Study("test", posts, post => post.Post.Caption!, Always);

        // Plain Python from the formulas of the design: s2, tau2, mu, then B, theta and theta +- 1.96 sd of each group.
        report.WithinVariance.ShouldBe(0.035843650793650796, 1e-12);
        report.BetweenVariance.ShouldBe(0.08412076101468625, 1e-12);
        report.Mean.ShouldBe(0.17469376919536628, 1e-12);
        report.Cells.Select(cell => cell.Cell).ShouldBe(["c", "a", "b"]);
        report.Cells[0].Shrinkage.ShouldBe(0.05737839478831346, 1e-12);
        report.Cells[0].Effect.ShouldBe(0.2931746585348317, 1e-12);
        report.Cells[0].Interval.Low.ShouldBe(0.15700702664485455, 1e-9);
        report.Cells[0].Interval.High.ShouldBe(0.42934229042480887, 1e-9);
        report.Cells[2].Effect.ShouldBe(-0.2623374959485756, 1e-12);
        report.Cells[2].Interval.High.ShouldBe(-0.10303946379160187, 1e-9);
        var claim = report.Finding.Claim.ShouldNotBeNull();
        claim.Subject.ShouldBe("test:c");
        claim.N.ShouldBe(7);
        claim.Effect.ShouldBe(Math.Exp(0.2931746585348317) - 1, 1e-9);
        claim.Interval.Low.ShouldBe(Math.Exp(0.15700702664485455) - 1, 1e-9);
        claim.PostIds.Count.ShouldBe(7);
        claim.TimeZone.ShouldBe(TimeZoneInfo.Utc.Id);
    }

    [Fact]
    public void The_permutation_p_is_near_that_of_all_permutations()
    {
        double[][] groups = [[.1, .5, .3, .4, .2], [.0, .15, .35, -.2, .25, .05]];

        // Python, itertools.combinations: 53 of the 462 ways to choose the first group are as extreme.
        GroupEffects.PermutationP(groups, 1, 20_000).ShouldBe(53 / 462.0, 0.01);
    }

    [Fact]
    public void Under_the_null_p_is_uniform()
    {
        var random = new SplitMix64(20260601);

        var ps = Enumerable.Range(0, 400).Select(run =>
            GroupEffects.PermutationP([Normals(random, 12), Normals(random, 7), Normals(random, 20)], (ulong)run)).Order().ToArray();

        // Kolmogorov–Smirnov at 1 %: 1.63 / √400.
        ps.Select((p, index) => Math.Abs(p - ((index + 0.5) / ps.Length))).Max().ShouldBeLessThan(1.63 / 20);
        ps.ShouldAllBe(p => p >= 0.001 && p <= 1);
    }

    [Fact]
    public void The_same_posts_always_get_the_same_answer()
    {
        double[][] groups = [[.1, .5, .3], [.0, .15, .35, -.2]];

        GroupEffects.PermutationP(groups, 7).ShouldBe(GroupEffects.PermutationP(groups, 7));
        GroupEffects.PermutationP(groups, 7).ShouldNotBe(GroupEffects.PermutationP(groups, 8));
    }

    [Fact]
    public void Equal_posts_say_nothing_and_nothing_breaks()
    {
        var report = GroupEffects.Study("test", Cells(("a", [.2, .2, .2, .2, .2]), ("b", [.2, .2, .2, .2, .2, .2])), post => post.Post.Caption!, Always);

        report.P.ShouldBe(1);
        report.Finding.Claim.ShouldBeNull();
        report.Cells.ShouldAllBe(cell => double.IsFinite(cell.Effect) && double.IsFinite(cell.StandardError) && cell.Effect == 0);
    }

    [Theory]
    [InlineData(0, 0, 10)]
    [InlineData(1, 0, 9)]
    [InlineData(40, 0, 5)]
    [InlineData(40, 3, 2)]
    public void Two_groups_of_five_are_the_least(int first, int second, int more)
    {
        var posts = Cells(("a", new double[first]), ("b", new double[second]));

        var refusal = GroupEffects.Study("test", posts, post => post.Post.Caption!, Always).Finding.Refusal.ShouldNotBeNull();

        refusal.ShouldBe(new Refusal(RefusalReason.TooFewPosts, first + second, more));
    }

    [Fact]
    public void A_group_of_four_never_wins()
    {
        var random = new SplitMix64(5);
        var posts = Cells(("few", [1.2, 1.4, 1.3, 1.1]), ("a", Normals(random, 30, .2)), ("b", Normals(random, 30, .2)));

        var report = GroupEffects.Study("test", posts, post => post.Post.Caption!, Always);

        report.Cells[0].Cell.ShouldBe("few");
        report.P.ShouldBeLessThan(0.05);
        report.Finding.Claim.ShouldBeNull();
    }

    [Fact]
    public void Posts_outside_the_window_or_without_a_baseline_are_no_evidence()
    {
        var posts = Cells(("a", [.1, .3, -.2, .4, .2, .05]), ("b", [-.3, -.1, 0, -.25, .1]));
        var late = Always with { Window = new Window(Now.AddDays(-990), Now) };

        GroupEffects.Study("test", [.. posts.Select(post => post with { Baseline = null })], post => post.Post.Caption!, Always).Finding.Refusal!.N.ShouldBe(0);
        GroupEffects.Study("test", posts, post => post.Post.Caption!, late).Finding.Refusal!.N.ShouldBe(2);
    }

    [Theory]
    // Python: 5 * (2 * .34 / math.log(1.28)) ** 2 = 37.94 and, with 1.15, 118.36.
    [InlineData(0.28, 38)]
    [InlineData(0.15, 119)]
    [InlineData(0.01, 119)]
    [InlineData(-0.5, 119)]
    public void The_posts_it_takes_follow_from_lift_and_scatter(double lift, int posts) => GroupEffects.PostsToSee(lift, 0.34).ShouldBe(posts);

    [Fact]
    public void More_posts_are_not_promised_where_they_would_not_help()
    {
        GroupEffects.Refuse(20, 0.34, Math.Log(1.28)).ShouldBe(new Refusal(RefusalReason.NotEnoughEvidence, 20, 18));
        GroupEffects.Refuse(300, 0.34, 0.02).ShouldBe(new Refusal(RefusalReason.NoDifference, 300, 0));
        GroupEffects.Refuse(300, 0.34, Math.Log(1.28)).ShouldBe(new Refusal(RefusalReason.NotEnoughEvidence, 300, 38));
    }

    private static double[] Normals(SplitMix64 random, int count, double deviation = 1) =>
        [.. Enumerable.Range(0, count).Select(_ => deviation * random.Normal())];

    private static ScoredPost[] Cells(params (string Cell, double[] Residuals)[] cells) =>
        [.. cells.SelectMany(cell => cell.Residuals.Select(residual => (cell.Cell, residual))).Select((row, index) => Scored(index + 1, row.residual, caption: row.Cell))];
}
