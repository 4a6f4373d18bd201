using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Questions;
using Greenroom.Platform.Start;

namespace Greenroom.Interviews.Interviewers.BuiltIn;

/// <summary>Marks one example after the start, so that the first candidate does not wait for the compiler.</summary>
internal sealed class WarmGrader(QuestionBank bank, BuiltInGrader grader) : IAfterStart
{
    public Task RunAsync(CancellationToken ct)
    {
        var entry = bank.Entries[0];
        grader.Grade(entry, entry.ModelAnswer);
        return Task.CompletedTask;
    }
}
