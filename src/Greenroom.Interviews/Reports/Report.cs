using Greenroom.Platform.Data;

namespace Greenroom.Interviews.Reports;

/// <summary>The report as it was when the interview ended; a later bank or rubric does not rewrite it.</summary>
internal sealed class Report
{
    private Report()
    {
    }

    public Guid Id { get; private set; }

    public Guid InterviewId { get; private set; }

    public int Revision { get; private set; }

    public ReportStatus Status { get; private set; }

    /// <summary>A <see cref="ReportView"/> as JSON.</summary>
    public string Payload { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    public static Report Of(Guid interviewId, ReportStatus status, string payload, DateTime now) =>
        new() { Id = Ids.New(now), InterviewId = interviewId, Revision = 1, Status = status, Payload = payload, CreatedAt = now };
}
