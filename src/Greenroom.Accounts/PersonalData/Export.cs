using Greenroom.Platform.Data;

namespace Greenroom.Accounts.PersonalData;

/// <summary>A copy of everything that the server has of a user. It lies in the database, because a node keeps nothing.</summary>
internal sealed class Export
{
    private Export()
    {
    }

    public Guid Id { get; private set; }

    public Guid UserId { get; private set; }

    public ExportStatus Status { get; private set; }

    public DateTime RequestedAt { get; private set; }

    public DateTime? FinishedAt { get; private set; }

    public DateTime? ExpiresAt { get; private set; }

    public long? SizeBytes { get; private set; }

    /// <summary>Why there is none, in a sentence for its owner.</summary>
    public string? Failure { get; private set; }

    /// <summary>The attempt that the parts belong to. A runner that was thought dead and goes on writing finds another's number here, and its parts count for nothing.</summary>
    public Guid? BuildId { get; private set; }

    public static Export Ask(Guid userId, DateTime now) =>
        new() { Id = Ids.New(now), UserId = userId, Status = ExportStatus.Pending, RequestedAt = now };

    /// <summary>What it is at this moment: an archive may have run out before the job comes that empties it.</summary>
    public ExportStatus StatusAt(DateTime now) => Status == ExportStatus.Ready && ExpiresAt <= now ? ExportStatus.Expired : Status;
}

/// <summary>A piece of the archive, small enough to be held in memory.</summary>
internal sealed class ExportPart
{
    private ExportPart()
    {
    }

    public Guid ExportId { get; private set; }

    public Guid BuildId { get; private set; }

    public int Number { get; private set; }

    public byte[] Content { get; private set; } = [];

    public static ExportPart Of(Guid exportId, Guid buildId, int number, byte[] content) =>
        new() { ExportId = exportId, BuildId = buildId, Number = number, Content = content };
}
