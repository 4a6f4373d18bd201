using System.Globalization;

namespace Greenroom.Interviews.Questions;

/// <summary>A pack that cannot be used. The message names file, entry and line, so that a writer finds the place at once.</summary>
public sealed class QuestionBankException(string file, string? entryId, long line, string problem)
    : Exception(Describe(file, entryId, line, problem))
{
    public string File { get; } = file;

    public string? EntryId { get; } = entryId;

    public long Line { get; } = line;

    private static string Describe(string file, string? entryId, long line, string problem) =>
        string.Join(": ", new[] { file, entryId, line > 0 ? string.Create(CultureInfo.InvariantCulture, $"line {line}") : null, problem }
            .Where(part => part is not null));
}
