using System.Text.Json;
using Greenroom.Platform.Data;
using Greenroom.Platform.Jobs;
using Greenroom.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Platform.Email;

/// <summary>Takes mails in the transaction of what they tell of; a job sends them (transactional outbox).</summary>
/// <remarks>Sealed by the master key itself: Data Protection stores a new key whenever it needs one, which on SQLite would wait for the very transaction that waits for it.</remarks>
public sealed class MailOutbox(SealedText seals, TimeProvider clock)
{
    internal static readonly SealedColumn Column = new(
        "waiting mails", "20261129000400_audit_and_outbox", "SELECT sealed FROM outbox", "they will be given up")
    { PurposeOf = _ => MasterKey.Outbox };

    private static readonly TimeSpan Longest = TimeSpan.FromDays(3);

    /// <summary>Within the transaction that <paramref name="db"/> has begun: the mail goes if it commits, and only then.</summary>
    /// <param name="userId">Whose mail it is, if it is the mail of an account.</param>
    public async Task PutInAsync(DbContext db, Mail mail, Guid? userId, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var waiting = OutboxMail.Create(userId, Seal(mail), now + Longest, now);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO outbox (id, user_id, sealed, created_at, expires_at)
            VALUES ({waiting.Id}, {waiting.UserId}, {waiting.Sealed}, {waiting.CreatedAt}, {waiting.ExpiresAt})
            """,
            ct);
        await JobQueue.PlanInAsync(db, SendMailJob.Name, waiting.Id.ToString(), now, $"mail:{waiting.Id:N}", now, ct);
    }

    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys are not those that it was sealed with.</exception>
    internal Mail Open(OutboxMail waiting) => JsonSerializer.Deserialize<Mail>(seals.Open(MasterKey.Outbox, waiting.Sealed))!;

    private string Seal(Mail mail) => seals.Seal(MasterKey.Outbox, JsonSerializer.SerializeToUtf8Bytes(mail));
}
