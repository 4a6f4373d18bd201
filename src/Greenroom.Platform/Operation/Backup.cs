using Greenroom.Platform.Data;

namespace Greenroom.Platform.Operation;

/// <summary>What became of one backup that the running server made, or tried to.</summary>
internal sealed class Backup
{
    public const int LongestFileName = 200;
    public const int LongestError = 1000;

    private Backup()
    {
    }

    public Guid Id { get; private set; }

    public DateTime StartedAt { get; private set; }

    public DateTime FinishedAt { get; private set; }

    /// <summary>In the folder for backups; after a failure there is no such file.</summary>
    public string FileName { get; private set; } = "";

    public long? SizeBytes { get; private set; }

    public bool Ok { get; private set; }

    public string? Error { get; private set; }

    public static Backup Made(string fileName, long sizeBytes, DateTime startedAt, DateTime finishedAt) => new()
    {
        Id = Ids.New(startedAt),
        StartedAt = startedAt,
        FinishedAt = finishedAt,
        FileName = fileName,
        SizeBytes = sizeBytes,
        Ok = true,
    };

    public static Backup Failed(string fileName, string error, DateTime startedAt, DateTime finishedAt) => new()
    {
        Id = Ids.New(startedAt),
        StartedAt = startedAt,
        FinishedAt = finishedAt,
        FileName = fileName,
        Error = error.Length > LongestError ? error[..LongestError] : error,
    };
}
