namespace Greenroom.Growth.Connections;

/// <summary>What the stream of a user's accounts tells.</summary>
/// <param name="Account">An account as it stands now: once for each at the start, then whenever something about it changed.</param>
/// <param name="Removed">An account that is no longer there.</param>
public sealed record AccountEvent(AccountView? Account, RemovedAccount? Removed);

/// <summary>An account that was disconnected.</summary>
/// <param name="Id">Its id.</param>
public sealed record RemovedAccount(Guid Id);
