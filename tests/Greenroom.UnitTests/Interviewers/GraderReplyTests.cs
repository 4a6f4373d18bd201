using System.Text.Json;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Interviewers.Model;
using Greenroom.Interviews.Questions;

namespace Greenroom.UnitTests.Interviewers;

public sealed class GraderReplyTests
{
    private static readonly BankEntry Entry = CacheAside.Entry;

    [Fact]
    public void A_reply_is_read()
    {
        var (reply, problems) = Read(new Claims(Entry).Point("read-path", "hit", "the cache is asked first").ToJson());

        problems.ShouldBeEmpty();
        reply!.Points.Single(p => p.Id == "read-path").ShouldBe(new PointClaim("read-path", Verdict.Hit, "the cache is asked first"));
        reply.Dimensions.Count.ShouldBe(6);
    }

    [Theory]
    [InlineData("Sure! Here is the grade:\n```json\n", "\n```\nLet me know {if} you need more.")]
    [InlineData("Thinking {hard} about { this: ", " }")]
    [InlineData("{\"note\":\"first\"} ", "")]
    public void Prose_around_the_object_is_cut_away(string before, string after) =>
        Read(before + new Claims(Entry).ToJson() + after).Reply.ShouldNotBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("I would give this answer full marks.")]
    [InlineData("{\"points\":")]
    [InlineData("[1,2,3]")]
    [InlineData("{\"points\":{}}")]
    [InlineData("{\"points\":[],\"dimensions\":[],\"misconceptions\":[]}")]
    [InlineData("{\"points\":[null],\"dimensions\":7,\"misconceptions\":\"none\"}")]
    [InlineData("{\"points\":[{\"id\":\"\\ud800\",\"verdict\":\"hit\",\"quote\":\"\"}],\"dimensions\":[],\"misconceptions\":[]}")]
    public void What_is_no_reply_is_refused_with_words_of_our_own(string text)
    {
        var (reply, problems) = Read(text);

        reply.ShouldBeNull();
        problems.ShouldNotBeEmpty();
        problems.ShouldAllBe(problem => !problem.Contains("full marks", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(-1)]
    [InlineData(3.3)]
    [InlineData("4")]
    [InlineData("four")]
    [InlineData(true)]
    [InlineData(null)]
    public void A_score_off_the_scale_is_no_score(object? score) => Read(new Claims(Entry).Score("depth", score).ToJson()).Reply.ShouldBeNull();

    [Theory]
    [InlineData(0)]
    [InlineData(3.5)]
    [InlineData(5)]
    public void Halves_are_on_the_scale(object score) => Read(new Claims(Entry).Score("depth", score).ToJson()).Reply.ShouldNotBeNull();

    [Fact]
    public void Ids_come_exactly_once_and_only_those_that_were_asked_for()
    {
        var missing = new Claims(Entry);
        missing.Points.RemoveAt(0);
        var doubled = new Claims(Entry);
        doubled.Points.Add(doubled.Points[0]);
        var foreign = new Claims(Entry);
        foreign.Misconceptions.Add(new() { ["id"] = "made-up", ["quote"] = "" });

        Read(missing.ToJson()).Problems.ShouldHaveSingleItem().ShouldContain("exactly once");
        Read(doubled.ToJson()).Problems.ShouldHaveSingleItem().ShouldContain("exactly once");
        Read(foreign.ToJson()).Problems.ShouldHaveSingleItem().ShouldContain("misconceptions");
    }

    [Fact]
    public void The_schema_is_valid_json() => JsonDocument.Parse(Prompts.GraderSchema).RootElement.GetProperty("required").GetArrayLength().ShouldBe(3);

    private static (GraderReply? Reply, IReadOnlyList<string> Problems) Read(string text) => GraderReply.Read(text, Entry.KeyPoints, Enum.GetValues<Dimension>(), Entry);
}
