using Greenroom.Platform.Jobs;

namespace Greenroom.Interviews.Practice;

/// <summary>Warns 30 seconds before the end.</summary>
internal sealed class NoticeDeadlineJob(InterviewClock clock) : IJobHandler
{
    public const string Name = "interviews.deadline_notice";

    public string Kind => Name;

    public Task HandleAsync(string? payload, CancellationToken ct) => clock.NoticeAsync(Guid.Parse(payload!), ct);
}

/// <summary>Ends an interview whose time is up, whether or not anybody is looking.</summary>
internal sealed class EndInterviewJob(InterviewClock clock) : IJobHandler
{
    public const string Name = "interviews.deadline";

    public string Kind => Name;

    public Task HandleAsync(string? payload, CancellationToken ct) => clock.EndAsync(Guid.Parse(payload!), ct);
}

/// <summary>Finds what no job was left to do, abandons what nobody touched for a week and prunes old events.</summary>
internal sealed class SweepInterviewsJob(InterviewClock clock) : IJobHandler
{
    public const string Name = "interviews.sweep";

    public string Kind => Name;

    public Task HandleAsync(string? payload, CancellationToken ct) => clock.SweepAsync(ct);
}
