using Greenroom.Platform.Data;

namespace Greenroom.Platform.Jobs;

/// <summary>Work that survives the process. At least once: a handler must bear being run again.</summary>
internal sealed class Job
{
    private Job()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>The name of the handler.</summary>
    public string Kind { get; private set; } = "";

    public string? Payload { get; private set; }

    /// <summary>At most one job with this key exists; it is freed when the job is done.</summary>
    public string? DedupeKey { get; private set; }

    public DateTime RunAt { get; private set; }

    /// <summary>Until then another runner leaves it alone.</summary>
    public DateTime? LeaseUntil { get; private set; }

    /// <summary>Since it was planned or, if it recurs, since it last came to its end.</summary>
    public int Attempts { get; private set; }

    /// <summary>How often a runner has taken it, ever; never lowered, so that each runner knows its own claim from all later ones.</summary>
    public int Claims { get; private set; }

    public string? LastError { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime? DoneAt { get; private set; }

    public static Job Create(string kind, string? payload, string? dedupeKey, DateTime runAt, DateTime now) => new()
    {
        Id = Ids.New(now),
        Kind = kind,
        Payload = payload,
        DedupeKey = dedupeKey,
        RunAt = runAt,
        CreatedAt = now,
    };
}
