using Greenroom.Interviews.Grading;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Greenroom.Interviews.Questions;

/// <summary>Turns the text of one pack into entries. What the shape does not allow is an error, never ignored (<c>docs/question-bank.md</c>).</summary>
internal static class PackReader
{
    private const string Schema = "greenroom.question/1";

    /// <summary>Every entry shows how it marks these eight kinds of answer, in this order.</summary>
    public static readonly IReadOnlyList<string> ExampleIds =
        ["strong", "partial", "misconception", "opposite", "wrapped-keywords", "other-words", "keyword-stuffing", "dont-know"];

    /// <summary>The entries, each with the line of its id.</summary>
    public static IReadOnlyList<(BankEntry Entry, long Line)> Read(string file, string yaml, TopicMap topics) =>
        [.. Documents(file, yaml).Select(node => Entry(file, node, topics))];

    internal static IEnumerable<YamlNode> Documents(string file, string yaml)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(yaml);
        var parser = new Parser(reader);
        try
        {
            stream.Load(parser);
        }
        catch (YamlException problem)
        {
            throw new QuestionBankException(file, null, problem.End.Index > 0 ? problem.Start.Line : 0, $"not valid YAML: {problem.Message}");
        }
        catch (InvalidOperationException)
        {
            // The scanner loses its footing after a bracket that is never closed; the last thing it understood is the place.
            throw new QuestionBankException(file, null, parser.Current?.End.Line ?? 0, "not valid YAML: a bracket or a quote is not closed here or before");
        }

        return stream.Documents.Select(document => document.RootNode).Where(node => node is not YamlScalarNode { Value: "" or null });
    }

    private static (BankEntry Entry, long Line) Entry(string file, YamlNode node, TopicMap topics)
    {
        var unnamed = YamlFields.Of(file, null, node, "an entry");
        var fields = unnamed.ForEntry(unnamed.Text("id"));
        fields.OneOf("schema", Schema);
        var topic = fields.Text("topic");
        var subtopic = fields.Text("subtopic");
        if (topics.Find(topic) is not { } parent)
        {
            throw fields.Fail("topic", $"unknown topic '{topic}'");
        }

        if (topics.FindSubtopic(parent, subtopic) is null)
        {
            throw fields.Fail("subtopic", $"unknown subtopic '{subtopic}' of {topic}");
        }

        var points = fields.Mappings("key_points").Select(KeyPointOf).ToArray();
        var pointIds = Unique(fields, "key_points", points.Select(point => point.Id));
        if (!points.Any(point => point.Core))
        {
            throw fields.Fail("key_points", "at least one key point must be core");
        }

        var misconceptions = fields.Mappings("misconceptions").Select(MisconceptionOf).ToArray();
        var misconceptionIds = Unique(fields, "misconceptions", misconceptions.Select(misconception => misconception.Id));
        var entry = new BankEntry(
            fields.Text("id"),
            fields.Number("version", 1, int.MaxValue),
            topic,
            subtopic,
            fields.OneOf("kind", "concept", "scenario", "design", "debug", "sql"),
            fields.OneOf("level", "junior", "mid", "senior"),
            fields.Number("difficulty", 1, 5),
            fields.Number("time_minutes", 1, 60),
            fields.Text("language"),
            fields.Text("prompt"),
            fields.Text("clarification"),
            points,
            misconceptions,
            [.. fields.List("hints").Select((hint, index) => HintOf(file, fields, hint, pointIds))],
            [.. fields.Mappings("follow_ups").Select(followUp => FollowUpOf(followUp, pointIds))],
            fields.Text("model_answer"),
            [.. fields.List("references").Select(reference => ReferenceOf(file, fields, reference))],
            [.. fields.Mappings("graded_examples").Select(example => ExampleOf(example, pointIds, misconceptionIds))]);
        var exampleIds = entry.GradedExamples.Select(example => example.Id);
        if (!exampleIds.SequenceEqual(ExampleIds, StringComparer.Ordinal))
        {
            throw fields.Fail("graded_examples", $"graded_examples must be exactly {string.Join(", ", ExampleIds)}, in this order");
        }

        fields.RejectUnread();
        return (entry, fields.LineOf("id"));
    }

    private static KeyPoint KeyPointOf(YamlFields fields)
    {
        var point = new KeyPoint(
            fields.Text("id"),
            fields.Number("weight", 1, 3),
            DimensionOf(fields, fields.Text("dimension"), "dimension"),
            fields.Flag("core"),
            fields.Text("claim"),
            Lines(fields, "any"),
            fields.Texts("phrasings", 3, 3),
            fields.Texts("opposites"),
            Lines(fields, "contradictions"));
        if (point.Core && point.Dimension != Dimension.Correctness)
        {
            throw fields.Fail("core", "only a correctness point can be core");
        }

        if (point.Dimension == Dimension.Communication)
        {
            throw fields.Fail("dimension", "communication is marked from the shape of the answer, no key point can be tagged with it");
        }

        fields.RejectUnread();
        return point;
    }

    private static Misconception MisconceptionOf(YamlFields fields)
    {
        var caps = fields.Mapping("caps");
        var result = new Misconception(
            fields.Text("id"),
            Lines(fields, "any"),
            fields.Text("correction"),
            caps.Names().ToDictionary(name => DimensionOf(caps, name, name), name => caps.Number(name, 0, 5)));
        if (result.Caps.Count == 0)
        {
            throw fields.Fail("caps", "caps must name at least one dimension");
        }

        fields.RejectUnread();
        return result;
    }

    private static Hint HintOf(string file, YamlFields entry, YamlNode node, HashSet<string> points)
    {
        if (node is YamlScalarNode)
        {
            return new Hint(entry.TextOf(node, "hints"), []);
        }

        var fields = YamlFields.Of(file, entry.Text("id"), node, "a hint");
        var hint = new Hint(fields.Text("text"), fields.OptionalTexts("points"));
        RequireKnown(fields, "points", hint.Points, points, "point");
        fields.RejectUnread();
        return hint;
    }

    private static FollowUp FollowUpOf(YamlFields fields, HashSet<string> points)
    {
        var followUp = new FollowUp(
            fields.Text("prompt"), fields.OptionalTexts("when_missed"), fields.OptionalTexts("when_hit"), fields.Flag("when_all_hit"));
        RequireKnown(fields, "when_missed", followUp.WhenMissed, points, "point");
        RequireKnown(fields, "when_hit", followUp.WhenHit, points, "point");
        if (followUp is { WhenMissed.Count: 0, WhenHit.Count: 0, WhenAllHit: false })
        {
            throw fields.FailAt(fields.Line, "a follow-up needs when_missed, when_hit or when_all_hit");
        }

        fields.RejectUnread();
        return followUp;
    }

    private static string ReferenceOf(string file, YamlFields entry, YamlNode node)
    {
        if (node is YamlScalarNode)
        {
            return entry.TextOf(node, "references");
        }

        var fields = YamlFields.Of(file, entry.Text("id"), node, "a reference");
        var title = fields.Text("title");
        fields.RejectUnread();
        return title;
    }

    private static GradedExample ExampleOf(YamlFields fields, HashSet<string> points, HashSet<string> misconceptions)
    {
        var expect = fields.Mapping("expect");
        var example = new GradedExample(
            fields.Text("id"),
            fields.Text("answer"),
            expect.Number("min", 0, 100),
            expect.Number("max", 0, 100),
            expect.OptionalTexts("hit"),
            expect.OptionalTexts("missed"),
            expect.OptionalTexts("contradicted"),
            expect.OptionalTexts("misconception"));
        if (example.Min > example.Max)
        {
            throw expect.Fail("min", "min must not be above max");
        }

        RequireKnown(expect, "hit", example.Hit, points, "point");
        RequireKnown(expect, "missed", example.Missed, points, "point");
        RequireKnown(expect, "contradicted", example.Contradicted, points, "point");
        RequireKnown(expect, "misconception", example.Misconceptions, misconceptions, "misconception");
        expect.RejectUnread();
        fields.RejectUnread();
        return example;
    }

    private static IReadOnlyList<string> Lines(YamlFields fields, string name)
    {
        var lines = fields.Texts(name);
        for (var index = 0; index < lines.Count; index++)
        {
            if (EvidencePattern.Problem(lines[index]) is { } problem)
            {
                throw fields.FailAt(fields.LineOf(name, index), $"{name}: '{lines[index]}': {problem}");
            }
        }

        return lines;
    }

    private static Dimension DimensionOf(YamlFields fields, string name, string field) => name switch
    {
        "correctness" => Dimension.Correctness,
        "depth" => Dimension.Depth,
        "tradeoffs" => Dimension.Tradeoffs,
        "failure_modes" => Dimension.FailureModes,
        "specificity" => Dimension.Specificity,
        "communication" => Dimension.Communication,
        _ => throw fields.Fail(field, $"unknown dimension '{name}'"),
    };

    private static HashSet<string> Unique(YamlFields fields, string name, IEnumerable<string> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, index) in ids.Select((id, index) => (id, index)))
        {
            if (!seen.Add(id))
            {
                throw fields.FailAt(fields.LineOf(name, index), $"{name}: duplicate id '{id}'");
            }
        }

        return seen;
    }

    private static void RequireKnown(YamlFields fields, string name, IReadOnlyList<string> ids, HashSet<string> known, string what)
    {
        if (ids.FirstOrDefault(id => !known.Contains(id)) is { } unknown)
        {
            throw fields.Fail(name, $"{name} names an unknown {what} '{unknown}'");
        }
    }
}
