using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Greenroom.IntegrationTests.Growth;
using Greenroom.IntegrationTests.Interviews;

namespace Greenroom.IntegrationTests.PersonalData;

/// <summary>Somebody who has used everything: there are rows of theirs in every table that can have some.</summary>
internal sealed class Resident(Creator creator, Candidate candidate)
{
    public Creator Creator => creator;

    public Candidate Candidate => candidate;

    public HttpClient Http => creator.Http;

    public Guid Id => creator.Id;

    public string Email => creator.Session.User.Email!;

    public string Username => creator.Session.User.Username;

    private GreenroomApp App => creator.App;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Resident> SignUpAsync(GreenroomApp app, string name)
    {
        var creator = await Creator.SignUpAsync(app, name);
        return new Resident(creator, new Candidate(app, creator.Http, creator.Session.User.Email!));
    }

    /// <summary>One interview is over and one runs; an account is connected and read, and another connection was begun; an export lies there.</summary>
    /// <param name="flavour">The platform to connect to.</param>
    public static async Task<Resident> MoveInAsync(GreenroomApp app, string name, string? flavour = null)
    {
        var resident = await SignUpAsync(app, name);
        await resident.TakeInterviewsAsync();
        await resident.ConnectAsync(flavour);
        await app.RunAllJobsAsync(Ct);
        await resident.FillTheRestAsync();
        await resident.ExportAsync();
        return resident;
    }

    public async Task ConnectAsync(string? flavour)
    {
        var query = flavour is null ? "" : $"?flavour={flavour}";
        (await creator.ReturnAsync(await creator.BeginAsync(query), flavour is null ? "sandbox:tiny" : "any")).ShouldBe("/app/growth?connected=true");
        await creator.BeginAsync(query);
    }

    public async Task<JsonElement> AskForExportAsync()
    {
        var response = await Http.PostAsync("/api/user/me/exports", content: null, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync(Ct));
        return (await response.ReadAsync<JsonDocument>(Ct)).RootElement;
    }

    public async Task<IReadOnlyList<JsonElement>> ExportsAsync() => [.. (await creator.GetAsync("/api/user/me/exports")).GetProperty("items").EnumerateArray()];

    public Task<HttpResponseMessage> DownloadAsync(JsonElement export) => Http.GetAsync($"/api/user/me/exports/{export.GetProperty("id")}/download", Ct);

    public async Task<Dictionary<string, string>> ExportAsync()
    {
        var export = await AskForExportAsync();
        await App.RunJobsAsync(Ct);
        return await UnpackAsync(export);
    }

    /// <summary>The files of the archive by their paths.</summary>
    public async Task<Dictionary<string, string>> UnpackAsync(JsonElement export)
    {
        var response = await DownloadAsync(export);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Ct));
        using var zip = new ZipArchive(new MemoryStream(await response.Content.ReadAsByteArrayAsync(Ct)), ZipArchiveMode.Read);
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            files.Add(entry.FullName, await reader.ReadToEndAsync(Ct));
        }

        return files;
    }

    public Task<HttpResponseMessage> AskForDeletionAsync(string? confirm = null, string? password = Api.Password) =>
        Http.PostAsJsonAsync("/api/user/me/deletion", new { confirm = confirm ?? Username, password }, Ct);

    public async Task DeleteAsync()
    {
        var response = await AskForDeletionAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync(Ct));
    }

    public async Task<Session> LogInAsync() => await (await App.NewClient().LogInAsync(Email, Ct)).ReadAsync<Session>(Ct);

    /// <summary>The ids of the things that jobs name.</summary>
    public async Task<IReadOnlyList<Guid>> ThingsAsync()
    {
        var rows = await App.RowsAsync(
            "SELECT CAST(id AS TEXT) FROM interviews WHERE user_id = @p0 UNION ALL SELECT CAST(id AS TEXT) FROM instagram_accounts WHERE user_id = @p0 "
            + "UNION ALL SELECT CAST(id AS TEXT) FROM exports WHERE user_id = @p0", Ct, Id);
        return [.. rows.Select(row => Guid.Parse($"{row[0]}"))];
    }

    public async Task TakeInterviewsAsync()
    {
        await (await candidate.StartAsync()).FinishAsync(Candidate.StrongAnswer);
        using var create = new HttpRequestMessage(HttpMethod.Post, "/api/interviews") { Content = JsonContent.Create(Candidate.Preferences(questions: 3, topic: null)) };
        create.Headers.Add("Idempotency-Key", $"moving-in-{Id}");
        var interview = (await (await Http.SendAsync(create, Ct)).ReadAsync<JsonDocument>(Ct)).RootElement.GetProperty("id").GetGuid();
        var conversation = await candidate.OpenAsync(interview);
        var question = (await candidate.SnapshotAsync(interview)).Questions[^1].Id;
        (await Http.PutAsJsonAsync($"/api/questions/{question}/draft", new { content = $"A draft of {Username}.", revision = 1 }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        conversation.InterviewId.ShouldBe(interview);
    }

    /// <summary>What only rare answers and rare platforms leave behind.</summary>
    private async Task FillTheRestAsync()
    {
        var now = App.Clock.UtcNow;
        await InsertAsync("INSERT INTO pending_connections (id, user_id, flavour, grants, expires_at) VALUES (@p1, @p0, 'fake', 'sealed-grants', @p2)", now.AddMinutes(9));
        await InsertAsync(
            "INSERT INTO advice_verdicts (id, account_id, type, daypart, verdict, week, decided_at) SELECT @p1, id, 'image', 'morning', 'done', 1, @p2 FROM instagram_accounts WHERE user_id = @p0", now);
        await InsertAsync(
            "INSERT INTO insight_ledger (id, account_id, subject, week, made_at, due_at, expected, low, high) SELECT @p1, id, 'moving-in', 1, @p2, @p2, 1, 0, 2 FROM instagram_accounts WHERE user_id = @p0", now);
        await App.ExecuteAsync(
            "INSERT INTO evaluation_misconceptions (evaluation_id, misconception_id, correction, evidence_start, evidence_length, quote) "
            + "SELECT e.id, 'moving-in', 'It is not so.', 0, 1, 'I' FROM evaluations e JOIN questions q ON q.id = e.question_id JOIN conversations c ON c.id = q.conversation_id "
            + "JOIN interviews i ON i.id = c.interview_id WHERE i.user_id = @p0", Ct, Id);
        await App.ExecuteAsync("INSERT INTO rate_limits (key, starts_at, used, expires_at) VALUES (@p0, @p1, 1, @p2)", Ct, $"append:{Id:N}", now, now.AddDays(30));
        await InsertAsync("INSERT INTO outbox (id, user_id, sealed, created_at, expires_at) VALUES (@p1, @p0, 'sealed-mail', @p2, @p2)", now);
        await InsertAsync("INSERT INTO account_links (id, user_id, purpose, email, username, password, created_at, expires_at) VALUES (@p1, @p0, 'claim', 'claimed@example.org', 'claimed', 'hash-of-a-password', @p2, @p2)", now);
        await InsertAsync("INSERT INTO second_factors (user_id, secret, last_step, created_at) VALUES (@p0, 'sealed-secret', 0, @p2)", now);
        await InsertAsync("INSERT INTO recovery_codes (id, user_id, hash) VALUES (@p1, @p0, 'hash-of-a-code')", now);
        await InsertAsync("INSERT INTO passkey_ceremonies (id, user_id, kind, state, expires_at) VALUES (@p1, @p0, 'registration', 'sealed-state', @p2)", now.AddMinutes(4));
        await InsertAsync("INSERT INTO external_logins (id, user_id, provider, provider_user_id, name, created_at) VALUES (@p1, @p0, 'github', @p3, 'somebody', @p2)", now);
        await InsertAsync("INSERT INTO oauth_states (id, user_id, purpose, state, browser, return_path, expires_at) VALUES (@p1, @p0, 'link', 'hash-of-a-state-' || @p3, 'hash-of-a-cookie', '/app', @p2)", now.AddMinutes(9));
        using var phone = new SoftAuthenticator();
        var options = await (await Http.PostAsJsonAsync("/api/user/me/passkeys/options", new { current_password = Api.Password }, Ct)).ReadAsync<JsonDocument>(Ct);
        var added = new { ceremony = options.RootElement.GetProperty("ceremony"), credential = phone.Create(options.RootElement.GetProperty("options").GetString()!), name = $"Phone of {Username}" };
        (await Http.PostAsJsonAsync("/api/user/me/passkeys", added, Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);

        Task InsertAsync(string sql, DateTime instant) => App.ExecuteAsync(sql, Ct, (object)Id, Guid.CreateVersion7(new DateTimeOffset(now)), instant, Id.ToString("N")[20..]);
    }
}
