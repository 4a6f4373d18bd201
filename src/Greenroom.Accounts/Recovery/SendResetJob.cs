using Greenroom.Accounts.Data;
using Greenroom.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Recovery;

/// <summary>Does what a request for a new password must not be seen to do: look whether there is somebody to send it to. Done twice, it sends once: the link has its id from the request.</summary>
internal sealed class SendResetJob(AccountsDb db, AccountMails mails, TimeProvider clock) : IJobHandler
{
    public const string Name = "accounts.send_reset";

    public string Kind => Name;

    public static string Payload(Guid linkId, Guid userId) => $"{linkId:N}{userId:N}";

    public async Task HandleAsync(string? payload, CancellationToken ct)
    {
        var (linkId, userId) = (Guid.Parse(payload!.AsSpan(0, 32)), Guid.Parse(payload.AsSpan(32)));
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId && u.Email != null, ct);
        if (user is null || await db.Links.AnyAsync(l => l.Id == linkId, ct))
        {
            return;
        }

        var link = AccountLink.Create(linkId, userId, LinkPurpose.ResetPassword, user.Email!, clock.GetUtcNow().UtcDateTime);
        db.Links.Add(link);
        await db.SaveChangesAsync(ct);
        await mails.SendResetAsync(user, link, ct);
        await transaction.CommitAsync(ct);
    }
}
