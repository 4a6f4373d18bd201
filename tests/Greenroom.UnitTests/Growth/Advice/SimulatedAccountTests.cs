using Greenroom.Growth;
using Greenroom.Growth.Advice;
using static Greenroom.UnitTests.Growth.Advice.Samples;

namespace Greenroom.UnitTests.Growth.Advice;

/// <summary>Forty weeks of an account whose truth is known, from counts to claims: what is there is found, what is not there is not claimed.</summary>
public sealed class SimulatedAccountTests
{
    private const int Seeds = 40;

    private static readonly Scope Year = new(new Window(Now.AddDays(-365), Now), Berlin);

    [Fact]
    public void What_is_there_is_found()
    {
        var (timing, evening, tag, covered) = (0, 0, 0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var posts = Score(seed, strength: 1);
            var dayparts = Dayparts.StudyDayparts(posts, Year);
            var tags = Hashtags.Study(posts, Year);
            var good = tags.Tags.Single(known => known.Tag == "behindthescenes");

            evening += dayparts.Cells[0].Cell == "evening" ? 1 : 0;
            timing += dayparts.Finding.Claim?.Subject == "daypart:evening" ? 1 : 0;
            tag += good.IsClaimed ? 1 : 0;
            covered += good.Interval.Contains(Math.Exp(0.25) - 1) ? 1 : 0;
        }

        // Over 200 seeds: 99 %, 92 %, 77 % and 95 %.
        ((double)evening / Seeds).ShouldBeGreaterThanOrEqualTo(0.87);
        ((double)timing / Seeds).ShouldBeGreaterThanOrEqualTo(0.80);
        ((double)tag / Seeds).ShouldBeGreaterThanOrEqualTo(0.65);
        ((double)covered / Seeds).ShouldBeGreaterThanOrEqualTo(0.85);
    }

    [Fact]
    public void What_is_not_there_is_not_claimed()
    {
        var claims = new Dictionary<string, int> { ["daypart"] = 0, ["weekday"] = 0, ["type"] = 0, ["caption"] = 0, ["tag"] = 0, ["trend"] = 0 };
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var posts = Score(1000 + seed, strength: 0);
            Finding[] findings =
            [
                Dayparts.StudyDayparts(posts, Year).Finding, Dayparts.StudyWeekdays(posts, Year).Finding, Dayparts.StudyTypes(posts, Year).Finding,
                CaptionLength.Study(posts, Year).Finding, LongTrend.Study(posts, Year).Finding,
            ];
            foreach (var claim in findings.Select(finding => finding.Claim).Concat(Hashtags.Study(posts, Year).Claims.Take(1)).OfType<Claim>())
            {
                claims[claim.Subject[..claim.Subject.IndexOf(':', StringComparison.Ordinal)]]++;
            }
        }

        // Three standard deviations above a rate of five per cent; over 200 seeds no family exceeded it.
        claims.ShouldAllBe(family => family.Value <= 6);
        claims.Values.Sum().ShouldBeLessThanOrEqualTo(18);
    }

    [Fact]
    public void Every_number_that_leaves_is_finite()
    {
        PostSample[][] accounts =
        [
            [], [Post(1, Now.AddDays(-3))], [.. Enumerable.Range(1, 60).Select(number => Post(number, Now.AddDays(-number), 0))],
            [.. Enumerable.Range(1, 60).Select(number => Post(number, Now.AddDays(-number), null))],
            [.. Enumerable.Range(1, 60).Select(number => Post(number, Now.AddDays(-90), number % 2 == 0 ? int.MaxValue : 0, "#a", isReel: true))],
        ];
        foreach (var account in accounts)
        {
            var posts = Lift.Score(account, Now, AgeCurves.Fit(account));
            var (types, dayparts, tags) = (Dayparts.StudyTypes(posts, Year), Dayparts.StudyDayparts(posts, Year), Hashtags.Study(posts, Year));
            var trend = LongTrend.Study(posts, Year);
            var plan = NextPostPlan.Make(posts, types, dayparts, tags, Year, [], []);
            double[] numbers =
            [
                .. posts.SelectMany(post => new[] { post.Adjusted, post.Y, post.Lift ?? 0 }),
                .. new[] { types, dayparts }.SelectMany(report => report.Cells).SelectMany(cell => new[] { cell.Effect, cell.Mean, cell.StandardError, cell.Shrinkage }),
                .. tags.Tags.SelectMany(tag => new[] { tag.Effect, tag.Interval.Low, tag.Interval.High, tag.P }), trend.GrowthPerWeek ?? 0, trend.P,
                .. Anomalies.Study(posts, Year).Claims.SelectMany(claim => new[] { claim.Effect, claim.P, claim.Interval.Low, claim.Interval.High }),
                .. plan.Slots.SelectMany(slot => new[] { slot.Expected, slot.Interval.Low, slot.Interval.High }),
            ];

            numbers.ShouldAllBe(number => double.IsFinite(number));
        }
    }

    /// <param name="strength">1: the account of the design (evenings, carousels, reels, one tag); 0: nothing but scatter.</param>
    private static IReadOnlyList<ScoredPost> Score(int seed, double strength)
    {
        var random = new SplitMix64((ulong)seed);
        var posts = new List<PostSample>();
        for (var day = 280; day > 0; day--)
        {
            for (var count = random.Poisson(4.5 / 7); count > 0; count--)
            {
                var posted = Now.Date.AddDays(-day).AddHours(Hour(random)).AddMinutes(random.Below(60));
                var (kind, good) = (random.Uniform(), random.Uniform() < 0.3);
                var (carousel, reel) = (kind is >= 0.45 and < 0.75, kind >= 0.75);
                var tags = Enumerable.Range(0, 8).Where(_ => random.Uniform() < 0.2).Select(tag => $"#t{tag}").Append(good ? "#behindthescenes" : "");
                var caption = new string('x', random.Below(800)) + " " + string.Join(' ', tags);
                var timing = Dayparts.Of(posted, Berlin) switch { Daypart.Evening => 0.25, Daypart.Night => -0.15, Daypart.Midday => -0.05, _ => 0 };
                var effect = timing + (carousel ? 0.10 : reel ? 0.20 : 0) + (good ? 0.25 : 0);
                var final = Math.Exp(5 + (strength * effect) + (0.34 * random.Normal()) + (random.Uniform() < 0.03 ? Math.Abs(1 + (0.4 * random.Normal())) : 0));
                var curve = reel ? AgeCurve.Reels : AgeCurve.Feed;
                var post = Post(posts.Count + 1, posted, caption: caption, type: reel ? "VIDEO" : carousel ? "CAROUSEL_ALBUM" : "IMAGE", isReel: reel);
                posts.Add(post with { Likes = random.Uniform() < 0.06 ? null : (int)(final * curve.ProgressAt(post.AgeHoursAt(Now))) });
            }
        }

        return Lift.Score(posts, Now, AgeCurves.Default);
    }

    // Peaks at noon and in the early evening, local time being two hours (one in winter) ahead.
    private static int Hour(SplitMix64 random) => random.Uniform() switch
    {
        < 0.35 => 9 + random.Below(3),
        < 0.75 => 16 + random.Below(4),
        _ => random.Below(24),
    };
}
