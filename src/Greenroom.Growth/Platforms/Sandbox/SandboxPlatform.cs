using System.Globalization;
using Greenroom.Growth.Connections;
using Greenroom.Platform.Data;
using Microsoft.Extensions.Options;

namespace Greenroom.Growth.Platforms.Sandbox;

/// <summary>The sample account behind the same interface as a real one: consent page, code, token, pages and errors.</summary>
internal sealed class SandboxPlatform(IOptions<GrowthOptions> options, TimeProvider clock) : ISocialPlatform
{
    public const string Name = "sandbox";
    private static readonly TimeSpan TokenLife = TimeSpan.FromDays(60);
    private static readonly TimeSpan PauseOfRateLimited = TimeSpan.FromMinutes(30);

    public string Flavour => Name;

    /// <summary><see cref="ConsentPage"/>, by the address under which the browser knows us: that is where its cookie is.</summary>
    public string AuthorizeUrl(string state, string? persona) =>
        $"{options.Value.FrontendUrl?.TrimEnd('/')}{ConsentPage.Path}?state={Uri.EscapeDataString(state)}" + (persona is null ? "" : $"&persona={Uri.EscapeDataString(persona)}");

    /// <param name="code">The name of a persona: <c>sandbox:creator</c>.</param>
    public async Task<IReadOnlyList<PlatformGrant>> ExchangeAsync(string code, Guid userId, CancellationToken ct)
    {
        if (!SandboxPersona.TryParse(code, out var persona))
        {
            throw new PlatformException(PlatformTrouble.Refused, "There is no such sample account.");
        }

        var token = SandboxToken.For(userId, persona).ToString();
        return [new PlatformGrant(await ProfileAsync(token, ct), new PlatformToken(token, clock.UtcNow() + TokenLife))];
    }

    public Task<PlatformToken> RenewAsync(string token, CancellationToken ct) =>
        TroubleOf(SandboxToken.Parse(token).Persona) is { } trouble ? throw trouble : Task.FromResult(new PlatformToken(token, clock.UtcNow() + TokenLife));

    public Task<PlatformProfile> ProfileAsync(string token, CancellationToken ct)
    {
        // The personas that fail do so at their posts: a person has to be able to connect them.
        var account = Read(token, out _);
        return Task.FromResult(new PlatformProfile(
            account.PlatformAccountId, account.Username, account.Followers, account.Posts.Count, SandboxAccount.TimeZone,
            FollowerHistory: [.. account.FollowersByDay.SkipLast(1).Select(day => new PlatformFollowers(day.Day, day.Followers))]));
    }

    public Task<PlatformPage> PostsAsync(string token, string? cursor, int limit, CancellationToken ct)
    {
        var account = Read(token, out var persona);
        if (TroubleOf(persona) is { } trouble)
        {
            throw trouble;
        }

        var from = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var posts = account.Posts.Skip(from).Take(limit).Select(Of).ToList();
        var next = from + posts.Count;
        return Task.FromResult(new PlatformPage(posts, Skipped: [], next < account.Posts.Count ? next.ToString(CultureInfo.InvariantCulture) : null));
    }

    private SandboxAccount Read(string token, out SandboxPersona persona)
    {
        var known = SandboxToken.Parse(token);
        persona = known.Persona;
        return SandboxAccount.At(known.Seed, known.Persona, known.StartedAt, clock.UtcNow());
    }

    private static PlatformException? TroubleOf(SandboxPersona persona) => persona.Name switch
    {
        "expired" => new PlatformException(PlatformTrouble.NeedsReconnect, "The platform no longer accepts the connection (190/463: the session has expired). Connect the account again."),
        "ratelimited" => new PlatformException(PlatformTrouble.RateLimited, "The platform has had enough calls for now (4). Greenroom goes on by itself.", PauseOfRateLimited),
        "noperm" => new PlatformException(PlatformTrouble.NeedsPermission, "The platform does not let Greenroom read this account's posts (10). Connect it again and allow it."),
        _ => null,
    };

    private static PlatformPost Of(SandboxPost post) => new(
        post.PlatformPostId, post.Caption, post.MediaType, post.MediaProductType == "REELS", post.ThumbnailUrl ?? post.MediaUrl, post.Permalink, post.PostedAt,
        post.LikeCount, post.CommentsCount, post.Saves, post.Shares, post.Reach, post.Views);
}
