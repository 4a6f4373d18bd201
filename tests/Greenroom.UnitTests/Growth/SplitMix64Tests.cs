using Greenroom.Growth;
using Greenroom.UnitTests.Growth.Sandbox;

namespace Greenroom.UnitTests.Growth;

/// <summary>Bounds are four standard errors of the figure in question.</summary>
public sealed class SplitMix64Tests
{
    private const int Draws = 200_000;

    [Fact]
    public void The_first_numbers_are_those_of_the_published_vector()
    {
        var generator = new SplitMix64(1234567);

        new[] { generator.Next(), generator.Next(), generator.Next() }
            .ShouldBe([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL]);
    }

    [Fact]
    public void A_uniform_number_is_the_upper_53_bits() =>
        new SplitMix64(1234567).Uniform().ShouldBe((6457827717110365317UL >> 11) / 9007199254740992.0);

    [Fact]
    public void Uniform_numbers_fill_the_unit_interval_evenly()
    {
        var numbers = Draw(Draws, generator => generator.Uniform());

        numbers.Min().ShouldBeGreaterThanOrEqualTo(0);
        numbers.Max().ShouldBeLessThan(1);
        numbers.Average().ShouldBe(0.5, 4 * Math.Sqrt(1 / 12.0 / Draws));
        Variance(numbers).ShouldBe(1 / 12.0, 4 * Math.Sqrt(1 / 180.0 / Draws));
    }

    [Fact]
    public void Normal_numbers_have_the_moments_and_tails_of_the_normal_distribution()
    {
        var numbers = Draw(Draws, generator => generator.Normal());

        numbers.Average().ShouldBe(0, 4 / Math.Sqrt(Draws));
        Variance(numbers).ShouldBe(1, 4 * Math.Sqrt(2.0 / Draws));
        numbers.Average(number => Math.Pow(number, 3)).ShouldBe(0, 4 * Math.Sqrt(15.0 / Draws));
        numbers.Average(number => Math.Pow(number, 4)).ShouldBe(3, 4 * Math.Sqrt(96.0 / Draws));
        Share(numbers, number => Math.Abs(number) > 1.959964).ShouldBe(0.05, SandboxSample.Bound(0.05, Draws));
    }

    [Theory]
    [InlineData(0.5, 50_000)]
    [InlineData(4.5, 50_000)]
    [InlineData(148, 10_000)]
    [InlineData(1500, 2_000)]
    public void Poisson_numbers_have_their_mean_as_variance(double mean, int draws)
    {
        var numbers = Draw(draws, generator => generator.Poisson(mean));

        numbers.Average().ShouldBe(mean, 4 * Math.Sqrt(mean / draws));
        Variance(numbers).ShouldBe(mean, 4 * Math.Sqrt(((2 * mean * mean) + mean) / draws));
    }

    [Fact]
    public void Nothing_comes_of_a_mean_of_zero() => Draw(1000, generator => generator.Poisson(0)).Max().ShouldBe(0);

    [Fact]
    public void A_greater_mean_never_counts_fewer_on_the_same_stream()
    {
        for (var number = 0; number < 200; number++)
        {
            var counts = Enumerable.Range(0, 100).Select(mean => SplitMix64.Stream(7, "likes", number).Poisson(mean)).ToList();

            counts.ShouldBe(counts.Order().ToList());
        }
    }

    [Fact]
    public void A_stream_repeats_itself_for_the_same_seed_name_and_number()
    {
        SplitMix64.Stream(7, "likes", 3).Next().ShouldBe(SplitMix64.Stream(7, "likes", 3).Next());

        SplitMix64.Stream(7, "likes", 3).Next().ShouldNotBe(SplitMix64.Stream(8, "likes", 3).Next());
        SplitMix64.Stream(7, "likes", 3).Next().ShouldNotBe(SplitMix64.Stream(7, "saves", 3).Next());
        SplitMix64.Stream(7, "likes", 3).Next().ShouldNotBe(SplitMix64.Stream(7, "likes", 4).Next());
    }

    [Fact]
    public void No_stream_runs_into_another()
    {
        var numbers = Enumerable.Range(0, 500)
            .SelectMany(number => new[] { "likes", "comments" }.Select(concern => SplitMix64.Stream(1, concern, number)))
            .SelectMany(stream => Enumerable.Range(0, 200).Select(_ => stream.Next()))
            .ToList();

        numbers.Distinct().Count().ShouldBe(numbers.Count);
    }

    [Theory]
    [InlineData("likes", 1, "likes", 0)]
    [InlineData("likes", 0, "comments", 0)]
    public void Neighbouring_streams_are_not_correlated(string concern, int step, string other, int otherStep)
    {
        const int pairs = 20_000;
        var products = Enumerable.Range(0, pairs)
            .Select(number => (SplitMix64.Stream(5, concern, number + step).Uniform() - 0.5) * (SplitMix64.Stream(5, other, number + otherStep).Uniform() - 0.5))
            .ToList();

        (products.Average() * 12).ShouldBe(0, 4 / Math.Sqrt(pairs));
    }

    [Fact]
    public void A_weighted_choice_follows_its_weights()
    {
        var chosen = Draw(Draws, generator => generator.Weighted([0.9, 0, 0.6, 0.5]));

        Share(chosen, index => index == 0).ShouldBe(0.45, SandboxSample.Bound(0.45, Draws));
        Share(chosen, index => index == 1).ShouldBe(0);
        Share(chosen, index => index == 2).ShouldBe(0.30, SandboxSample.Bound(0.30, Draws));
        Share(chosen, index => index == 3).ShouldBe(0.25, SandboxSample.Bound(0.25, Draws));
    }

    private static List<double> Draw(int count, Func<SplitMix64, double> draw)
    {
        var generator = new SplitMix64(20261128);
        return [.. Enumerable.Range(0, count).Select(_ => draw(generator))];
    }

    private static double Variance(List<double> numbers)
    {
        var mean = numbers.Average();
        return numbers.Average(number => (number - mean) * (number - mean));
    }

    private static double Share(List<double> numbers, Func<double, bool> holds) => (double)numbers.Count(holds) / numbers.Count;
}
