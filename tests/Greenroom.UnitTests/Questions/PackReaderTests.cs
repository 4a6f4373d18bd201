using Greenroom.Interviews.Questions;

namespace Greenroom.UnitTests.Questions;

/// <summary>Each way of getting a pack wrong is refused with the file, the entry and the line.</summary>
public sealed class PackReaderTests
{
    private const string Topics = """
        - id: 3
          slug: caching
          title: Caching
          summary: Copies.
          subtopics:
            - id: 301
              slug: eviction
              title: Eviction
        """;

    private static readonly string Pack = $$"""
        schema: greenroom.question/1
        id: caching.eviction.sample
        version: 1
        topic: caching
        subtopic: eviction
        kind: concept
        level: junior
        difficulty: 2
        time_minutes: 5
        language: en
        prompt: What is eviction?
        clarification: What happens when a cache is full?
        key_points:
          - id: removes
            weight: 3
            dimension: correctness
            core: true
            claim: A full cache removes entries to make room.
            any:
              - remov*|discard* + entr*
            phrasings:
              - When there is no space left something has to go.
              - A full cache throws entries out for new ones.
              - Old values are dropped so that new ones fit.
            opposites:
              - A full cache refuses every new entry.
            contradictions:
              - refus* + new entr*
        misconceptions:
          - id: never-full
            any:
              - never + full
            correction: Memory is bounded.
            caps: { correctness: 2 }
        hints:
          - What happens when memory is used up?
          - text: Something must leave.
            points: [removes]
        follow_ups:
          - when_missed: [removes]
            prompt: And when it is full?
        model_answer: A full cache removes entries to make room for new ones.
        references:
          - title: A book
        graded_examples:
        {{string.Join('\n', PackReader.ExampleIds.Select(id => $"  - id: {id}\n    answer: It removes entries.\n    expect: {{ min: 0, max: 100, hit: [removes] }}"))}}
        """;

    [Fact]
    public void A_well_formed_pack_is_read()
    {
        var entry = Read(Pack).Find("caching.eviction.sample")!;

        entry.KeyPoints.Single().Core.ShouldBeTrue();
        entry.Hints.Select(hint => hint.Points.Count).ShouldBe([0, 1]);
        entry.References.ShouldBe(["A book"]);
        entry.GradedExamples.Count.ShouldBe(8);
    }

    [Fact]
    public void Several_documents_of_a_file_are_several_entries()
    {
        var second = Pack.Replace("caching.eviction.sample", "caching.eviction.other", StringComparison.Ordinal);

        Read(Pack + "\n---\n" + second).Entries.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("weight: 3", "weight: 7", 15, "weight must be 1 to 3")]
    [InlineData("weight: 3", "weight: many", 15, "weight must be 1 to 3")]
    [InlineData("time_minutes: 5", "time_minutes: 5\ncolour: red", 10, "unknown field 'colour'")]
    [InlineData("time_minutes: 5\n", "", 1, "time_minutes is missing")]
    [InlineData("schema: greenroom.question/1", "schema: other/2", 1, "schema must be one of greenroom.question/1, not 'other/2'")]
    [InlineData("topic: caching", "topic: cooking", 4, "unknown topic 'cooking'")]
    [InlineData("subtopic: eviction", "subtopic: baking", 5, "unknown subtopic 'baking' of caching")]
    [InlineData("dimension: correctness", "dimension: charm", 16, "unknown dimension 'charm'")]
    [InlineData("dimension: correctness", "dimension: depth", 17, "only a correctness point can be core")]
    [InlineData("core: true", "core: perhaps", 17, "core must be true or false")]
    [InlineData("when_missed: [removes]", "when_missed: [jumps]", 40, "when_missed names an unknown point 'jumps'")]
    [InlineData("points: [removes]", "points: [jumps]", 38, "points names an unknown point 'jumps'")]
    [InlineData("      - Old values are dropped so that new ones fit.\n", "", 21, "phrasings must have exactly 3, it has 2")]
    [InlineData("      - refus* + new entr*", "      - refus* + ", 28, "contradictions: 'refus* +': an empty group (nothing stands before or after '+')")]
    [InlineData("      - remov*|discard* + entr*", "      - re*mov", 20, "any: 're*mov': '*' must end a word")]
    [InlineData("references:\n  - title: A book", "references: []", 43, "references must have at least 1, it has 0")]
    [InlineData("caps: { correctness: 2 }", "caps: { charm: 2 }", 34, "unknown dimension 'charm'")]
    [InlineData("caps: { correctness: 2 }", "caps: { correctness: 9 }", 34, "correctness must be 0 to 5")]
    [InlineData("prompt: What is eviction?", "prompt: [a, b]", 11, "prompt must be a text (quote a text that contains ': ')")]
    [InlineData("  - id: dont-know", "  - id: shrug", 45, "graded_examples must be exactly strong, partial, misconception, opposite, wrapped-keywords, other-words, keyword-stuffing, dont-know, in this order")]
    public void A_mistake_is_named_with_file_entry_and_line(string right, string wrong, int line, string problem)
    {
        Pack.ShouldContain(right);

        var refusal = Should.Throw<QuestionBankException>(() => Read(Replace(Pack, right, wrong)));

        refusal.File.ShouldBe("caching.yaml");
        refusal.Message.ShouldBe($"caching.yaml: caching.eviction.sample: line {line}: {problem}");
    }

    [Theory]
    [InlineData("claim: A full", "claim: 'A full", 18)]
    [InlineData("when_missed: [removes]", "when_missed: [removes", 40)]
    [InlineData("level: junior", "\tlevel: junior", 6)]
    [InlineData("level: junior", "  level: junior", 7)]
    [InlineData("level: junior", "level: junior\nlevel: mid", 8)]
    [InlineData("prompt: What", "prompt: What: is: this", 11)]
    public void What_is_not_yaml_is_named_with_file_and_line(string right, string wrong, int line)
    {
        var refusal = Should.Throw<QuestionBankException>(() => Read(Replace(Pack, right, wrong)));

        refusal.Message.ShouldStartWith($"caching.yaml: line {line}: not valid YAML: ");
    }

    [Fact]
    public void An_id_used_twice_is_refused()
    {
        var lines = Pack.Split('\n').Length;

        var refusal = Should.Throw<QuestionBankException>(() => Read(Pack + "\n---\n" + Pack));

        refusal.Message.ShouldBe($"caching.yaml: caching.eviction.sample: line {lines + 3}: duplicate id 'caching.eviction.sample', first used in caching.yaml");
    }

    [Fact]
    public void A_key_point_id_used_twice_is_refused()
    {
        var start = Pack.IndexOf("  - id: removes", StringComparison.Ordinal);
        var end = Pack.IndexOf("misconceptions:", StringComparison.Ordinal);

        var refusal = Should.Throw<QuestionBankException>(() => Read(Pack.Insert(end, Pack[start..end])));

        refusal.Message.ShouldContain("key_points: duplicate id 'removes'");
    }

    [Fact]
    public void A_pack_folder_without_a_topic_map_uses_the_program_s_own()
    {
        var folder = Directory.CreateTempSubdirectory("greenroom-packs");
        File.WriteAllText(Path.Combine(folder.FullName, "caching.yaml"), Pack);

        var bank = QuestionBank.FromDirectory(folder.FullName);

        bank.Topics.Count(topic => topic.ParentId is null).ShouldBe(14);
        bank.Entries.Count.ShouldBe(1);
        folder.Delete(recursive: true);
    }

    private static string Replace(string text, string right, string wrong)
    {
        var index = text.IndexOf(right, StringComparison.Ordinal);
        return text[..index] + wrong + text[(index + right.Length)..];
    }

    private static QuestionBank Read(string pack) =>
        QuestionBank.FromPacks(new Dictionary<string, string> { ["topics.yaml"] = Topics, ["caching.yaml"] = pack });
}
