using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Questions;
using Microsoft.Extensions.Hosting;

namespace Greenroom.Interviews.Interviewers.BuiltIn;

/// <summary>Marks one example after the start, so that the first candidate does not wait for the compiler.</summary>
internal sealed class GraderWarmUp(QuestionBank bank, BuiltInGrader grader) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(
        () =>
        {
            var entry = bank.Entries[0];
            grader.Grade(entry, entry.ModelAnswer);
        },
        stoppingToken);
}
