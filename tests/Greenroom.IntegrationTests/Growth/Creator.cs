using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Web;
using Greenroom.Growth.Platforms.Sandbox;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>A person who connects accounts, with the browser that they do it in.</summary>
internal sealed class Creator
{
    private Session _session;

    private Creator(GreenroomApp app, HttpClient http, Session session) => (App, Http, _session) = (app, http, session);

    public GreenroomApp App { get; }

    public HttpClient Http { get; }

    public Guid Id => _session.User.Id;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The same person at another app over the same database.</summary>
    public Creator At(GreenroomApp app)
    {
        var client = app.NewClient();
        client.Bear(_session);
        return new Creator(app, client, _session);
    }

    /// <summary>Somebody who is signed in already.</summary>
    public static Creator Of(GreenroomApp app, HttpClient http, Session session) => new(app, http, session);

    public static async Task<Creator> SignUpAsync(GreenroomApp app)
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail("creator"), Ct);
        client.Bear(session);
        return new Creator(app, client, session);
    }

    /// <summary>Somebody who has been here before.</summary>
    public static async Task<Creator> LogInAsync(GreenroomApp app, string email)
    {
        var client = app.NewClient();
        var session = await (await client.LogInAsync(email, Ct)).ReadAsync<Session>(Ct);
        client.Bear(session);
        return new Creator(app, client, session);
    }

    /// <summary>Somebody whose sample account, which is another one for every person, has what the test is about.</summary>
    public static async Task<Creator> SignUpAsync(GreenroomApp app, Func<IReadOnlyList<SandboxPost>, bool> isFit)
    {
        for (var tries = 1; ; tries++)
        {
            var creator = await SignUpAsync(app);
            if (isFit(creator.Truth().Posts))
            {
                return creator;
            }

            tries.ShouldBeLessThan(50, "nobody has such an account");
        }
    }

    /// <summary>Lets time pass, and renews the session, which is shorter than most of what happens here.</summary>
    public async Task WaitAsync(TimeSpan time)
    {
        App.Clock.Advance(time);
        _session = await (await Http.RefreshAsync(_session.RefreshToken, Ct)).ReadAsync<Session>(Ct);
        Http.Bear(_session);
    }

    /// <summary>Lets so much time pass that the session is over, and logs in again.</summary>
    public async Task ComeBackAfterAsync(TimeSpan time)
    {
        App.Clock.Advance(time);
        var response = await App.NewClient().PostAsJsonAsync("/api/auth/login", new { email = _session.User.Email, password = Api.Password }, Ct);
        _session = await response.ReadAsync<Session>(Ct);
        Http.Bear(_session);
    }

    /// <summary>The account as the platform itself would show it at this moment.</summary>
    public SandboxAccount Truth(string persona = "creator")
    {
        SandboxPersona.TryParse(persona, out var known).ShouldBeTrue();
        var token = SandboxToken.For(Id, known!);
        return SandboxAccount.At(token.Seed, token.Persona, token.StartedAt, App.Clock.UtcNow);
    }

    /// <summary>Walks through connect, consent and return; the sync is planned and has not run.</summary>
    public async Task ConnectAsync(string persona = "creator") =>
        (await ReturnAsync(await BeginAsync(), $"sandbox:{persona}")).ShouldBe("/app/growth?connected=true");

    /// <summary>Connects and lets the sync run.</summary>
    public async Task<JsonElement> ConnectAndSyncAsync(string persona = "creator")
    {
        await ConnectAsync(persona);
        await App.RunJobsAsync(Ct);
        return (await AccountsAsync())[0];
    }

    public async Task<(string State, string Cookie)> BeginAsync(string query = "")
    {
        var response = await Http.GetAsync("/api/instagram/connect" + query, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Ct));
        var url = (await response.ReadAsync<JsonDocument>(Ct)).RootElement.GetProperty("url").GetString()!;
        var cookie = response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("greenroom_connect=", StringComparison.Ordinal)).Split(';')[0];
        return (HttpUtility.ParseQueryString(new Uri(new Uri("http://localhost"), url).Query)["state"]!, cookie);
    }

    /// <summary>Where the browser is sent after it came back from the platform.</summary>
    public Task<string> ReturnAsync((string State, string Cookie) begun, string code) =>
        CallbackAsync($"?code={Uri.EscapeDataString(code)}&state={Uri.EscapeDataString(begun.State)}", begun.Cookie);

    public async Task<string> CallbackAsync(string query, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/auth/instagram/callback" + query);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var browser = App.NewClient();
        var response = await browser.SendAsync(request, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect, await response.Content.ReadAsStringAsync(Ct));
        return response.Headers.Location!.ToString();
    }

    public async Task<IReadOnlyList<JsonElement>> AccountsAsync() => [.. (await GetAsync("/api/instagram/accounts")).GetProperty("items").EnumerateArray()];

    public async Task<JsonElement> GetAsync(string path)
    {
        var response = await Http.GetAsync(path, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Ct));
        return (await response.ReadAsync<JsonDocument>(Ct)).RootElement;
    }

    /// <summary>All posts, page by page.</summary>
    public async Task<IReadOnlyList<JsonElement>> PostsAsync(string query = "", int limit = 50)
    {
        var all = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = await GetAsync($"/api/instagram/posts?limit={limit}{query}" + (cursor is null ? "" : $"&cursor={cursor}"));
            all.AddRange(page.GetProperty("posts").EnumerateArray());
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);
        return all;
    }
}
