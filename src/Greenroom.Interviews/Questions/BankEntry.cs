namespace Greenroom.Interviews.Questions;

/// <summary>One question of the bank with everything needed to ask it, probe it and mark it without a model.</summary>
internal sealed record BankEntry(
    string Id,
    int Version,
    string Topic,
    string Subtopic,
    string Kind,
    string Level,
    int Difficulty,
    int TimeMinutes,
    string Language,
    string Prompt,
    string Clarification,
    IReadOnlyList<KeyPoint> KeyPoints,
    IReadOnlyList<Misconception> Misconceptions,
    IReadOnlyList<Hint> Hints,
    IReadOnlyList<FollowUp> FollowUps,
    string ModelAnswer,
    IReadOnlyList<string> References,
    IReadOnlyList<GradedExample> GradedExamples);

/// <summary>One idea that an answer can contain. <paramref name="Claim"/> is a sentence that is true or false.</summary>
/// <param name="Weight">1 to 3.</param>
/// <param name="Core">Core points decide correctness: a missed one caps it.</param>
/// <param name="Any">Lines of the mini-language (<c>docs/question-bank.md</c>); one match is evidence enough.</param>
/// <param name="Phrasings">Full sentences that say the point in other words.</param>
/// <param name="Opposites">Fluent sentences in the same vocabulary that get the point wrong.</param>
/// <param name="Contradictions">Lines of the mini-language that show a belief in the opposite.</param>
internal sealed record KeyPoint(
    string Id,
    int Weight,
    Dimension Dimension,
    bool Core,
    string Claim,
    IReadOnlyList<string> Any,
    IReadOnlyList<string> Phrasings,
    IReadOnlyList<string> Opposites,
    IReadOnlyList<string> Contradictions);

/// <summary>A wrong idea that people really have; it caps the dimensions it spoils.</summary>
internal sealed record Misconception(
    string Id, IReadOnlyList<string> Any, string Correction, IReadOnlyDictionary<Dimension, int> Caps);

/// <summary>A hint and the key points that it gives away in part.</summary>
internal sealed record Hint(string Text, IReadOnlyList<string> Points);

/// <summary>A probe, asked when all points of <paramref name="WhenMissed"/> were missed and all of <paramref name="WhenHit"/> were hit.</summary>
internal sealed record FollowUp(
    string Prompt, IReadOnlyList<string> WhenMissed, IReadOnlyList<string> WhenHit, bool WhenAllHit);

/// <summary>An answer with the band its mark must fall in: the entry proves its own calibration.</summary>
internal sealed record GradedExample(
    string Id,
    string Answer,
    int Min,
    int Max,
    IReadOnlyList<string> Hit,
    IReadOnlyList<string> Missed,
    IReadOnlyList<string> Contradicted,
    IReadOnlyList<string> Misconceptions);

/// <summary>The dimensions of rubric <c>greenroom-backend/1</c>.</summary>
public enum Dimension
{
    Correctness,
    Depth,
    Tradeoffs,
    FailureModes,
    Specificity,
    Communication,
}

/// <summary>One of the 14 topics, or a subtopic when <paramref name="ParentId"/> is set. Ids are stable.</summary>
internal sealed record Topic(int Id, string Slug, string Title, string? Summary, int? ParentId);
