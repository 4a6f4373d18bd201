using System.Text.Json;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Questions;
using Greenroom.Platform.Data;

namespace Greenroom.Interviews.Interviewers.Model;

internal sealed record PointClaim(string Id, Verdict Verdict, string Quote);

internal sealed record DimensionClaim(Dimension Dimension, Applicability Applicability, decimal? Score, string Reason, string Quote);

internal sealed record MisconceptionClaim(string Id, string Quote);

/// <summary>What the model claims, read strictly: claims of the wrong shape are not repaired by guessing. Nothing of it is verified yet.</summary>
internal sealed record GraderReply(IReadOnlyList<PointClaim> Points, IReadOnlyList<DimensionClaim> Dimensions, IReadOnlyList<MisconceptionClaim> Misconceptions)
{
    private const int MostProblems = 8;

    /// <returns>The reply, or what is wrong with it in words that hold nothing of the model's.</returns>
    public static (GraderReply? Reply, IReadOnlyList<string> Problems) Read(string text, IReadOnlyList<KeyPoint> points, IReadOnlyList<Dimension> dimensions, BankEntry entry)
    {
        if (JsonObjects.Find(text, "points") is not { } root)
        {
            return (null, ["It has no JSON object with the member points."]);
        }

        var reader = new Reader();
        var reply = new GraderReply(
            reader.Items(root, "points", Reader.Point),
            reader.Items(root, "dimensions", Reader.Dimension),
            reader.Items(root, "misconceptions", Reader.Misconception));
        reader.ExpectOnce("points", reply.Points.Select(p => p.Id), points.Select(p => p.Id));
        reader.ExpectOnce("dimensions", reply.Dimensions.Select(d => Word(d.Dimension)), dimensions.Select(Word));
        reader.ExpectKnown("misconceptions", reply.Misconceptions.Select(m => m.Id), entry.Misconceptions.Select(m => m.Id));
        return reader.Problems.Count == 0 ? (reply, []) : (null, [.. reader.Problems.Take(MostProblems)]);
    }

    public static string Word(Dimension dimension) => JsonNamingPolicy.SnakeCaseLower.ConvertName(dimension.ToString());

    private sealed class Reader
    {
        public List<string> Problems { get; } = [];

        public List<T> Items<T>(JsonElement root, string member, Func<JsonElement, T?> read)
            where T : class
        {
            if (!root.TryGetProperty(member, out var array) || array.ValueKind != JsonValueKind.Array)
            {
                Problems.Add($"{member} must be an array.");
                return [];
            }

            var items = new List<T>();
            foreach (var element in array.EnumerateArray().Take(200))
            {
                if (element.ValueKind == JsonValueKind.Object && read(element) is { } item)
                {
                    items.Add(item);
                }
                else
                {
                    Problems.Add($"An element of {member} does not follow the schema.");
                }
            }

            return items;
        }

        public static PointClaim? Point(JsonElement element) =>
            Text(element, "id") is { } id && Word<Verdict>(element, "verdict") is { } verdict && Text(element, "quote") is { } quote
                ? new PointClaim(id, verdict, quote)
                : null;

        public static DimensionClaim? Dimension(JsonElement element)
        {
            if (Word<Dimension>(element, "id") is not { } id || Word<Applicability>(element, "applicability") is not { } applicability
                || Text(element, "reason") is not { } reason || Text(element, "quote") is not { } quote || !element.TryGetProperty("score", out var score))
            {
                return null;
            }

            if (score.ValueKind == JsonValueKind.Null)
            {
                return applicability == Applicability.Observed ? null : new DimensionClaim(id, applicability, null, reason, quote);
            }

            // A text, 9 or 3.3 is not a mark of this rubric, and nobody knows which one was meant.
            return score.ValueKind == JsonValueKind.Number && score.TryGetDecimal(out var value) && value is >= 0 and <= 5 && decimal.IsInteger(value * 2)
                ? new DimensionClaim(id, applicability, applicability == Applicability.Observed ? value : null, reason, quote)
                : null;
        }

        public static MisconceptionClaim? Misconception(JsonElement element) =>
            Text(element, "id") is { } id && Text(element, "quote") is { } quote ? new MisconceptionClaim(id, quote) : null;

        public void ExpectOnce(string member, IEnumerable<string> found, IEnumerable<string> wanted)
        {
            var counts = found.CountBy(id => id).ToDictionary(StringComparer.Ordinal);
            foreach (var id in wanted)
            {
                if (counts.GetValueOrDefault(id) != 1)
                {
                    Problems.Add($"{member} must have the id {id} exactly once.");
                }

                counts.Remove(id);
            }

            if (counts.Count > 0)
            {
                Problems.Add($"{member} has an id that was not asked for.");
            }
        }

        public void ExpectKnown(string member, IEnumerable<string> found, IEnumerable<string> known)
        {
            if (found.Except(known, StringComparer.Ordinal).Any())
            {
                Problems.Add($"{member} has an id that was not in the rubric.");
            }
        }

        private static string? Text(JsonElement element, string member)
        {
            if (!element.TryGetProperty(member, out var value) || value.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            try
            {
                return value.GetString();
            }
            catch (InvalidOperationException)
            {
                // Half a surrogate pair.
                return null;
            }
        }

        private static T? Word<T>(JsonElement element, string member)
            where T : struct, Enum => Text(element, member) is { } word && SnakeCaseEnum<T>.TryParse(word, out var value) ? value : null;
    }
}
