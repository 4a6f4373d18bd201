namespace Greenroom.Platform.PersonalData;

/// <summary>What one module keeps of a user. A table with a user's id that no module names here fails a test (docs/personal-data.md).</summary>
public interface IOwnsUserData
{
    /// <summary>Every table of the module that holds rows of users: each is a file of the export, and each is emptied by the erasure.</summary>
    IReadOnlyList<string> Tables { get; }

    /// <summary>Writes the user's rows, and nobody else's.</summary>
    Task ExportAsync(Guid userId, UserArchive archive, CancellationToken ct);

    /// <summary>Takes out all of the user's rows and the jobs about them. May be cut anywhere and begun again; done twice it finds nothing.</summary>
    Task EraseAsync(Guid userId, CancellationToken ct);
}

/// <summary>Who has asked to be deleted and may still come back. Implemented by Accounts.</summary>
public interface ILeavingUsers
{
    /// <summary>Those of <paramref name="userIds"/> for whom nothing is to be fetched any more.</summary>
    Task<IReadOnlySet<Guid>> AmongAsync(IReadOnlyCollection<Guid> userIds, CancellationToken ct);
}
