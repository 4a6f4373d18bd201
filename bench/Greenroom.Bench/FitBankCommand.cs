using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Grading.Language;
using Greenroom.Interviews.Questions;

namespace Greenroom.Bench;

/// <summary>
/// Fits the two models of the bank mode on held-out sentences: does a sentence tell this point (a phrasing) or another one, and does it get
/// the point right (a phrasing) or wrong (an opposite). Each fold leaves a third of the entries out; the figures are of the entries left out.
/// </summary>
internal static class FitBankCommand
{
    private const int Folds = 3;
    private const double Penalty = 0.002;

    public static int Run(string[] packs)
    {
        if (packs.Length == 0)
        {
            return 2;
        }

        var entries = QuestionBank.FromFiles(packs).Entries;
        Report("only mentions", entries.SelectMany((entry, index) => Mentions(entry, index % Folds)), sample => sample.IsOwn, MentionNames);
        var samples = entries.SelectMany((entry, index) => Samples(entry, index % Folds)).ToArray();
        var background = entries.SelectMany((entry, index) => Background(entry, index % Folds).Concat(Background(WithoutPatterns(entry), index % Folds)))
            .Concat(entries.SelectMany((entry, index) => Foreign(entry, entries, index))).ToArray();
        PrintSeparation("own answers by coverage, against answers to other questions", [.. entries.SelectMany((entry, index) => Coverages(entry, entries, index))]);
        Report("tells the point", samples.Where(sample => !sample.IsOpposite).Concat(background).Select(OnlyTelling), sample => sample.IsOwn, TellingNames);
        Report("gets it right", samples.Where(sample => sample.IsOwn).Select(OnlySound), sample => !sample.IsOpposite, SoundNames);
        return 0;
    }

    /// <summary>
    /// Only measures that have a reason to tell right from wrong. The others fit too (opposites share more words with the claim than
    /// phrasings do, because they were written that way), but would punish whoever answers in the words of the textbook.
    /// </summary>
    private static Sample OnlySound(Sample sample) => sample with
    {
        Features =
        [
            sample.Features[6], sample.Features[7], Math.Max(0, sample.Features[8]), sample.Features[9] * sample.Features[0], sample.Features[11], sample.Features[12],
        ],
    };

    /// <summary>Sentences of the examples with wrapped keywords against sentences of the examples that explain.</summary>
    private static IEnumerable<Sample> Mentions(BankEntry entry, int fold)
    {
        var prepared = PreparedEntry.Of(entry);
        foreach (var example in entry.GradedExamples.Where(example => example.Id is "strong" or "partial" or "other-words" or "wrapped-keywords"))
        {
            var measurement = new PointMeasurement(prepared, AnalysedText.Of(example.Answer));
            foreach (var sentence in measurement.Text.Sentences)
            {
                yield return new Sample(measurement.MentionOf(sentence).ToArray(), example.Id == "wrapped-keywords", false, fold, true);
            }
        }
    }

    private static IEnumerable<Sample> Samples(BankEntry entry, int fold)
    {
        foreach (var (point, index) in entry.KeyPoints.Select((point, index) => (point, index)))
        {
            // Whichever sentence is tried, one phrasing and one opposite are out: else their number alone would tell the two kinds apart.
            foreach (var phrasing in point.Phrasings)
            {
                foreach (var opposite in point.Opposites)
                {
                    var held = Replace(entry, point with
                    {
                        Phrasings = [.. point.Phrasings.Where(other => other != phrasing)],
                        Opposites = [.. point.Opposites.Where(other => other != opposite)],
                    });
                    foreach (var sample in Measure(held, phrasing, index, fold, isOpposite: false).Concat(Measure(held, opposite, index, fold, isOpposite: true)))
                    {
                        yield return sample;
                    }
                }
            }
        }
    }

    /// <summary>Twice: with the patterns, and as if nobody had foreseen the words (the authors of patterns had these sentences before them).</summary>
    private static IEnumerable<Sample> Measure(BankEntry entry, string sentence, int own, int fold, bool isOpposite) =>
        MeasureOnce(entry, sentence, own, fold, isOpposite, withPatterns: true)
            .Concat(MeasureOnce(WithoutPatterns(entry), sentence, own, fold, isOpposite, withPatterns: false));

    private static BankEntry WithoutPatterns(BankEntry entry) =>
        entry with { KeyPoints = [.. entry.KeyPoints.Select(point => point with { Any = [], Contradictions = [] })] };

    private static IEnumerable<Sample> MeasureOnce(BankEntry entry, string sentence, int own, int fold, bool isOpposite, bool withPatterns)
    {
        var measurement = new PointMeasurement(PreparedEntry.Of(entry), AnalysedText.Of(sentence));
        var rows = measurement.Of(measurement.Pieces[0]);
        for (var index = 0; index < rows.Length; index++)
        {
            yield return new Sample(rows[index].ToArray(), index == own, isOpposite, fold, withPatterns);
        }
    }

    private static BankEntry Replace(BankEntry entry, KeyPoint changed) =>
        entry with { KeyPoints = [.. entry.KeyPoints.Select(point => point.Id == changed.Id ? changed : point)] };

    private static void Report(string title, IEnumerable<Sample> source, Func<Sample, bool> isPositive, string[]? names = null)
    {
        var samples = source.ToArray();
        var held = new List<(double Score, bool Right)>();
        var bare = new List<(double Score, bool Right)>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var weights = LogisticRegression.Fit([.. samples.Where(sample => sample.Fold != fold).Select(sample => (sample.Features, isPositive(sample)))], Penalty);
            held.AddRange(samples.Where(sample => sample.Fold == fold && sample.WithPatterns).Select(sample => (LogisticRegression.Predict(weights, sample.Features), isPositive(sample))));
            bare.AddRange(samples.Where(sample => sample.Fold == fold && !sample.WithPatterns).Select(sample => (LogisticRegression.Predict(weights, sample.Features), isPositive(sample))));
        }

        Console.WriteLine($"{title}, of entries left out");
        PrintSeparation("with patterns", held);
        if (bare.Count > 0)
        {
            PrintSeparation("without patterns", bare);
        }

        var all = LogisticRegression.Fit([.. samples.Select(sample => (sample.Features, isPositive(sample)))], Penalty);
        Console.WriteLine("  " + string.Join("  ", all.Select((weight, index) => $"{Name(names ?? PointNames, index)} {weight:F2}")));
    }

    private static void PrintSeparation(string title, List<(double Score, bool Right)> held)
    {
        Console.WriteLine($"  {title}: AUC {Statistics.AreaUnderCurve(held):F3} (n = {held.Count})");
        foreach (var rate in new[] { 0.002, 0.01, 0.02, 0.05, 0.1 })
        {
            var wrong = held.Where(row => !row.Right).Select(row => row.Score).OrderDescending().ToArray();
            var cut = wrong[(int)(rate * wrong.Length)];
            Console.WriteLine($"  at {100 * rate:F1} % false alarms {100.0 * held.Count(row => row.Right && row.Score > cut) / held.Count(row => row.Right):F1} % found, from {cut:F3}");
        }
    }

    private static readonly string[] TellingNames = ["Recall", "Precision", "Order", "Mass", "Focus", "Lead", "Relation", "Term", "Denied", "Length"];

    private static Sample OnlyTelling(Sample sample) => sample with
    {
        Features = [.. sample.Features[..8], sample.Features[12], sample.Features[13]],
    };

    /// <summary>Clauses and sentences of the examples that do not tell the points: what an answer says beside the point.</summary>
    private static IEnumerable<Sample> Background(BankEntry entry, int fold)
    {
        var prepared = PreparedEntry.Of(entry);
        foreach (var example in entry.GradedExamples.Where(example => example.Id is "misconception" or "opposite" or "wrapped-keywords" or "partial"))
        {
            var measurement = new PointMeasurement(prepared, AnalysedText.Of(example.Answer));
            foreach (var piece in measurement.Pieces)
            {
                var rows = measurement.Of(piece);
                for (var index = 0; index < rows.Length; index++)
                {
                    if (example.Id != "partial" || example.Missed.Contains(entry.KeyPoints[index].Id))
                    {
                        yield return new Sample(rows[index].ToArray(), false, false, fold, entry.KeyPoints[0].Any.Count > 0);
                    }
                }
            }
        }
    }

    private static IEnumerable<BankEntry> OthersOf(IReadOnlyList<BankEntry> entries, int index) =>
        ((int[])[5, 11, 17, 23, 29, 37]).Select(step => entries[(index + step) % entries.Count]).Where(other => other.Id != entries[index].Id);

    /// <summary>Good answers to other questions: none of their pieces tells a point of this one.</summary>
    private static IEnumerable<Sample> Foreign(BankEntry entry, IReadOnlyList<BankEntry> entries, int number)
    {
        var prepared = PreparedEntry.Of(entry);
        foreach (var other in OthersOf(entries, number))
        {
            var measurement = new PointMeasurement(prepared, AnalysedText.Of(other.GradedExamples[0].Answer));
            foreach (var row in measurement.Pieces.SelectMany(measurement.Of))
            {
                yield return new Sample(row.ToArray(), false, false, number % Folds, true);
            }
        }
    }

    private static IEnumerable<(double Score, bool Right)> Coverages(BankEntry entry, IReadOnlyList<BankEntry> entries, int number)
    {
        var prepared = PreparedEntry.Of(entry);
        double CoverageOf(string answer) => new PointMeasurement(prepared, AnalysedText.Of(answer)).Coverage;
        foreach (var example in entry.GradedExamples.Where(example => example.Id is "strong" or "partial" or "other-words"))
        {
            yield return (CoverageOf(example.Answer), true);
        }

        foreach (var other in OthersOf(entries, number))
        {
            yield return (CoverageOf(other.GradedExamples[0].Answer), false);
        }
    }

    private static readonly string[] SoundNames = ["Relation", "Term", "Nearer opposite", "Conflict", "Contradiction", "Denied"];

    private static readonly string[] PointNames = NamesOf<PointFeatures>();

    private static readonly string[] MentionNames = NamesOf<MentionFeatures>();

    private static string[] NamesOf<T>() => [.. typeof(T).GetConstructors()[0].GetParameters().Select(parameter => parameter.Name!)];

    private static string Name(string[] names, int feature) => feature < names.Length ? names[feature] : "intercept";

    private sealed record Sample(double[] Features, bool IsOwn, bool IsOpposite, int Fold, bool WithPatterns);
}
