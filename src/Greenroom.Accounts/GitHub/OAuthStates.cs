using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Greenroom.Accounts.Data;
using Greenroom.Platform.Data;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.GitHub;

/// <summary>What goes to GitHub with the browser.</summary>
internal sealed record BegunVisit(string State, string Challenge);

/// <summary>A browser that came back.</summary>
/// <param name="State">Null when the state is not ours, or was used before.</param>
/// <param name="IsGood">In time, and in the browser that began; its row is used up by now.</param>
internal sealed record Return(OAuthState? State, bool IsGood);

/// <summary>Begins visits and lets each come back once, within ten minutes, in the browser that it began in.</summary>
internal sealed class OAuthStates(AccountsDb db, IOptions<TokenOptions> secrets, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private const int Size = 32;

    /// <param name="browser">From <see cref="VisitCookie.Issue"/>.</param>
    /// <param name="returnPath">From <see cref="ReturnPaths"/>.</param>
    public Task<BegunVisit> BeginLogInAsync(string browser, string returnPath, CancellationToken ct) =>
        BeginAsync((state, now) => OAuthState.LogIn(state, browser, returnPath, now + Life, now), ct);

    /// <inheritdoc cref="BeginLogInAsync"/>
    public Task<BegunVisit> BeginLinkAsync(Guid userId, Guid sessionId, string browser, CancellationToken ct) =>
        BeginAsync((state, now) => OAuthState.Link(userId, sessionId, state, browser, now + Life, now), ct);

    /// <summary>Taken out of the table before anything is done with it: of two returns with one state, one finds it.</summary>
    /// <param name="browser">From <see cref="VisitCookie.Read"/>.</param>
    public async Task<Return> TakeAsync(string? state, string? browser, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(state) || state.Length != Base64Url.GetEncodedLength(Size))
        {
            return new Return(State: null, IsGood: false);
        }

        var hash = Hash(state);
        var now = clock.UtcNow();
        var begun = await db.OAuthStates.AsNoTracking().SingleOrDefaultAsync(s => s.State == hash, ct);
        var isGood = begun is not null && browser is not null && begun.ExpiresAt > now
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(begun.Browser), Encoding.ASCII.GetBytes(browser))
            && await db.OAuthStates.Where(s => s.Id == begun.Id).ExecuteDeleteAsync(ct) == 1;
        return new Return(begun, isGood);
    }

    /// <summary>The code verifier of PKCE: derived from the state with a key that neither the database nor the browser has, and so stored nowhere.</summary>
    public string VerifierOf(string state) => Base64Url.EncodeToString(HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secrets.Value.Secret), Size, info: Encoding.UTF8.GetBytes($"greenroom oauth verifier v1 {state}")));

    private async Task<BegunVisit> BeginAsync(Func<string, DateTime, OAuthState> row, CancellationToken ct)
    {
        var state = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size));
        db.OAuthStates.Add(row(Hash(state), clock.UtcNow()));
        await db.SaveChangesAsync(ct);
        return new BegunVisit(state, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(VerifierOf(state)))));
    }

    private static string Hash(string state) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(state)));
}
