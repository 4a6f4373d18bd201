using System.Globalization;
using System.Text;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Questions;

namespace Greenroom.Interviews.Reports;

/// <summary>The report as a document to keep. What the candidate wrote is quoted line by line, so that it cannot become markup of ours.</summary>
internal static class ReportMarkdown
{
    public static string Write(ReportView report)
    {
        var text = new StringBuilder();
        text.AppendLine("# Interview report").AppendLine();
        text.AppendLine(report.Interview.Prompt).AppendLine();
        text.AppendLine($"**{report.Finding}**").AppendLine();
        if (report.Score is { } score)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Score {score} of 100 ({Words(report.Band)}), honest range {report.Low} to {report.High}. Without hints: {report.UnaidedScore}. Answered {report.Answered} of {report.Asked} questions.").AppendLine();
            WriteDimensions(text, report);
        }

        foreach (var question in report.Questions)
        {
            WriteQuestion(text, question);
        }

        text.AppendLine("---").AppendLine();
        text.AppendLine($"Rubric {report.RubricVersion}, question bank {report.BankVersion}, marked by {(report.Interview.Engine == "offline" ? "the built-in grader" : report.Interview.Engine)}.");
        return text.ToString();
    }

    private static void WriteDimensions(StringBuilder text, ReportView report)
    {
        text.AppendLine("| Dimension | Level (0-5) |").AppendLine("|---|---|");
        foreach (var dimension in report.Dimensions)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {Name(dimension.Dimension)} | {(dimension.Score is { } level ? level.ToString("0.#", CultureInfo.InvariantCulture) : "not asked for")} |");
        }

        text.AppendLine();
    }

    private static void WriteQuestion(StringBuilder text, ReportQuestion question)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"## {question.QuestionNumber}. {question.TopicTitle}").AppendLine();
        text.AppendLine(question.Prompt).AppendLine();
        text.AppendLine(question.Score is { } score
            ? $"Score {score} ({Words(question.Band)}){(question.HintsUsed > 0 ? $", {question.UnaidedScore} without the {question.HintsUsed} hints used" : "")}."
            : question.Answers.Count == 0 ? "Not covered." : "Not marked.").AppendLine();
        if (question.Fallback is { } fallback)
        {
            text.AppendLine($"Note: {fallback.Detail}").AppendLine();
        }

        foreach (var answer in question.Answers)
        {
            if (answer.Kind == Turns.QuestionKind.FollowUp)
            {
                text.AppendLine($"Follow-up: {answer.Prompt}").AppendLine();
            }

            Quote(text, answer.Content);
        }

        foreach (var point in question.Points)
        {
            text.AppendLine($"- **{Words(point.Verdict)}** (weight {point.Weight}{(point.Core ? ", core" : "")}): {point.Claim}");
            if (point.Quote is { } quote)
            {
                text.AppendLine($"  - Your words: \"{OneLine(quote)}\"");
            }

            if (point.BetterSentence is { } better)
            {
                text.AppendLine($"  - A sentence that says it: \"{OneLine(better)}\"");
            }
        }

        foreach (var misconception in question.Misconceptions)
        {
            text.AppendLine($"- **Careful**: \"{OneLine(misconception.Quote)}\". {misconception.Correction}");
        }

        text.AppendLine();
        if (question.ModelAnswer is { } model && question.Answers.Count > 0)
        {
            text.AppendLine("<details><summary>Model answer</summary>").AppendLine().AppendLine(model).AppendLine().AppendLine("</details>").AppendLine();
        }
    }

    private static void Quote(StringBuilder text, string answer)
    {
        foreach (var line in answer.ReplaceLineEndings("\n").Split('\n'))
        {
            text.Append("> ").AppendLine(line.Replace("<", "&lt;", StringComparison.Ordinal));
        }

        text.AppendLine();
    }

    private static string OneLine(string value) => value.ReplaceLineEndings(" ").Replace("<", "&lt;", StringComparison.Ordinal).Trim();

    private static string Words(Band? band) => band switch
    {
        Band.NotYet => "not yet",
        null => "no band",
        _ => band.Value.ToString().ToLowerInvariant(),
    };

    private static string Words(Verdict verdict) => verdict switch
    {
        Verdict.Hit => "Shown",
        Verdict.Partial => "Partly",
        Verdict.Contradicted => "Contradicted",
        _ => "Missing",
    };

    private static string Name(Dimension dimension) => dimension switch
    {
        Dimension.Tradeoffs => "Trade-offs",
        Dimension.FailureModes => "Failure modes",
        _ => dimension.ToString(),
    };
}
