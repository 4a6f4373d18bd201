using System.Text.Json;
using Greenroom.Platform.Data;
using Microsoft.Extensions.Options;

namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>Instagram Login: a professional account by itself, without a Facebook page.</summary>
internal sealed class InstagramPlatform(GraphClient graph, MediaReader media, IOptions<InstagramOptions> options, TimeProvider clock) : ISocialPlatform
{
    private const string Scopes = "instagram_business_basic,instagram_business_manage_insights";
    private const string Fields = "id,user_id,username,name,followers_count,media_count";
    private const string FewFields = "id,user_id,username";

    /// <summary>Of a long-lived token, where the reply does not say.</summary>
    private static readonly TimeSpan UsualLife = TimeSpan.FromDays(60);

    private InstagramOptions Options => options.Value;

    public string Flavour => InstagramOptions.Instagram;

    public string AuthorizeUrl(string state, string? persona) => GraphClient.AddressOf(
        Options.AuthorizeUrl, [("client_id", Options.ClientId), ("redirect_uri", Options.RedirectUri), ("response_type", "code"), ("scope", Scopes), ("state", state)]);

    public async Task<IReadOnlyList<PlatformGrant>> ExchangeAsync(string code, Guid userId, CancellationToken ct)
    {
        var first = await graph.PostAsync(
            Options.ExchangeUrl,
            [
                ("client_id", Options.ClientId), ("client_secret", Options.ClientSecret), ("grant_type", "authorization_code"),
                ("redirect_uri", Options.RedirectUri), ("code", Clean(code)),
            ],
            ct);
        var lasting = await graph.GetAsync(
            $"{Options.GraphUrl}/access_token",
            [("grant_type", "ig_exchange_token"), ("client_secret", Options.ClientSecret), ("access_token", GraphTokens.First(first.OrThrow()))],
            ct);
        var token = Token(lasting.OrThrow());
        return [new PlatformGrant(await ProfileAsync(token.Value, ct), token)];
    }

    public async Task<PlatformToken> RenewAsync(string token, CancellationToken ct)
    {
        var renewed = await graph.GetAsync($"{Options.GraphUrl}/refresh_access_token", [("grant_type", "ig_refresh_token"), ("access_token", token)], ct);
        return Token(renewed.OrThrow());
    }

    public async Task<PlatformProfile> ProfileAsync(string token, CancellationToken ct)
    {
        var account = Account(token);
        var answer = await graph.GetAsync(account, "me", [("fields", Fields)], ct);
        if (answer.Error is { IsBadParameter: true })
        {
            answer = await graph.GetAsync(account, "me", [("fields", FewFields)], ct);
        }

        var profile = answer.OrThrow();

        // Its id here is one that only this app knows; the account's own, which also the webhooks use, is user_id.
        return profile.Id("user_id") is { } id && profile.Filled("username") is { } username
            ? new PlatformProfile(id, username, profile.Count("followers_count"), profile.Count("media_count"), TimeZone: null, profile.Filled("name"), profile.Id("id"))
            : throw GraphError.Unreadable(status: 200).ToException();
    }

    public Task<PlatformPage> PostsAsync(string token, string? cursor, int limit, CancellationToken ct) => media.PostsAsync(Account(token), cursor, limit, ct);

    public DateTime? PausedUntil(string token) => graph.PausedUntil(token);

    public Task WatchAsync(string token, CancellationToken ct) => SubscribeAsync(HttpMethod.Post, token, [("subscribed_fields", "comments")], ct);

    /// <summary>There is no way to give the token back; it ends by itself, and nothing here has it any more.</summary>
    public Task LeaveAsync(string token, CancellationToken ct) => SubscribeAsync(HttpMethod.Delete, token, [], ct);

    private async Task SubscribeAsync(HttpMethod method, string token, (string, string)[] query, CancellationToken ct)
    {
        if (Options.WebhookVerifyToken.Length > 0)
        {
            (await graph.SendAsync(method, Account(token), "me/subscribed_apps", query, ct)).OrThrow();
        }
    }

    // Without a proof: that is a thing of graph.facebook.com.
    private GraphAccount Account(string token) => new($"{Options.GraphUrl}/{Options.GraphVersion}", "me", token, Proof: null);

    private PlatformToken Token(JsonElement reply) => new(GraphTokens.Value(reply), clock.UtcNow() + (GraphTokens.Life(reply) ?? UsualLife));

    /// <summary>The platform puts <c>#_</c> behind the code, which is not part of it.</summary>
    private static string Clean(string code) => code.EndsWith("#_", StringComparison.Ordinal) ? code[..^2] : code;
}
