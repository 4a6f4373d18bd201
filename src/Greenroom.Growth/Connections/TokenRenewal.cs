using Greenroom.Growth.Data;
using Greenroom.Growth.Platforms;
using Greenroom.Platform.Data;
using Greenroom.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Growth.Connections;

/// <summary>Renews tokens before they end: a platform gives a new one only for one that still lives, and not for one of less than a day.</summary>
internal sealed class TokenRenewal(GrowthDb db, PlatformSelection platforms, TokenVault vault, JobQueue jobs, AccountEvents events, TimeProvider clock)
{
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(7);
    public static readonly TimeSpan Youngest = TimeSpan.FromHours(24);

    /// <summary>One job for each account: whichever node finds it due, one node renews it.</summary>
    public async Task PlanDueAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var due = await Due(now).OrderBy(a => a.TokenExpiresAt).Select(a => a.Id).ToListAsync(ct);
        foreach (var id in due)
        {
            await jobs.PlanAsync(RenewTokenJob.Name, id.ToString("N"), now, KeyOf(id), ct);
        }
    }

    /// <summary>From when a renewal is planned until the new token is stored or refused: the platform may have forgotten the stored one already.</summary>
    public Task<bool> IsUnderWayAsync(Guid accountId, CancellationToken ct) => jobs.IsPlannedAsync(KeyOf(accountId), ct);

    /// <exception cref="PlatformException">Worth another try, which the job runner makes.</exception>
    public async Task RenewAsync(Guid accountId, CancellationToken ct)
    {
        var now = clock.UtcNow();

        // Asked again: the job may come a second time, and a new token must not be spent on a newer one.
        if (await Due(now).SingleOrDefaultAsync(a => a.Id == accountId, ct) is not { } account
            || platforms.Find(account.Flavour) is not { } platform
            || vault.Open(account.Id, account.AccessToken) is not { } token)
        {
            return;
        }

        try
        {
            var renewed = await platform.RenewAsync(token, ct);
            account.Renew(vault.Seal(account.Id, renewed.Value), renewed.ExpiresAt, now);
        }
        catch (PlatformException trouble) when (trouble.Trouble is PlatformTrouble.NeedsReconnect or PlatformTrouble.Refused)
        {
            account.Stop(AccountState.NeedsReconnect, trouble.Message, now);
        }

        await db.SaveChangesAsync(ct);
        await events.ChangedAsync(account.UserId, ct);
    }

    private static string KeyOf(Guid accountId) => $"{RenewTokenJob.Name}:{accountId:N}";

    private IQueryable<InstagramAccount> Due(DateTime now)
    {
        var (end, issued) = (now + Ahead, now - Youngest);
        return db.Accounts.Where(a => a.State == AccountState.Active && a.TokenExpiresAt <= end && a.TokenExpiresAt > now && a.TokenIssuedAt <= issued);
    }
}

internal sealed class RenewTokenJob(TokenRenewal renewal) : IJobHandler
{
    public const string Name = "growth.renew_token";

    public string Kind => Name;

    public Task HandleAsync(string? payload, CancellationToken ct) => renewal.RenewAsync(Guid.ParseExact(payload!, "N"), ct);
}

internal sealed class TokensDueJob(TokenRenewal renewal) : IJobHandler
{
    public const string Name = "growth.tokens_due";

    public string Kind => Name;

    public Task HandleAsync(string? payload, CancellationToken ct) => renewal.PlanDueAsync(ct);
}
