namespace Greenroom.Platform.Jobs;

/// <summary>What a job is doing.</summary>
public enum JobState
{
    /// <summary>Its time has not come.</summary>
    Planned,

    /// <summary>Its time has come, and a runner will take it.</summary>
    Due,

    /// <summary>A runner has it.</summary>
    Running,

    /// <summary>It went wrong and will be tried again.</summary>
    Failed,

    /// <summary>It came to its end within the last seven days.</summary>
    Done,
}

/// <summary>Work that this server does by itself.</summary>
/// <param name="Kind">What it does, such as <c>platform.send_mail</c>.</param>
/// <param name="RunAt">When it runs next, or was to run.</param>
/// <param name="Attempts">Since it was planned or, if it recurs, since it last came to its end.</param>
/// <param name="LastError">Why the last attempt failed.</param>
public sealed record JobView(Guid Id, string Kind, JobState State, DateTime RunAt, int Attempts, string? LastError, DateTime CreatedAt, DateTime? DoneAt);
