using System.Text.Json;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Interviewers.Model;
using Greenroom.Interviews.Questions;

namespace Greenroom.UnitTests.Interviewers;

/// <summary>One real question, and a grader's reply to bend.</summary>
internal static class CacheAside
{
    public const string Answer =
        """
        The application asks Redis first. On a miss it reads the row from the database
        and puts a copy into the cache for the next reader. A change is written to the database first, and after the commit the key is deleted.
        I delete rather than overwrite the key because two concurrent writers could reach Redis in the wrong order.
        """;

    public static QuestionBank Bank { get; } = QuestionBank.Embedded();

    public static BuiltInGrader BuiltIn { get; } = new(Bank);

    public static BankEntry Entry { get; } = Bank.Find("caching.cache-patterns.cache-aside")!;

    public static ModelMarks Mark(Claims claims, string answer = Answer, bool isEnglish = true)
    {
        var (reply, problems) = GraderReply.Read(claims.ToJson(), Entry.KeyPoints, Enum.GetValues<Dimension>(), Entry);
        problems.ShouldBeEmpty();
        return ModelMarks.Of(Entry, answer, Entry.KeyPoints, reply!, isEnglish ? BuiltIn.Grade(Entry, answer) : null);
    }
}

/// <summary>A reply of the right shape: nothing found, every dimension 0.</summary>
internal sealed class Claims
{
    public Claims(BankEntry entry)
    {
        Points = entry.KeyPoints.Select(p => new Dictionary<string, object?> { ["id"] = p.Id, ["verdict"] = "missed", ["quote"] = "" }).ToList();
        Dimensions = Enum.GetValues<Dimension>().Select(d => new Dictionary<string, object?>
        {
            ["id"] = GraderReply.Word(d),
            ["applicability"] = "observed",
            ["score"] = 0,
            ["reason"] = "Little is said.",
            ["quote"] = "",
        }).ToList();
    }

    public List<Dictionary<string, object?>> Points { get; }

    public List<Dictionary<string, object?>> Dimensions { get; }

    public List<Dictionary<string, object?>> Misconceptions { get; } = [];

    public Claims Point(string id, string verdict, string quote)
    {
        var point = Points.Single(p => (string?)p["id"] == id);
        (point["verdict"], point["quote"]) = (verdict, quote);
        return this;
    }

    public Claims EveryPoint(string verdict, string quote)
    {
        Points.ForEach(p => (p["verdict"], p["quote"]) = (verdict, quote));
        return this;
    }

    public Claims Score(string dimension, object? score, string quote = "", string? reason = null)
    {
        var claim = Dimensions.Single(d => (string?)d["id"] == dimension);
        (claim["score"], claim["quote"], claim["reason"]) = (score, quote, reason ?? "As it is.");
        return this;
    }

    public Claims EveryScore(object? score, string quote = "", string? reason = null)
    {
        Dimensions.ForEach(d => Score((string)d["id"]!, score, quote, reason));
        return this;
    }

    public string ToJson() => JsonSerializer.Serialize(new { points = Points, dimensions = Dimensions, misconceptions = Misconceptions });
}
