using YamlDotNet.RepresentationModel;

namespace Greenroom.BrowserTests.Harness;

/// <summary>A question of the bank as somebody who knows the answer sees it.</summary>
internal sealed record KnownQuestion(string Prompt, string HalfAnswer, string ModelAnswer);

/// <summary>What the bank would answer. The tests read it from the packs, so that a new question needs no new test.</summary>
internal static class QuestionBank
{
    private static readonly Lazy<IReadOnlyList<KnownQuestion>> Questions = new(Read);

    /// <summary>The question whose words are on the page.</summary>
    public static KnownQuestion Asked(string page)
    {
        var words = OneLine(page);
        return Questions.Value.FirstOrDefault(question => words.Contains(question.Prompt, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No question of the bank is on this page: {words}");
    }

    private static List<KnownQuestion> Read()
    {
        var questions = new List<KnownQuestion>();
        foreach (var file in Directory.EnumerateFiles(Repository.PathTo("src", "Greenroom.Interviews", "Questions", "Packs"), "*.yaml"))
        {
            using var reader = new StreamReader(file);
            var pack = new YamlStream();
            pack.Load(reader);
            questions.AddRange(pack.Documents.Select(document => document.RootNode).OfType<YamlMappingNode>().Where(root => root.Children.ContainsKey("key_points")).Select(Question));
        }

        return questions;
    }

    private static KnownQuestion Question(YamlMappingNode root)
    {
        var points = (YamlSequenceNode)root["key_points"];
        // Two ideas of many: enough for a mark with quotes, and something is left to follow up on.
        var half = points.Take(2).Select(point => OneLine(point["phrasings"][0].ToString()));
        return new KnownQuestion(OneLine(root["prompt"].ToString()), string.Join(" ", half), OneLine(root["model_answer"].ToString()));
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
