using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Identity;

namespace Greenroom.Accounts.Users;

/// <summary>Hashes as many passwords at once as there are cores; others queue for a while and are then turned away.</summary>
/// <remarks>A hash costs a third of a second of one core on purpose. Without a bound, log-ins would starve everything else.</remarks>
internal sealed class PasswordHashing(IPasswordHasher<User> hasher, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    // Identity's hasher does not look at the user.
    private static readonly User Nobody = User.Guest("nobody", DateTime.UnixEpoch, DateTime.UnixEpoch);
    private readonly SemaphoreSlim _slots = new(Environment.ProcessorCount);

    /// <summary>Something to compare with when there is no such account, so that the answer takes as long.</summary>
    private readonly Lazy<string> _decoy = new(() => hasher.HashPassword(Nobody, "no account has this password"));

    public Task<Result<string>> HashAsync(string password, CancellationToken ct) =>
        InSlotAsync(_ => Task.FromResult<Result<string>>(hasher.HashPassword(Nobody, password)), ct);

    /// <summary>Runs work that calls <see cref="Verify"/> once.</summary>
    public async Task<Result<T>> InSlotAsync<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken ct)
    {
        if (!await TakeSlotAsync(ct))
        {
            return AccountFailures.Busy;
        }

        try
        {
            return await work(ct);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Compares with the stored hash, or with a decoy when there is none: both take the same time.</summary>
    public PasswordVerificationResult Verify(string? storedHash, string password)
    {
        // Made at the first log-in, whoever comes: made at the first of nobody, it would take twice as long and tell.
        var decoy = _decoy.Value;
        var result = hasher.VerifyHashedPassword(Nobody, storedHash ?? decoy, password);
        return storedHash is null ? PasswordVerificationResult.Failed : result;
    }

    public string Rehash(string password) => hasher.HashPassword(Nobody, password);

    public void Dispose() => _slots.Dispose();

    /// <summary>False when none became free in time.</summary>
    private async Task<bool> TakeSlotAsync(CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(LongestWait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await _slots.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
