using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Grading.Language;
using Greenroom.Interviews.Questions;

namespace Greenroom.UnitTests.Grading;

public sealed class RubricTests
{
    private const string Prose =
        "The key expires and every request misses at once, so they all run the same query. I would let one of them rebuild it, because the others can wait.";

    [Theory]
    [InlineData("hit hit hit", 5)]
    [InlineData("partial hit hit", 4)]
    [InlineData("hit hit missed", 4)]
    [InlineData("missed hit hit", 2)]
    [InlineData("missed missed hit", 1)]
    [InlineData("contradicted hit hit", 1)]
    [InlineData("missed missed missed", 0)]
    public void Correctness_is_the_weighted_share_under_the_caps_of_core_points(string verdicts, double expected) =>
        Score(Marks(verdicts), Dimension.Correctness).ShouldBe((decimal)expected);

    [Fact]
    public void A_misconception_caps_the_dimensions_it_names()
    {
        var entry = Entry();
        var misconception = new MisconceptionMark("wrong", "…", 0, 1, "x");

        var dimensions = Rubric.Dimensions(entry, Marks("hit hit hit"), [misconception], Shape(Prose));

        dimensions.Single(mark => mark.Dimension == Dimension.Correctness).Score.ShouldBe(2);
        dimensions.Single(mark => mark.Dimension == Dimension.Depth).Score.ShouldBe(5);
    }

    [Fact]
    public void A_dimension_without_points_is_not_elicited()
    {
        var dimensions = Rubric.Dimensions(Entry(), Marks("hit hit hit"), [], Shape(Prose));

        var tradeoffs = dimensions.Single(mark => mark.Dimension == Dimension.Tradeoffs);
        tradeoffs.Applicability.ShouldBe(Applicability.NotElicited);
        tradeoffs.Score.ShouldBeNull();
    }

    [Fact]
    public void The_total_weighs_only_what_was_observed()
    {
        DimensionMark[] marks =
        [
            new(Dimension.Correctness, Applicability.Observed, 5, ""),
            new(Dimension.Depth, Applicability.Observed, 2.5m, ""),
            new(Dimension.Tradeoffs, Applicability.NotElicited, null, ""),
        ];

        Rubric.Total(marks).ShouldBe(80);
    }

    [Fact]
    public void The_total_of_nothing_is_zero() => Rubric.Total([]).ShouldBe(0);

    [Fact]
    public void Good_form_does_not_make_up_for_missing_content() =>
        Score(Marks("missed missed missed"), Dimension.Communication).ShouldBe(0);

    [Fact]
    public void A_list_of_terms_is_poor_communication()
    {
        var list = Rubric.Dimensions(Entry(), Marks("hit hit hit"), [], Shape("stampede, lock, lease, jitter, stale, refresh, timeout, metrics"));

        list.Single(mark => mark.Dimension == Dimension.Communication).Score.ShouldBe(0);
    }

    [Theory]
    [InlineData((int)Verdict.Hit, 1)]
    [InlineData((int)Verdict.Partial, 0.5)]
    [InlineData((int)Verdict.Missed, 0)]
    [InlineData((int)Verdict.Contradicted, 0)]
    public void A_verdict_is_worth(int verdict, double worth) => Rubric.Worth((Verdict)verdict).ShouldBe((decimal)worth);

    private static decimal? Score(PointMark[] marks, Dimension dimension) =>
        Rubric.Dimensions(Entry(), marks, [], Shape(Prose)).Single(mark => mark.Dimension == dimension).Score;

    private static AnswerShape Shape(string text) => AnswerShape.Of(AnalysedText.Of(text));

    /// <summary>Verdicts on the two core points (weights 2 and 2) and the other correctness point (weight 1); the depth point is hit.</summary>
    private static PointMark[] Marks(string verdicts)
    {
        var parsed = verdicts.Split(' ').Select(verdict => Enum.Parse<Verdict>(verdict, ignoreCase: true)).ToArray();
        return
        [
            new("core-a", parsed[0], 2, null, null, null),
            new("core-b", parsed[1], 2, null, null, null),
            new("other", parsed[2], 1, null, null, null),
            new("deep", parsed.All(verdict => verdict == Verdict.Missed) ? Verdict.Missed : Verdict.Hit, 1, 0, 1, "T"),
        ];
    }

    private static BankEntry Entry() => SampleEntry.With(
        [
            SampleEntry.Point("core-a", 2, Dimension.Correctness, core: true),
            SampleEntry.Point("core-b", 2, Dimension.Correctness, core: true),
            SampleEntry.Point("other", 1, Dimension.Correctness, core: false),
            SampleEntry.Point("deep", 1, Dimension.Depth, core: false),
        ],
        [new Misconception("wrong", ["nonsense"], "…", new Dictionary<Dimension, int> { [Dimension.Correctness] = 2 })]);
}

internal static class SampleEntry
{
    public static KeyPoint Point(string id, int weight, Dimension dimension, bool core) =>
        new(id, weight, dimension, core, $"The claim of {id}.", [id], ["One.", "Two.", "Three."], ["Four."], ["never " + id]);

    public static BankEntry With(IReadOnlyList<KeyPoint> points, IReadOnlyList<Misconception> misconceptions) =>
        new("sample.entry", 1, "caching", "eviction", "concept", "mid", 3, 5, "en", "Why?", "Why so?", points, misconceptions, [], [], "…", [], []);
}
