using System.Diagnostics;
using Greenroom.Interviews.Grading;

namespace Greenroom.Bench;

/// <summary>Measures the grader on a set that people have graded: correlation and error on a scale, or separation of right from wrong.</summary>
internal static class GradingCommand
{
    private const double Highest = 5;

    public static int Run(string[] arguments)
    {
        if (arguments is not [var file])
        {
            return 2;
        }

        var answers = GradedAnswer.Read(file);
        var raw = new double[answers.Count];
        var graders = new Dictionary<(string, string), ReferenceGrader>();
        var watch = Stopwatch.StartNew();
        for (var index = 0; index < raw.Length; index++)
        {
            var answer = answers[index];
            var key = (answer.QuestionId, answer.Question);
            if (!graders.TryGetValue(key, out var grader))
            {
                grader = new ReferenceGrader(answer.Question, answer.References);
                graders[key] = grader;
            }

            raw[index] = grader.Grade(answer.Answer).Score;
        }

        watch.Stop();
        Console.WriteLine($"{Path.GetFileName(file)}: {answers.Count} answers, {graders.Count} questions, {watch.Elapsed.TotalMilliseconds / answers.Count:F3} ms per answer");
        if (answers.All(answer => answer.Gold is 0 or 1))
        {
            PrintSeparation(answers, raw);
        }
        else
        {
            PrintCorrelation(answers, raw);
        }

        return 0;
    }

    private static void PrintCorrelation(IReadOnlyList<GradedAnswer> answers, double[] raw)
    {
        var gold = answers.Select(answer => answer.Gold).ToArray();
        var calibrated = new double[raw.Length];
        var isotonic = new double[raw.Length];
        var constant = new double[raw.Length];
        foreach (var group in answers.Select((answer, index) => (answer.Group, Index: index)).GroupBy(row => row.Group))
        {
            var held = group.Select(row => row.Index).ToArray();
            var others = Enumerable.Range(0, raw.Length).Except(held).ToArray();
            others = others.Length == 0 ? held : others;
            var line = LeastSquaresLine.Fit(others.Select(index => (raw[index], gold[index])));
            var steps = IsotonicRegression.Fit(others.Select(index => (raw[index], gold[index])));
            var mean = others.Average(index => gold[index]);
            foreach (var index in held)
            {
                calibrated[index] = Math.Clamp(line.Predict(raw[index]), 0, Highest);
                isotonic[index] = steps.Predict(raw[index]);
                constant[index] = mean;
            }
        }

        Console.WriteLine("  calibration, each group from the other groups:    line   isotonic   none");
        Console.WriteLine($"  Pearson r            {Statistics.Pearson(calibrated, gold),31:F3} {Statistics.Pearson(isotonic, gold),10:F3} {Statistics.Pearson(raw, gold),6:F3}");
        Console.WriteLine($"  RMSE                 {Statistics.RootMeanSquareError(calibrated, gold),31:F3} {Statistics.RootMeanSquareError(isotonic, gold),10:F3} {Statistics.RootMeanSquareError(raw, gold),6:F3}");
        Console.WriteLine($"  RMSE of a constant   {Statistics.RootMeanSquareError(constant, gold),31:F3}");
        var within = answers.Select((answer, index) => (answer.QuestionId, Index: index)).GroupBy(row => row.QuestionId)
            .Select(rows => rows.Select(row => row.Index).ToArray()).Where(rows => rows.Length >= 10)
            .Select(rows => Statistics.Pearson([.. rows.Select(index => raw[index])], [.. rows.Select(index => gold[index])])).ToArray();
        Console.WriteLine($"  mean r in a question {(within.Length == 0 ? 0 : within.Average()),31:F3}");
    }

    private static void PrintSeparation(IReadOnlyList<GradedAnswer> answers, double[] raw)
    {
        var train = Enumerable.Range(0, raw.Length).Where(index => answers[index].Group == "train").ToArray();
        train = train.Length == 0 ? [.. Enumerable.Range(0, raw.Length)] : train;
        var threshold = train.Select(index => raw[index]).Distinct().Order()
            .MaxBy(cut => Statistics.MacroF1(train.Select(index => (raw[index] >= cut, answers[index].Gold == 1))));
        Console.WriteLine($"  threshold {threshold:F3}, from {(answers.Any(answer => answer.Group == "train") ? "the group train" : "all rows")}");
        foreach (var group in answers.Select((answer, index) => (answer.Group, Index: index)).GroupBy(row => row.Group))
        {
            var rows = group.Select(row => row.Index).ToArray();
            var auc = Statistics.AreaUnderCurve(rows.Select(index => (raw[index], answers[index].Gold == 1)));
            var macroF1 = Statistics.MacroF1(rows.Select(index => (raw[index] >= threshold, answers[index].Gold == 1)));
            Console.WriteLine($"  {group.Key,-6} n = {rows.Length,4}   AUC {auc:F3}   macro-F1 {macroF1:F3}");
        }
    }
}
