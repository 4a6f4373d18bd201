using System.Text;
using Greenroom.Accounts.Data;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Waitlist;

/// <summary>Takes addresses in, and shows them to the operator.</summary>
internal sealed class WaitlistService(AccountsDb db, AuditLog audit, RateLimits limits, IOptions<RateLimitOptions> limitOptions, TimeProvider clock)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Says the same whether the address is new or known: who waits is nobody else's business.</summary>
    public async Task<Result<Done>> JoinAsync(JoinWaitlistRequest request, CancellationToken ct)
    {
        var email = WaitlistEntry.Normalize(request.Email);
        if (await limits.TakeAsync(HiddenKeys.Of("waitlist-address", email), limitOptions.Value.ForgotPerAddressPerHour, Window, ct) is { } refusal)
        {
            return refusal;
        }

        try
        {
            if (await db.Waitlist.AnyAsync(w => w.Email == email, ct))
            {
                // As much for the disk to do as for somebody new: how long the answer takes must not tell either.
                await limits.CountAsync(HiddenKeys.Of("waitlist-known", email), Window, ct);
            }
            else
            {
                db.Waitlist.Add(WaitlistEntry.Create(email, clock.GetUtcNow().UtcDateTime));
                await db.SaveChangesAsync(ct);
            }
        }
        catch (DbUpdateException exception) when (exception.IsDuplicateKey())
        {
            // Twice at once: it is on the list, which is all that was asked.
        }

        return default(Done);
    }

    /// <param name="page">From 1.</param>
    /// <param name="reader">The administrator who looks; null for whoever has the operator's password.</param>
    public async Task<Result<WaitlistPageView>> ReadAsync(int page, int limit, Guid? reader, CancellationToken ct)
    {
        if (page < 1 || limit is < 1 or > MaxLimit || (long)(page - 1) * limit > int.MaxValue)
        {
            return page < 1 || limit is >= 1 and <= MaxLimit
                ? CommonFailures.Invalid("page", "Pages are counted from 1.")
                : CommonFailures.Invalid("limit", $"The limit must be between 1 and {MaxLimit}.");
        }

        await audit.RecordAsync(new AuditEntry(AuditNames.AdminViewed, Detail: "waitlist", ActorId: reader), ct);
        var total = await db.Waitlist.CountAsync(ct);
        var items = await Newest().Skip((page - 1) * limit).Take(limit).ToListAsync(ct);
        return new WaitlistPageView(items, page, limit, total);
    }

    /// <summary>RFC 4180, with a header line. What a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection).</summary>
    public async Task<string> CsvAsync(Guid? reader, CancellationToken ct)
    {
        await audit.RecordAsync(new AuditEntry(AuditNames.AdminViewed, Detail: "waitlist as CSV", ActorId: reader), ct);
        var csv = new StringBuilder("email,created_at\r\n");
        await foreach (var entry in Newest().AsAsyncEnumerable().WithCancellation(ct))
        {
            csv.Append(Cell(entry.Email)).Append(',').Append($"{entry.CreatedAt:yyyy-MM-ddTHH:mm:ssZ}").Append("\r\n");
        }

        return csv.ToString();
    }

    private static string Cell(string text)
    {
        var safe = text[0] is '=' or '+' or '-' or '@' ? "'" + text : text;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private IQueryable<WaitlistEntryView> Newest() =>
        db.Waitlist.AsNoTracking().OrderByDescending(w => w.CreatedAt).ThenByDescending(w => w.Id).Select(w => new WaitlistEntryView(w.Id, w.Email, w.CreatedAt));
}
