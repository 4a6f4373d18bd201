using System.Net;
using System.Net.Http.Json;

namespace Greenroom.IntegrationTests.Accounts.GitHub;

/// <summary>A browser with its cookies, on its way to GitHub and back.</summary>
internal sealed class GitHubBrowser
{
    private const string SessionCookie = "__Host-greenroom_refresh";
    private readonly FakeGitHub _gitHub;
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

    public GitHubBrowser(GreenroomApp app, FakeGitHub gitHub)
    {
        _gitHub = gitHub;
        Http = app.NewClient(https: true);
        Http.DefaultRequestHeaders.Add("X-Greenroom", "1");
    }

    public HttpClient Http { get; }

    public bool HasSession => _cookies.ContainsKey(SessionCookie);

    /// <summary>The Set-Cookie lines of the last answer.</summary>
    public IReadOnlyList<string> LastCookies { get; private set; } = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Follows the link on the log-in page; returns the address at GitHub.</summary>
    public async Task<string> BeginAsync(string query = "") => await RedirectAsync($"/auth/github{query}");

    /// <summary>Comes back from GitHub by the address that GitHub sent it to; returns the place in the web app.</summary>
    public Task<string> ReturnAsync(string address) => RedirectAsync(new Uri(address).PathAndQuery);

    /// <summary>There and back as this person; returns the place in the web app.</summary>
    public async Task<string> LogInAsync(GitHubUser user, string query = "") => await ReturnAsync(_gitHub.Consent(await BeginAsync(query), user));

    /// <summary>Begins to link the account that this browser is signed in to; returns the address at GitHub.</summary>
    public async Task<string> BeginLinkAsync()
    {
        var answer = await SendAsync(HttpMethod.Post, "/api/user/me/github", new { current_password = Api.Password });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        return (await answer.ReadAsync<Visit>(Ct)).Url;
    }

    public async Task<string> LinkAsync(GitHubUser user) => await ReturnAsync(_gitHub.Consent(await BeginLinkAsync(), user));

    /// <summary>What the web app does when it starts: exchanges the cookie for a session.</summary>
    public async Task<Session> OpenSessionAsync()
    {
        var answer = await SendAsync(HttpMethod.Post, "/api/auth/token?use_cookies=true");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        var session = await answer.ReadAsync<Session>(Ct);
        Http.Bear(session);
        return session;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
        {
            request.Content = JsonContent.Create(body ?? new { });
        }

        if (_cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(c => $"{c.Key}={c.Value}")));
        }

        var answer = await Http.SendAsync(request, Ct);
        LastCookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : [];
        foreach (var (name, value) in LastCookies.Select(line => line.Split(';')[0].Split('=', 2)).Select(pair => (pair[0], pair[1])))
        {
            _cookies[name] = value;
            if (value.Length == 0)
            {
                _cookies.Remove(name);
            }
        }

        return answer;
    }

    private async Task<string> RedirectAsync(string path)
    {
        var answer = await SendAsync(HttpMethod.Get, path);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(Ct));
        return answer.Headers.Location.ShouldNotBeNull().OriginalString;
    }

    private sealed record Visit(string Url);
}
