using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>Facebook Login: all professional accounts that stand behind the pages which the person chose there.</summary>
internal sealed class FacebookPlatform(GraphClient graph, MediaReader media, IOptions<InstagramOptions> options) : ISocialPlatform
{
    private const string Scopes = "instagram_basic,pages_show_list,pages_read_engagement";
    private const string PageFields = "id,name,access_token,instagram_business_account{id,username}";
    private const string ProfileFields = "id,username,name,followers_count,media_count";
    private const string FewProfileFields = "id,username";
    private const string PagesAtOnce = "100";

    /// <summary>Who looks after more accounts than this connects them in several rounds.</summary>
    private const int MostAccounts = 100;
    private const int MostCalls = 20;

    private InstagramOptions Options => options.Value;

    private string Root => $"{Options.FacebookGraphUrl}/{Options.GraphVersion}";

    public string Flavour => InstagramOptions.Facebook;

    public string AuthorizeUrl(string state, string? persona) => GraphClient.AddressOf(
        $"{Options.DialogUrl}/{Options.GraphVersion}/dialog/oauth",
        [("client_id", Options.ClientId), ("redirect_uri", Options.RedirectUri), ("response_type", "code"), ("scope", Scopes), ("state", state)]);

    public async Task<IReadOnlyList<PlatformGrant>> ExchangeAsync(string code, Guid userId, CancellationToken ct)
    {
        var first = await TokenAsync([("redirect_uri", Options.RedirectUri), ("code", code)], ct);
        var lasting = await TokenAsync([("grant_type", "fb_exchange_token"), ("fb_exchange_token", first)], ct);
        var user = Account(lasting, "me");
        return await AccountsAsync(user, await UserIdAsync(user, ct), ct);
    }

    /// <summary>There is nothing to renew: the token of a page, asked for with a lasting one of its owner, has no end.</summary>
    public Task<PlatformToken> RenewAsync(string token, CancellationToken ct) => Task.FromResult(new PlatformToken(token, ExpiresAt: null));

    public async Task<PlatformProfile> ProfileAsync(string token, CancellationToken ct)
    {
        var account = Account(token);
        var answer = await graph.GetAsync(account, account.Node, [("fields", ProfileFields)], ct);
        if (answer.Error is { IsBadParameter: true })
        {
            answer = await graph.GetAsync(account, account.Node, [("fields", FewProfileFields)], ct);
        }

        var profile = answer.OrThrow();
        return profile.Filled("username") is { } username
            ? new PlatformProfile(account.Node, username, profile.Count("followers_count"), profile.Count("media_count"), TimeZone: null, profile.Filled("name"))
            : throw GraphError.Unreadable(status: 200).ToException();
    }

    public Task<PlatformPage> PostsAsync(string token, string? cursor, int limit, CancellationToken ct) => media.PostsAsync(Account(token), cursor, limit, ct);

    public DateTime? PausedUntil(string token) => graph.PausedUntil(FacebookToken.Unpack(token).Token);

    private async Task<string> TokenAsync(IEnumerable<(string Name, string Value)> query, CancellationToken ct)
    {
        var answer = await graph.GetAsync($"{Root}/oauth/access_token", [("client_id", Options.ClientId), ("client_secret", Options.ClientSecret), .. query], ct);
        return GraphTokens.Value(answer.OrThrow());
    }

    /// <summary>The id by which Facebook names the person to this app when they take it away: only their own token tells it, a page's never does.</summary>
    private async Task<string> UserIdAsync(GraphAccount user, CancellationToken ct)
    {
        var answer = await graph.GetAsync(user, user.Node, [("fields", "id")], ct);
        return answer.OrThrow().Id("id") ?? throw GraphError.Unreadable(status: 200).ToException();
    }

    /// <summary>Page by page; two pages may stand before one account.</summary>
    private async Task<IReadOnlyList<PlatformGrant>> AccountsAsync(GraphAccount user, string userId, CancellationToken ct)
    {
        var grants = new Dictionary<string, PlatformGrant>(StringComparer.Ordinal);
        string? cursor = null;
        for (var calls = 0; calls < MostCalls; calls++)
        {
            List<(string, string)> query = [("fields", PageFields), ("limit", PagesAtOnce)];
            if (cursor is not null)
            {
                query.Add(("after", cursor));
            }

            var answer = (await graph.GetAsync(user, "me/accounts", query, ct)).OrThrow();
            foreach (var grant in answer.List("data").Select(page => Grant(page, userId)).OfType<PlatformGrant>().TakeWhile(_ => grants.Count < MostAccounts))
            {
                grants.TryAdd(grant.Profile.Id, grant);
            }

            var next = GraphPaging.Next(answer);
            if (next is null || next == cursor || grants.Count == MostAccounts)
            {
                break;
            }

            cursor = next;
        }

        return [.. grants.Values];
    }

    /// <summary>Null for a page that has no professional account behind it, or that the person may not read.</summary>
    private static PlatformGrant? Grant(JsonElement page, string userId)
    {
        if (page.Property("instagram_business_account") is not { } account || account.Id("id") is not { } id || page.Filled("access_token") is not { } token)
        {
            return null;
        }

        var username = account.Filled("username") ?? page.Filled("name") ?? id;
        var profile = new PlatformProfile(id, username, Followers: null, Posts: null, TimeZone: null, page.Filled("name"), userId);
        return new PlatformGrant(profile, new PlatformToken(new FacebookToken(token, id).Pack(), ExpiresAt: null));
    }

    private GraphAccount Account(string packed)
    {
        var token = FacebookToken.Unpack(packed);
        return Account(token.Token, token.AccountId);
    }

    private GraphAccount Account(string token, string node) => new(Root, node, token, AppSecretProof.Of(token, Options.ClientSecret));
}
