using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Greenroom.Interviews.Questions;

namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>What the model is given to mark one answer: the rubric of this question and the answer, and not who gave it or how they did before.</summary>
internal sealed record GraderRequest(IReadOnlyList<KeyPoint> Points, IReadOnlyList<Dimension> Dimensions, string Json)
{
    // A JSON string cannot be closed by what stands in it, so text in any script can stay readable (and short) for the model.
    private static readonly JsonSerializerOptions Readable = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static GraderRequest Of(AnswerToGrade task)
    {
        var entry = task.Entry;
        var points = entry.KeyPoints.Where(point => task.OnlyPoints?.Contains(point.Id) ?? true).ToList();
        Dimension[] dimensions = task.OnlyPoints is null
            ? Enum.GetValues<Dimension>()
            : [.. points.Select(point => point.Dimension).Append(Dimension.Communication).Distinct().Order()];
        var json = ToJson(new
        {
            rubric = new
            {
                task.Question,
                KeyPoints = Shuffled(points, task).Select(point => new { point.Id, point.Claim }),
                Misconceptions = entry.Misconceptions.Select(known => new { known.Id, Text = known.Correction }),
                Dimensions = dimensions.Select(GraderReply.Word),
            },
            untrusted = new { task.Answer },
        });
        return new GraderRequest(points, dimensions, json);
    }

    public static string ToJson(object value) => JsonSerializer.Serialize(value, Readable);

    /// <summary>Models favour what stands first. Each answer has an order of its own, and the same answer always has the same.</summary>
    private static IEnumerable<KeyPoint> Shuffled(IEnumerable<KeyPoint> points, AnswerToGrade task) =>
        points.OrderBy(point => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{task.Entry.Id}\n{point.Id}\n{task.Answer}"))), StringComparer.Ordinal);
}
