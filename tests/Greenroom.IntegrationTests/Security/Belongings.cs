using System.Net.Http.Json;
using System.Text.Json;
using Greenroom.Growth.Connections;
using Greenroom.Growth.Platforms;
using Greenroom.IntegrationTests.Growth;
using Greenroom.IntegrationTests.Interviews;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Security;

/// <summary>Somebody with everything that can be owned. Each thing is made when it is first asked for.</summary>
internal sealed class Belongings
{
    private readonly GreenroomApp _app;
    private readonly Session _session;
    private readonly Candidate _candidate;
    private readonly Creator _creator;
    private Guid? _interview;
    private Room? _running;
    private Room? _paused;
    private Room? _finished;
    private Guid? _account;
    private Guid? _choice;
    private Guid? _export;

    private Belongings(GreenroomApp app, HttpClient http, Session session)
    {
        http.Bear(session);
        (_app, Http, _session) = (app, http, session);
        (_candidate, _creator) = (new Candidate(app, http, session.User.Email ?? ""), Creator.Of(app, http, session));
    }

    public HttpClient Http { get; }

    public Guid Id => _session.User.Id;

    public string Email => _session.User.Email!;

    public string Username => _session.User.Username;

    public string RefreshToken => _session.RefreshToken!;

    /// <summary>The one that <see cref="ChoiceAsync"/> offers, as the platform calls it: nobody else's.</summary>
    public string PlatformAccount => $"1784{Math.Abs(Id.GetHashCode())}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Belongings> OfUserAsync(GreenroomApp app)
    {
        var http = app.NewClient();
        return new Belongings(app, http, await http.RegisterAsync(Api.NewEmail("owner"), Ct));
    }

    public static async Task<Belongings> OfGuestAsync(GreenroomApp app)
    {
        var http = app.NewClient();
        return new Belongings(app, http, await (await http.PostAsync("/api/auth/demo", content: null, Ct)).ReadAsync<Session>(Ct));
    }

    /// <summary>Made an admin past the application, and signed in as one.</summary>
    public static async Task<Belongings> OfAdminAsync(GreenroomApp app)
    {
        var admin = await OfUserAsync(app);
        await app.ExecuteAsync("UPDATE users SET is_admin = @p0 WHERE id = @p1", Ct, true, admin.Id);
        return new Belongings(app, app.NewClient(), await admin.LogInAsync());
    }

    /// <summary>The refresh token of another session of the same person; of a guest, who cannot log in, the only one.</summary>
    public async Task<string> AnotherSessionAsync() => _session.User.IsGuest ? RefreshToken : (await LogInAsync()).RefreshToken!;

    /// <summary>The id of another session of the same person.</summary>
    public async Task<Guid> AnotherSessionIdAsync()
    {
        await AnotherSessionAsync();
        var sessions = await Http.GetFromJsonAsync<JsonElement>("/api/sessions", Ct);
        return sessions.GetProperty("items").EnumerateArray().First(s => !s.GetProperty("is_current").GetBoolean()).GetProperty("id").GetGuid();
    }

    /// <summary>As its authenticator calls it.</summary>
    public async Task<string> PasskeyAsync()
    {
        using var authenticator = new SoftAuthenticator();
        var begun = await Http.PostAsJsonAsync("/api/user/me/passkeys/options", new { current_password = Api.Password }, Ct);
        var options = await begun.Content.ReadFromJsonAsync<JsonElement>(Ct);
        var credential = authenticator.Create(options.GetProperty("options").GetString()!);
        (await Http.PostAsJsonAsync("/api/user/me/passkeys", new { ceremony = options.GetProperty("ceremony"), credential, name = "A phone" }, Ct)).EnsureSuccessStatusCode();
        return authenticator.Id;
    }

    /// <summary>One that is ready to be downloaded.</summary>
    public async Task<Guid> ExportAsync()
    {
        if (_export is null)
        {
            var asked = await Http.PostAsync("/api/user/me/exports", content: null, Ct);
            _export = (await asked.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetGuid();
            await _app.RunAllJobsAsync(Ct);
        }

        return _export.Value;
    }

    /// <summary>A job of the server's own that went wrong.</summary>
    public async Task<Guid> FailedJobAsync()
    {
        var id = Guid.CreateVersion7(_app.Clock.GetUtcNow());
        await _app.ExecuteAsync(
            "INSERT INTO jobs (id, kind, run_at, attempts, claims, created_at, last_error) VALUES (@p0, 'nobody.does_this', @p1, 1, 1, @p1, 'It went wrong.')", Ct, id, _app.Clock.UtcNow.AddDays(1));
        return id;
    }

    /// <summary>One that has not begun.</summary>
    public async Task<Guid> InterviewAsync() => _interview ??= (await _candidate.CreateAsync()).Id;

    /// <summary>One that runs, unless <see cref="PausedRoomAsync"/> comes after it.</summary>
    public async Task<Room> RoomAsync() => _running ??= await _candidate.StartAsync();

    public async Task<Room> PausedRoomAsync()
    {
        if (_paused is null)
        {
            _paused = await _candidate.StartAsync();
            (await _candidate.CommandAsync(_paused.InterviewId, "pause")).EnsureSuccessStatusCode();
        }

        return _paused;
    }

    public async Task<Room> FinishedRoomAsync()
    {
        if (_finished is null)
        {
            _finished = await _candidate.StartAsync();
            await _finished.FinishAsync();
        }

        return _finished;
    }

    /// <summary>The first question of it.</summary>
    public static async Task<Guid> QuestionAsync(Room room) => (await room.SnapshotAsync()).Questions[0].Id;

    /// <summary>A connected account of six posts, read once.</summary>
    public async Task<Guid> AccountAsync() => _account ??= (await _creator.ConnectAndSyncAsync("tiny")).GetProperty("id").GetGuid();

    public async Task<Guid> PostAsync()
    {
        await AccountAsync();
        return (await _creator.PostsAsync())[0].GetProperty("id").GetGuid();
    }

    /// <summary>The state of a connection that was begun.</summary>
    public async Task<string> ConnectStateAsync() => (await _creator.BeginAsync()).State;

    /// <summary>A login that opened one account, which is not chosen yet.</summary>
    public async Task<Guid> ChoiceAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var grant = new PlatformGrant(new PlatformProfile(PlatformAccount, "chosen", Followers: 1, Posts: 0, TimeZone: null), new PlatformToken("token", ExpiresAt: null));
        return _choice ??= await scope.ServiceProvider.GetRequiredService<AccountChoices>().OfferAsync(Id, "sandbox", timeZone: null, [grant], Ct);
    }

    private async Task<Session> LogInAsync() => await (await _app.NewClient().LogInAsync(Email, Ct)).ReadAsync<Session>(Ct);
}
