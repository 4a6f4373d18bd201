using Greenroom.Accounts.Data;
using Greenroom.Accounts.Recovery;
using Greenroom.Accounts.SecondFactor;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.GitHub;

/// <summary>Adds GitHub to the account that is signed in, and takes it away again.</summary>
internal sealed class GitHubLinks(
    AccountsDb db, GitHubClient gitHub, OAuthStates states, OwnerCheck owner, AccountMails mails, AuditLog audit, IOptions<GitHubOptions> options, TimeProvider clock)
{
    /// <summary>The address to send the browser to.</summary>
    /// <param name="browser">From <see cref="VisitCookie.Issue"/>.</param>
    public async Task<Result<string>> BeginAsync(Guid userId, Guid sessionId, LinkGitHubRequest request, string browser, CancellationToken ct)
    {
        if (!options.Value.IsConfigured)
        {
            return GitHubFailures.NotConfigured;
        }

        if (!await db.Users.AnyAsync(u => u.Id == userId && u.Email != null, ct))
        {
            return RecoveryFailures.NoAddress;
        }

        if (await Of(userId).AnyAsync(ct))
        {
            return GitHubFailures.LinkedAlready;
        }

        // It opens the account by itself, so an open session alone is not enough.
        var proven = await owner.ProveAsync(userId, request.CurrentPassword, request.Code, ct);
        return proven.Failure is { } failure ? failure : gitHub.AuthorizeUrl(await states.BeginLinkAsync(userId, sessionId, browser, ct));
    }

    public async Task<GitHubLinkView> ReadAsync(Guid userId, CancellationToken ct)
    {
        var login = await Of(userId).SingleOrDefaultAsync(ct);
        return new GitHubLinkView(options.Value.IsConfigured, login is not null, login?.Name, login?.CreatedAt);
    }

    /// <summary>Null when it went well, otherwise one of <see cref="GitHubErrors"/>.</summary>
    public async Task<string?> LinkAsync(OAuthState begun, GitHubPerson person, CancellationToken ct)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var error = await LinkInAsync(begun, person, ct);
            if (error is null)
            {
                await transaction.CommitAsync(ct);
            }

            return error;
        }
        catch (DbUpdateException exception) when (exception.IsDuplicateKey())
        {
            // Somebody was faster.
            return GitHubErrors.Taken;
        }
    }

    public async Task<Result<Done>> UnlinkAsync(Guid userId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, ct);
        if (user is null || await Of(userId).SingleOrDefaultAsync(ct) is not { } login)
        {
            return GitHubFailures.NotLinked;
        }

        if (user.PasswordHash is null)
        {
            return GitHubFailures.LastWayIn;
        }

        if (await db.ExternalLogins.Where(l => l.Id == login.Id).ExecuteDeleteAsync(ct) == 0)
        {
            return GitHubFailures.NotLinked;
        }

        await mails.SendGitHubUnlinkedAsync(user, login.Name, ct);
        await audit.RecordInAsync(db, new AuditEntry(AuditNames.GitHubUnlinked, userId), ct);
        await transaction.CommitAsync(ct);
        return default(Done);
    }

    private async Task<string?> LinkInAsync(OAuthState begun, GitHubPerson person, CancellationToken ct)
    {
        // Whoever has logged out on the way wanted no more to be done in their name; a reset at this moment is waited for.
        var user = begun.UserId is { } userId ? await UserRows.LockAsync(db, userId, ct) : null;
        var isLive = await db.Families.AnyAsync(f => f.Id == begun.SessionId && f.UserId == begun.UserId && f.RevokedAt == null, ct);
        if (!isLive || user is null)
        {
            return GitHubErrors.State;
        }

        var known = await db.ExternalLogins.AsNoTracking().SingleOrDefaultAsync(l => l.Provider == ExternalLogin.GitHub && l.ProviderUserId == person.Id, ct);
        if (known is not null)
        {
            return known.UserId == user.Id ? null : GitHubErrors.Taken;
        }

        db.ExternalLogins.Add(ExternalLogin.Link(user.Id, person, clock.UtcNow()));
        await db.SaveChangesAsync(ct);
        await mails.SendGitHubLinkedAsync(user, person.Name, ct);
        await audit.RecordInAsync(db, new AuditEntry(AuditNames.GitHubLinked, user.Id), ct);
        return null;
    }

    private IQueryable<ExternalLogin> Of(Guid userId) => db.ExternalLogins.AsNoTracking().Where(l => l.UserId == userId && l.Provider == ExternalLogin.GitHub);
}
