using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Greenroom.Growth.Platforms.Instagram;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Greenroom.IntegrationTests.Growth.Instagram;

/// <summary>
/// A real server on the loopback interface that plays www.instagram.com, api.instagram.com, graph.instagram.com and graph.facebook.com in the shapes of
/// their documentation. It refuses what they refuse: another app, another redirect, a code that was used, an unknown token or field, a missing proof.
/// </summary>
internal sealed class FakeInstagram : IAsyncDisposable
{
    public const string Version = "v25.0";
    public const string ClientId = "990602627938098";
    public const string RedirectUri = "https://greenroom.example/auth/instagram/callback";

    /// <summary>In every secret and token here, so that a test finds each of them in a log. A code is spent when the browser is back, and of no use without the secret.</summary>
    public const string Mark = "known-to-the-tests";
    public const string Secret = $"secret-{Mark}";

    private readonly ConcurrentDictionary<string, FakeLogin> _logins = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = new();
    private readonly WebApplication _server;
    private readonly Lock _lock = new();
    private readonly bool _isFacebook;
    private int _codes;
    private int _stalling;

    private FakeInstagram(WebApplication server, bool isFacebook) => (_server, _isFacebook) = (server, isFacebook);

    public string Url => _server.Urls.Single();

    public bool IsStalling => Volatile.Read(ref _stalling) > 0;

    /// <summary>What makes a host speak to this one, by configuration key.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["INSTAGRAM_LOGIN_FLAVOUR"] = _isFacebook ? InstagramOptions.Facebook : InstagramOptions.Instagram,
        ["INSTAGRAM_CLIENT_ID"] = ClientId,
        ["INSTAGRAM_CLIENT_SECRET"] = Secret,
        ["INSTAGRAM_REDIRECT_URI"] = RedirectUri,
        ["Instagram:ExchangeUrl"] = $"{Url}/oauth/access_token",
        ["Instagram:GraphUrl"] = Url,
        ["Instagram:FacebookGraphUrl"] = Url,
    };

    public static async Task<FakeInstagram> StartAsync(bool isFacebook)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = builder.Build();
        var fake = new FakeInstagram(server, isFacebook);
        server.Run(fake.AnswerAsync);
        await server.StartAsync();
        return fake;
    }

    /// <summary>Somebody says yes for these accounts.</summary>
    public FakeLogin Login(params FakeAccount[] accounts) => Login(pagesAtOnce: 100, accounts);

    /// <param name="pagesAtOnce">How many Facebook pages are told at once.</param>
    public FakeLogin Login(int pagesAtOnce, FakeAccount[] accounts)
    {
        var number = Interlocked.Increment(ref _codes);
        var login = new FakeLogin($"code-{number}", accounts)
        {
            PagesAtOnce = pagesAtOnce,
            FacebookUserId = (10220000000000001 + (2L * number)).ToString(CultureInfo.InvariantCulture),
        };
        foreach (var account in accounts)
        {
            account.Token = _isFacebook ? $"page-{Mark}-{account.Id}" : login.LastingToken;
        }

        return _logins[login.Code] = login;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _server.StopAsync();
        await _server.DisposeAsync();
        _closing.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        FakeReply reply;
        var parameters = http.Request.HasFormContentType
            ? (await http.Request.ReadFormAsync()).ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal)
            : http.Request.Query.ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal);
        lock (_lock)
        {
            reply = Answer($"{http.Request.Method} {http.Request.Path}", name => parameters.GetValueOrDefault(name));
        }

        if (reply.Stalls)
        {
            await StallAsync(http);
            return;
        }

        (http.Response.StatusCode, http.Response.ContentType) = (reply.Status, reply.ContentType);
        if (reply.Header is { } header)
        {
            http.Response.Headers[header.Name] = header.Value;
        }

        await http.Response.WriteAsync(reply.Body);
    }

    private async Task StallAsync(HttpContext http)
    {
        Interlocked.Increment(ref _stalling);
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _closing.Token);
            await Task.Delay(Timeout.Infinite, either.Token);
        }
        catch (OperationCanceledException)
        {
            // The caller hung up, or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref _stalling);
        }
    }

    private FakeReply Answer(string route, Func<string, string?> parameter)
    {
        const string root = $"GET /{Version}/";
        return route switch
        {
            "POST /oauth/access_token" when !_isFacebook => Exchange(parameter),
            "GET /access_token" when !_isFacebook => Lasting(parameter),
            "GET /refresh_access_token" when !_isFacebook => Renew(parameter),
            $"{root}oauth/access_token" when _isFacebook => parameter("grant_type") is null ? FacebookExchange(parameter) : FacebookLasting(parameter),
            $"{root}me" when _isFacebook => FacebookUser(parameter),
            $"{root}me/accounts" when _isFacebook => Pages(parameter),
            $"POST /{Version}/me/subscribed_apps" when !_isFacebook => Subscribe(parameter, parameter("subscribed_fields")),
            $"DELETE /{Version}/me/subscribed_apps" when !_isFacebook => Subscribe(parameter, fields: null),
            _ when route.StartsWith(root, StringComparison.Ordinal) => AboutAccount(route[root.Length..].Split('/'), parameter),
            _ => FakeReply.Error(2500),
        };
    }

    private FakeReply Exchange(Func<string, string?> parameter)
    {
        if (!IsApp(parameter) || parameter("redirect_uri") != RedirectUri || parameter("grant_type") != "authorization_code"
            || !_logins.TryGetValue(parameter("code") ?? "", out var login))
        {
            return FakeReply.ExchangeError();
        }

        return login.Exchange() ?? FakeReply.Json(new JsonObject { ["access_token"] = login.FirstToken, ["user_id"] = long.Parse(login.Accounts[0].AppScopedId, CultureInfo.InvariantCulture) });
    }

    private FakeReply Lasting(Func<string, string?> parameter)
    {
        var login = _logins.Values.SingleOrDefault(l => l.FirstToken == parameter("access_token"));
        return login is null || parameter("client_secret") != Secret || parameter("grant_type") != "ig_exchange_token" ? FakeReply.Error(190) : login.Lasting() ?? TokenReply(login.LastingToken);
    }

    private FakeReply Renew(Func<string, string?> parameter)
    {
        var account = _logins.Values.SelectMany(l => l.Accounts).SingleOrDefault(a => a.Token == parameter("access_token"));
        if (account is null || parameter("grant_type") != "ig_refresh_token")
        {
            return FakeReply.Error(190, 463);
        }

        account.Token += "-renewed";
        return TokenReply(account.Token);
    }

    private FakeReply FacebookExchange(Func<string, string?> parameter) =>
        !IsApp(parameter) || parameter("redirect_uri") != RedirectUri || !_logins.TryGetValue(parameter("code") ?? "", out var login)
            ? FakeReply.Error(100, 36009)
            : login.Exchange() ?? TokenReply(login.FirstToken);

    private FakeReply FacebookLasting(Func<string, string?> parameter)
    {
        var login = _logins.Values.SingleOrDefault(l => l.FirstToken == parameter("fb_exchange_token"));
        return login is null || !IsApp(parameter) || parameter("grant_type") != "fb_exchange_token" ? FakeReply.Error(190) : login.Lasting() ?? TokenReply(login.LastingToken);
    }

    /// <summary>Of a person's token; with the token of a page, <c>me</c> is the page.</summary>
    private FakeReply FacebookUser(Func<string, string?> parameter)
    {
        var login = _logins.Values.SingleOrDefault(l => l.LastingToken == parameter("access_token"));
        if (login is null || !IsProven(parameter) || parameter("fields") != "id")
        {
            return FakeReply.Error(login is null ? 190 : 100);
        }

        return login.Me() ?? FakeReply.Json(new JsonObject { ["id"] = login.FacebookUserId });
    }

    private FakeReply Pages(Func<string, string?> parameter)
    {
        var login = _logins.Values.SingleOrDefault(l => l.LastingToken == parameter("access_token"));
        if (login is null || !IsProven(parameter))
        {
            return FakeReply.Error(login is null ? 190 : 100);
        }

        // The first page has no professional account behind it.
        JsonObject[] all =
        [
            new JsonObject { ["id"] = "1", ["name"] = "A page alone", ["access_token"] = $"page-{Mark}" },
            .. login.Accounts.Select(a => new JsonObject
            {
                ["id"] = $"1{a.Id}",
                ["name"] = $"Page of {a.Username}",
                ["access_token"] = a.Token,
                ["instagram_business_account"] = new JsonObject { ["id"] = a.Id, ["username"] = a.Username },
            }),
        ];
        return FakeReply.Json(Page(all, parameter("after"), login.PagesAtOnce, login.LastingToken));
    }

    private FakeReply Subscribe(Func<string, string?> parameter, string? fields)
    {
        if (_logins.Values.SelectMany(l => l.Accounts).FirstOrDefault(a => a.Token == parameter("access_token")) is not { } account)
        {
            return FakeReply.Error(190, status: 401);
        }

        if (account.Subscription() is { } scripted)
        {
            return scripted;
        }

        account.Subscribed = fields;
        return FakeReply.Json(new JsonObject { ["success"] = true });
    }

    private FakeReply AboutAccount(string[] path, Func<string, string?> parameter)
    {
        var account = _logins.Values.SelectMany(l => l.Accounts).FirstOrDefault(a => a.Token == parameter("access_token"));
        if (account is null || !IsProven(parameter))
        {
            return FakeReply.Error(account is null ? 190 : 100, status: account is null ? 401 : 400);
        }

        var node = _isFacebook ? account.Id : "me";
        return path switch
        {
            [var name] when name == node => account.Profile() ?? Profile(account, parameter("fields")!.Split(',')),
            [var name, "media"] when name == node => Media(account, parameter),
            [var id, "insights"] => Insights(account, id, parameter("metric")!.Split(',')),
            _ => FakeReply.Error(100, 33),
        };
    }

    private FakeReply Profile(FakeAccount account, string[] fields)
    {
        var all = new JsonObject
        {
            ["id"] = _isFacebook ? account.Id : account.AppScopedId,
            ["user_id"] = account.Id,
            ["username"] = account.Username,
            ["name"] = "A creator",
            ["followers_count"] = 2400,
            ["media_count"] = account.Posts.Count,
        };
        return (_isFacebook && fields.Contains("user_id")) || fields.Except(all.Select(p => p.Key)).Any() ? FakeReply.Error(100) : FakeReply.Json(Only(all, fields));
    }

    private static FakeReply Media(FakeAccount account, Func<string, string?> parameter)
    {
        var (after, fields) = (parameter("after"), parameter("fields")!);
        account.MediaCalls.Add((after, fields));
        if (account.Media(after) is { } scripted)
        {
            return scripted;
        }

        if (fields.Split(',').Intersect(account.RefusedFields).Any())
        {
            return FakeReply.Error(100);
        }

        var call = account.MediaCalls.Count(c => c.Fields == fields) - 1;
        var size = call < account.PageSizes.Length ? account.PageSizes[call] : int.Parse(parameter("limit")!, CultureInfo.InvariantCulture);
        var posts = account.Posts.Select(p => p is JsonObject post && post.ContainsKey("id") ? Only(post, fields.Split(',')) : p.DeepClone());
        return FakeReply.Json(Page([.. posts], after, size, account.Token));
    }

    private static FakeReply Insights(FakeAccount account, string id, string[] metrics)
    {
        account.InsightCalls.Add(string.Join(',', metrics));
        if (account.Insights(metrics) is { } scripted)
        {
            return scripted;
        }

        var n = account.Posts.FindIndex(p => p["id"]?.ToString() == id) + 1;
        return FakeReply.Json(new JsonObject
        {
            ["data"] = new JsonArray([.. metrics.Select(metric => (JsonNode)new JsonObject
            {
                ["name"] = metric,
                ["period"] = "lifetime",
                ["values"] = new JsonArray(new JsonObject { ["value"] = ValueOf(metric, n) }),
                ["id"] = $"{id}/insights/{metric}/lifetime",
            })]),
        });
    }

    public static int ValueOf(string metric, int n) => metric switch { "reach" => 1000 + n, "views" => 2000 + n, "saved" => n, "shares" => 2 * n, _ => throw new ArgumentException(metric, nameof(metric)) };

    /// <summary>With <c>next</c> as the platform has it: an address with the token in it.</summary>
    public static JsonObject Page(IReadOnlyCollection<JsonNode> all, string? after, int size, string token)
    {
        var from = after is null ? 0 : int.Parse(after["after-".Length..].Split('.')[0], CultureInfo.InvariantCulture);
        var to = Math.Min(from + size, all.Count);
        var paging = new JsonObject { ["cursors"] = new JsonObject { ["before"] = $"before-{from}", ["after"] = $"after-{to}.{from}" } };
        if (to < all.Count)
        {
            paging["next"] = $"https://graph.instagram.com/{Version}/me/media?access_token={token}&after=after-{to}.{from}";
        }

        return new JsonObject { ["data"] = new JsonArray([.. all.Skip(from).Take(size).Select(p => p.DeepClone())]), ["paging"] = paging };
    }

    private static FakeReply TokenReply(string token) => FakeReply.Json(new JsonObject { ["access_token"] = token, ["token_type"] = "bearer", ["expires_in"] = 5183944 });

    private static JsonObject Only(JsonObject all, string[] fields) =>
        new(all.Where(p => p.Value is not null && fields.Contains(p.Key)).Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value!.DeepClone())));

    private static bool IsApp(Func<string, string?> parameter) => parameter("client_id") == ClientId && parameter("client_secret") == Secret;

    private bool IsProven(Func<string, string?> parameter) =>
        _isFacebook ? parameter("appsecret_proof") == AppSecretProof.Of(parameter("access_token")!, Secret) : parameter("appsecret_proof") is null;
}
