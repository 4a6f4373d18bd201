using Greenroom.Platform.Data;

namespace Greenroom.Interviews.Practice;

/// <summary>One mock interview: its preferences, its plan and its clock. The dialogue hangs on its conversations.</summary>
internal sealed class Interview
{
    private Interview()
    {
    }

    public Guid Id { get; private set; }

    public Guid UserId { get; private set; }

    /// <summary>Minutes on the clock.</summary>
    public int Length { get; private set; }

    public int NumberQuestions { get; private set; }

    public InterviewDifficulty Difficulty { get; private set; }

    public InterviewStatus Status { get; private set; }

    public int? Score { get; private set; }

    public string Language { get; private set; } = "";

    /// <summary>The brief that a person reads; never a system prompt.</summary>
    public string Prompt { get; private set; } = "";

    public string FirstQuestion { get; private set; } = "";

    public string Subtopic { get; private set; } = "";

    public InterviewMode Mode { get; private set; }

    public Persona Persona { get; private set; }

    public CandidateLevel? Level { get; private set; }

    /// <summary><c>offline</c> or <c>openai:&lt;model&gt;</c>, fixed at creation so that one interview is marked one way.</summary>
    public string Engine { get; private set; } = "";

    public string BankVersion { get; private set; } = "";

    public string RubricVersion { get; private set; } = "";

    public int Seed { get; private set; }

    /// <summary>Ids of bank entries in the order in which they will be asked.</summary>
    public IReadOnlyList<string> Plan { get; private set; } = [];

    /// <summary>Slugs of the plan's topics, in order of first appearance.</summary>
    public IReadOnlyList<string> Topics { get; private set; } = [];

    public int AnsweredQuestions { get; private set; }

    public DateTime? StartedAt { get; private set; }

    /// <summary>Runs only while the interview does; null when paused.</summary>
    public DateTime? DeadlineAt { get; private set; }

    /// <summary>What was left on the clock when it stopped: paused, or waiting for an answer to be sent again after a crash.</summary>
    public int? PausedWithSeconds { get; private set; }

    public bool DeadlineNoticed { get; private set; }

    public DateTime? CompletedAt { get; private set; }

    /// <summary>An abandoned interview can be opened again once.</summary>
    public DateTime? ReopenedAt { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    public int RowVersion { get; private set; }

    public static Interview Create(Guid userId, CreateInterviewRequest request, InterviewPlan plan, string engine, string bankVersion, string rubricVersion, DateTime now) => new()
    {
        Id = Ids.New(now),
        UserId = userId,
        Length = request.Length,
        NumberQuestions = plan.Entries.Count,
        Difficulty = request.Difficulty,
        Status = InterviewStatus.Ready,
        Language = request.Language,
        Prompt = plan.Brief,
        FirstQuestion = plan.Entries[0].Prompt.Trim(),
        Subtopic = plan.Entries[0].Subtopic,
        Mode = request.Mode ?? InterviewMode.Practice,
        Persona = request.Persona ?? Persona.Neutral,
        Level = request.Level,
        Engine = engine,
        BankVersion = bankVersion,
        RubricVersion = rubricVersion,
        Seed = plan.Seed,
        Plan = [.. plan.Entries.Select(e => e.Id)],
        Topics = plan.Topics,
        CreatedAt = now,
        UpdatedAt = now,
    };

    public bool IsRunning => Status == InterviewStatus.InProgress;

    public bool IsOver => Status is InterviewStatus.Completed or InterviewStatus.Completing or InterviewStatus.Cancelled;

    /// <summary>The time is up, or was up when the clock stopped for an answer that could not be read.</summary>
    public bool IsOverdue(DateTime now) => IsRunning && (DeadlineAt <= now || (DeadlineAt is null && PausedWithSeconds == 0));

    /// <summary>Seconds left on the server's clock; null before the start and after the end.</summary>
    public int? RemainingSeconds(DateTime now) => Status switch
    {
        InterviewStatus.InProgress when DeadlineAt is { } deadline => SecondsUntil(deadline, now),
        InterviewStatus.InProgress or InterviewStatus.Paused or InterviewStatus.Abandoned => PausedWithSeconds,
        _ => null,
    };

    public void Start(DateTime now)
    {
        Status = InterviewStatus.InProgress;
        StartedAt = now;
        DeadlineAt = now.AddMinutes(Length);
        Touch(now);
    }

    public void Pause(DateTime now)
    {
        PausedWithSeconds = RemainingSeconds(now);
        DeadlineAt = null;
        Status = InterviewStatus.Paused;
        Touch(now);
    }

    /// <summary>The server failed the candidate at this moment: what it takes to recover is not their time.</summary>
    public void StopClock(DateTime since, DateTime now)
    {
        if (IsRunning && DeadlineAt is { } deadline)
        {
            PausedWithSeconds = SecondsUntil(deadline, since);
            DeadlineAt = null;
            Touch(now);
        }
    }

    /// <summary>Ends what <see cref="StopClock"/> began. True when the clock runs again.</summary>
    public bool GoOn(DateTime now)
    {
        if (!IsRunning || DeadlineAt is not null || PausedWithSeconds is not { } left)
        {
            return false;
        }

        DeadlineAt = now.AddSeconds(left);
        PausedWithSeconds = null;
        Touch(now);
        return true;
    }

    /// <summary>From paused, or once from abandoned.</summary>
    public void Resume(DateTime now)
    {
        if (Status == InterviewStatus.Abandoned)
        {
            ReopenedAt = now;
        }

        DeadlineAt = now.AddSeconds(PausedWithSeconds ?? 0);
        PausedWithSeconds = null;
        DeadlineNoticed = false;
        Status = InterviewStatus.InProgress;
        Touch(now);
    }

    public void Abandon(DateTime now)
    {
        PausedWithSeconds ??= RemainingSeconds(now);
        DeadlineAt = null;
        Status = InterviewStatus.Abandoned;
        Touch(now);
    }

    public void Cancel(DateTime now)
    {
        Status = InterviewStatus.Cancelled;
        CompletedAt = now;
        Touch(now);
    }

    /// <summary>Freezes the transcript; entered once, the row version sees to that.</summary>
    public void BeginCompleting(DateTime now)
    {
        Status = InterviewStatus.Completing;
        DeadlineAt = null;
        Touch(now);
    }

    public void Complete(int? score, DateTime now)
    {
        Status = InterviewStatus.Completed;
        Score = score;
        CompletedAt = now;
        Touch(now);
    }

    public void QuestionAnswered(DateTime now)
    {
        AnsweredQuestions++;
        Touch(now);
    }

    private static int SecondsUntil(DateTime deadline, DateTime now) => Math.Max(0, (int)Math.Ceiling((deadline - now).TotalSeconds));

    public void NoticeDeadline(DateTime now)
    {
        DeadlineNoticed = true;
        Touch(now);
    }

    /// <summary>Every change counts the version up: two tabs that act at once must not both win.</summary>
    public void Touch(DateTime now)
    {
        UpdatedAt = now;
        RowVersion++;
    }
}
