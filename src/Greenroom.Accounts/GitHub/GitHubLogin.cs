using Greenroom.Accounts.Data;
using Greenroom.Accounts.SecondFactor;
using Greenroom.Accounts.Sessions;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.GitHub;

/// <summary>Where in the web app a browser goes on after GitHub, and whether it is signed in there.</summary>
internal sealed record Outcome(string Place, IssuedSession? Session = null);

/// <summary>Begins a log-in by GitHub and receives every browser that comes back. An account here is opened by the number of one there, never by its address.</summary>
internal sealed partial class GitHubLogin(
    AccountsDb db, GitHubClient gitHub, GitHubLinks links, OAuthStates states, UserService users, SecondFactorCheck factors, SessionService sessions, RateLimits limits, RequestOrigin origin,
    IOptions<RateLimitOptions> limitOptions, IOptions<GitHubOptions> options, TimeProvider clock, ILogger<GitHubLogin> log)
{
    private const string How = "by GitHub";
    private const string LoginPage = "/login";

    /// <summary>The address to send the browser to.</summary>
    /// <param name="wanted">The page that was asked for.</param>
    /// <param name="browser">From <see cref="VisitCookie.Issue"/>.</param>
    public async Task<Result<string>> BeginAsync(string? wanted, string browser, CancellationToken ct)
    {
        if (!options.Value.IsConfigured)
        {
            return GitHubFailures.NotConfigured;
        }

        // Each begin is a row, and whoever asks is nobody yet.
        return await limits.TakeAsync($"github:{origin.LimitSubject}", limitOptions.Value.LoginPerMinute, TimeSpan.FromMinutes(1), ct) is null
            ? gitHub.AuthorizeUrl(await states.BeginLogInAsync(browser, ReturnPaths.Or(wanted), ct))
            : $"{LoginPage}?error={GitHubErrors.Limited}";
    }

    /// <param name="browser">From <see cref="VisitCookie.Read"/>.</param>
    public async Task<Outcome> FinishAsync(string? state, string? code, string? error, string? browser, CancellationToken ct)
    {
        var back = await states.TakeAsync(state, browser, ct);
        if (!back.IsGood)
        {
            return Failed(back.State, GitHubErrors.State);
        }

        if (error is not null || string.IsNullOrEmpty(code))
        {
            return Failed(back.State, error == "access_denied" ? GitHubErrors.Denied : GitHubErrors.Failed);
        }

        try
        {
            var person = await gitHub.ReadPersonAsync(code, states.VerifierOf(state!), ct);
            return back.State!.Purpose == OAuthPurpose.Link ? await LinkAsync(back.State, person, ct) : await LogInAsync(back.State, person, ct);
        }
        catch (GitHubException trouble)
        {
            NotKnown(trouble.Message);
            return Failed(back.State, GitHubErrors.Failed);
        }
    }

    private async Task<Outcome> LinkAsync(OAuthState begun, GitHubPerson person, CancellationToken ct) =>
        await links.LinkAsync(begun, person, ct) is { } error ? Failed(begun, error) : new Outcome($"{begun.ReturnPath}?github=linked");

    private async Task<Outcome> LogInAsync(OAuthState begun, GitHubPerson person, CancellationToken ct)
    {
        if (await FindAsync(person, ct) is { } known)
        {
            return await LetInAsync(known, begun, ct);
        }

        if (await gitHub.ReadEmailAsync(person, ct) is not { } email)
        {
            return Failed(begun, GitHubErrors.NoEmail);
        }

        var made = await users.RegisterProvenAsync(person.Name, email, user => ExternalLogin.Link(user.Id, person, clock.UtcNow()), How, ct);
        if (made.Value is { } session)
        {
            return new Outcome(begun.ReturnPath, session);
        }

        // Twice at once, by two tabs: the other one has made the account.
        return await FindAsync(person, ct) is { } twin
            ? await LetInAsync(twin, begun, ct)
            : Failed(begun, made.Failure == AccountFailures.EmailTaken ? GitHubErrors.EmailTaken : GitHubErrors.Failed);
    }

    /// <summary>Whoever has an account here and has shown at GitHub that it is theirs passes through here, and through nothing else.</summary>
    private async Task<Outcome> LetInAsync(User user, OAuthState begun, CancellationToken ct)
    {
        // Guessing may have closed the account. It stays open for GitHub, as for passkeys: whoever guesses passwords must not shut out those who need none.
        // Whoever has switched a code on has a password too, and does not expect a way around the code.
        if (await factors.IsOnAsync(user.Id, ct))
        {
            return Failed(begun, GitHubErrors.SecondFactor);
        }

        return (await sessions.LogInAsync(user, How, ct)).Value is { } session ? new Outcome(begun.ReturnPath, session) : Failed(begun, GitHubErrors.Failed);
    }

    private async Task<User?> FindAsync(GitHubPerson person, CancellationToken ct)
    {
        var login = await db.ExternalLogins.AsNoTracking().SingleOrDefaultAsync(l => l.Provider == ExternalLogin.GitHub && l.ProviderUserId == person.Id, ct);
        if (login is not null && login.Name != person.Name)
        {
            await db.ExternalLogins.Where(l => l.Id == login.Id).ExecuteUpdateAsync(set => set.SetProperty(l => l.Name, person.Name), ct);
        }

        // One whose time to be deleted has come is nobody we know.
        var now = clock.UtcNow();
        return login is null ? null : await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == login.UserId && (u.DeletesAt == null || u.DeletesAt > now), ct);
    }

    private static Outcome Failed(OAuthState? begun, string error) => new(begun?.Purpose == OAuthPurpose.Link ? $"{ReturnPaths.Security}?error={error}" : $"{LoginPage}?error={error}");

    [LoggerMessage(Level = LogLevel.Warning, Message = "GitHub did not say who somebody is: {Reason}")]
    private partial void NotKnown(string reason);
}
