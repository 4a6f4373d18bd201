using Greenroom.Platform.Jobs;

namespace Greenroom.Interviews.Practice;

/// <summary>Plans the warning and the end of a running clock. Planned for an instant: after a pause the old jobs find nothing to do.</summary>
internal sealed class ClockPlan(JobQueue jobs)
{
    public async Task PlanAsync(Interview interview, CancellationToken ct)
    {
        if (interview.DeadlineAt is not { } deadline)
        {
            return;
        }

        var id = interview.Id.ToString();
        await jobs.PlanAsync(NoticeDeadlineJob.Name, id, deadline - InterviewClock.NoticeBefore, $"{NoticeDeadlineJob.Name}:{id}:{deadline.Ticks}", ct);
        await jobs.PlanAsync(EndInterviewJob.Name, id, deadline, $"{EndInterviewJob.Name}:{id}:{deadline.Ticks}", ct);
    }
}
