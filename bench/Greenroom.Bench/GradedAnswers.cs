using System.Globalization;

namespace Greenroom.Bench;

/// <summary>A row of a set that people have graded: group, qid, question, reference, answer, g1, g2, gold.</summary>
internal sealed record GradedAnswer(string Group, string QuestionId, string Question, string[] References, string Answer, double Gold)
{
    public static IReadOnlyList<GradedAnswer> Read(string file) => [.. File.ReadLines(file).Skip(1).Select(Parse)];

    private static GradedAnswer Parse(string line)
    {
        var fields = line.Split('\t');
        return new GradedAnswer(
            fields[0],
            fields[1],
            fields[2],
            fields[3].Split("||", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            fields[4],
            double.Parse(fields[7], CultureInfo.InvariantCulture));
    }
}
