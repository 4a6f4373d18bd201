using System.Security.Cryptography;
using Greenroom.Accounts.Data;
using Greenroom.Platform.Data;
using Greenroom.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.SecondFactor;

/// <summary>Ten codes for the day on which the phone is gone. Each is 60 random bits, shown once and good once.</summary>
internal sealed class RecoveryCodes(AccountsDb db, SealedText texts, TimeProvider clock)
{
    public const int Count = 10;
    public const int HashLength = 64;
    private const int Group = 4;
    private const int Length = 3 * Group;

    // Crockford's: no letter that could be read as a digit, five bits each.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Within the transaction that hands them out. Those before open nothing any more.</summary>
    public async Task<IReadOnlyList<string>> RenewAsync(Guid userId, CancellationToken ct)
    {
        await ForgetAsync(userId, ct);
        var codes = Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Alphabet, Length)).ToList();
        var now = clock.UtcNow();
        db.RecoveryCodes.AddRange(codes.Select(code => RecoveryCode.Create(Ids.New(now), userId, HashOf(userId, code))));
        await db.SaveChangesAsync(ct);
        return [.. codes.Select(code => string.Join('-', code.Chunk(Group).Select(letters => new string(letters))))];
    }

    /// <summary>True when it was one of the user's, which it is no more: of two at once one comes through.</summary>
    public async Task<bool> UseAsync(Guid userId, string typed, CancellationToken ct)
    {
        var hash = HashOf(userId, typed);
        return await db.RecoveryCodes.Where(c => c.UserId == userId && c.Hash == hash).ExecuteDeleteAsync(ct) == 1;
    }

    public Task<int> LeftAsync(Guid userId, CancellationToken ct) => db.RecoveryCodes.CountAsync(c => c.UserId == userId, ct);

    public Task ForgetAsync(Guid userId, CancellationToken ct) => db.RecoveryCodes.Where(c => c.UserId == userId).ExecuteDeleteAsync(ct);

    /// <summary>As it is meant, however it was written down: without dashes, in capitals, with the digits that some letters look like.</summary>
    public static string? Read(string typed)
    {
        var code = typed.ToUpperInvariant().Replace('O', '0').Replace('I', '1').Replace('L', '1');
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }

    private string HashOf(Guid userId, string code) => texts.Fingerprint($"greenroom.recovery-code.v1:{userId:N}", code);
}
