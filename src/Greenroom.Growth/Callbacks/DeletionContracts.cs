namespace Greenroom.Growth.Callbacks;

/// <summary>A deletion of data that a person asked for at the platform.</summary>
/// <param name="ConfirmationCode">The code that the platform showed.</param>
/// <param name="Accounts">Connected accounts that were removed with their posts and history; 0 when there were none.</param>
/// <param name="DeletedAt">When that was done.</param>
public sealed record DeletionView(string ConfirmationCode, int Accounts, DateTime DeletedAt);

/// <summary>What the platform shows to the person who asked it to have their data deleted.</summary>
/// <param name="Url">A page that tells what became of it.</param>
/// <param name="ConfirmationCode">What to look it up by.</param>
public sealed record DeletionReceipt(string Url, string ConfirmationCode);
