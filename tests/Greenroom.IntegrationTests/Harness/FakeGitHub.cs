using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Greenroom.IntegrationTests.Harness;

/// <summary>An answer other than the documented one. One that stalls never ends.</summary>
public sealed record GitHubReply(int Status, string Body, string ContentType = "application/json; charset=utf-8")
{
    public bool Stalls { get; init; }
}

/// <summary>An address as <c>/user/emails</c> tells it.</summary>
public sealed record GitHubEmail(string Email, bool Primary = true, bool Verified = true);

/// <summary>Somebody with an account at GitHub.</summary>
public sealed class GitHubUser
{
    private static int _last = 583_230;

    public long Id { get; } = Interlocked.Increment(ref _last);

    public required string Login { get; set; }

    public IReadOnlyList<GitHubEmail> Emails { get; set; } = [];

    /// <summary>Says no when asked.</summary>
    public bool SaysNo { get; set; }

    /// <summary>What is answered in place of the truth, by path: <c>/login/oauth/access_token</c>, <c>/user</c>, <c>/user/emails</c>.</summary>
    public Dictionary<string, GitHubReply> Instead { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// A real server on the loopback interface that plays github.com and api.github.com in the shapes of their documentation. It refuses what they refuse: another
/// app, another address to return to, a code that was used, a verifier that is not the challenge's, a program without a name.
/// </summary>
public sealed class FakeGitHub : IAsyncDisposable
{
    public const string ClientId = "Iv1.8a61f9b3a7aba766";
    public const string TokenPath = "/login/oauth/access_token";

    /// <summary>In the secret and in every token here, so that a test finds each of them in a log or a table.</summary>
    public const string Mark = "known-to-the-tests";
    public const string Secret = $"secret-{Mark}";

    private readonly ConcurrentDictionary<string, Grant> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, GitHubUser> _tokens = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = new();
    private readonly WebApplication _server;
    private int _count;
    private int _stalling;

    private FakeGitHub(WebApplication server) => _server = server;

    /// <summary>By name and not by number: another site than the one under test, as in real life.</summary>
    public string Url => $"http://localhost:{new Uri(_server.Urls.Single()).Port}";

    public required string RedirectUri { get; init; }

    /// <summary>Who sits at the browser, where a test does not say it itself by <see cref="Consent"/>.</summary>
    public GitHubUser? Visitor { get; set; }

    public bool IsStalling => Volatile.Read(ref _stalling) > 0;

    /// <summary>The queries of all visits.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Visits { get; } = new();

    /// <summary>What makes a host speak to this one, by configuration key.</summary>
    public Dictionary<string, string> Settings => new(StringComparer.OrdinalIgnoreCase)
    {
        ["GITHUB_CLIENT_ID"] = ClientId,
        ["GITHUB_CLIENT_SECRET"] = Secret,
        ["GitHub:AuthorizeUrl"] = $"{Url}/login/oauth/authorize",
        ["GitHub:TokenUrl"] = Url + TokenPath,
        ["GitHub:ApiUrl"] = Url,
    };

    public static async Task<FakeGitHub> StartAsync(string redirectUri)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = builder.Build();
        var fake = new FakeGitHub(server) { RedirectUri = redirectUri };
        server.Run(fake.AnswerAsync);
        await server.StartAsync();
        return fake;
    }

    /// <summary>This person opens the address and answers; returns the address that their browser is sent to.</summary>
    public string Consent(string address, GitHubUser user)
    {
        var uri = new Uri(address);
        uri.GetLeftPart(UriPartial.Path).ShouldBe($"{Url}/login/oauth/authorize");
        return Authorize(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(uri.Query).ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal), user)
            .ShouldNotBeNull("GitHub shows an error page of its own and sends nobody back");
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
        var path = http.Request.Path.ToString();
        if (path == "/login/oauth/authorize")
        {
            Redirect(http, Visitor is null ? null : Authorize(http.Request.Query.ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal), Visitor));
            return;
        }

        var reply = path == TokenPath && HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType
            ? Exchange(await http.Request.ReadFormAsync(), http.Request.Headers.Accept.ToString())
            : About(path, http.Request.Headers);
        if (reply.Stalls)
        {
            await StallAsync(http);
            return;
        }

        (http.Response.StatusCode, http.Response.ContentType) = (reply.Status, reply.ContentType);
        await http.Response.WriteAsync(reply.Body);
    }

    private static void Redirect(HttpContext http, string? location)
    {
        http.Response.StatusCode = location is null ? StatusCodes.Status404NotFound : StatusCodes.Status302Found;
        http.Response.Headers.Location = location;
    }

    private string? Authorize(Dictionary<string, string> query, GitHubUser user)
    {
        Visits.Enqueue(query);
        var challenge = query.GetValueOrDefault("code_challenge") ?? "";
        if (query.GetValueOrDefault("client_id") != ClientId || query.GetValueOrDefault("redirect_uri") != RedirectUri || query.GetValueOrDefault("scope") != "read:user user:email"
            || query.GetValueOrDefault("code_challenge_method") != "S256" || challenge.Length != 43)
        {
            return null;
        }

        var state = Uri.EscapeDataString(query.GetValueOrDefault("state") ?? "");
        if (user.SaysNo)
        {
            return $"{RedirectUri}?error=access_denied&error_description=The+user+has+denied+your+application+access.&state={state}";
        }

        var code = string.Create(CultureInfo.InvariantCulture, $"code{Interlocked.Increment(ref _count)}");
        _codes[code] = new Grant(user, challenge);
        return $"{RedirectUri}?code={code}&state={state}";
    }

    /// <summary>What is wrong is told with status 200, as they do.</summary>
    private GitHubReply Exchange(IFormCollection form, string accept)
    {
        if (form["client_id"] != ClientId || form["client_secret"] != Secret)
        {
            return Error("incorrect_client_credentials");
        }

        if (!_codes.TryRemove(form["code"].ToString(), out var grant))
        {
            return Error("bad_verification_code");
        }

        if (grant.User.Instead.TryGetValue(TokenPath, out var instead))
        {
            return instead;
        }

        if (form["redirect_uri"] != RedirectUri)
        {
            return Error("redirect_uri_mismatch");
        }

        if (Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != grant.Challenge)
        {
            return Error("bad_verification_code");
        }

        var token = string.Create(CultureInfo.InvariantCulture, $"gho_{Interlocked.Increment(ref _count)}-{Mark}");
        _tokens[token] = grant.User;
        return accept.Contains("application/json", StringComparison.Ordinal)
            ? Json(new { access_token = token, scope = "read:user,user:email", token_type = "bearer" })
            : new GitHubReply(200, $"access_token={token}&scope=read%3Auser%2Cuser%3Aemail&token_type=bearer", "application/x-www-form-urlencoded; charset=utf-8");
    }

    private GitHubReply About(string path, IHeaderDictionary headers)
    {
        if (headers.UserAgent.Count == 0)
        {
            return new GitHubReply(403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent header", "text/plain");
        }

        var authorization = headers.Authorization.ToString();
        if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal) || !_tokens.TryGetValue(authorization["Bearer ".Length..], out var user))
        {
            return new GitHubReply(401, """{"message":"Bad credentials","documentation_url":"https://docs.github.com/rest","status":"401"}""");
        }

        return user.Instead.TryGetValue(path, out var instead) ? instead : path switch
        {
            "/user" => Json(new { login = user.Login, id = user.Id, node_id = "MDQ6VXNlcjE=", type = "User", site_admin = false, name = (string?)null, email = (string?)null }),
            "/user/emails" => Json(user.Emails.Select(e => new { email = e.Email, verified = e.Verified, primary = e.Primary, visibility = e.Primary ? "private" : null })),
            _ => new GitHubReply(404, """{"message":"Not Found","documentation_url":"https://docs.github.com/rest","status":"404"}"""),
        };
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

    private static GitHubReply Json(object value) => new(200, JsonSerializer.Serialize(value));

    private static GitHubReply Error(string error) => Json(new { error, error_description = "The code passed is incorrect or expired.", error_uri = "https://docs.github.com/" });

    private sealed record Grant(GitHubUser User, string Challenge);
}
