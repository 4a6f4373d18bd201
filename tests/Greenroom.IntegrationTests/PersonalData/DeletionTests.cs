using System.Net;
using System.Net.Http.Json;
using Greenroom.Growth.Platforms;
using Greenroom.IntegrationTests.Growth;
using Greenroom.Interviews.PersonalData;
using Greenroom.Platform.PersonalData;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.PersonalData;

/// <summary>F22, the half about leaving: seven days to come back, and then nothing is left anywhere.</summary>
public abstract class DeletionTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_seven_days_no_table_mentions_the_user_any_more_and_others_lose_nothing()
    {
        var ada = await Resident.MoveInAsync(app, "forgotten-ada");
        var eve = await Resident.MoveInAsync(app, "kept-eve");
        var graph = await TableGraph.ReadAsync(app);
        var searched = Searched(graph);
        var (words, things) = (WordsOf(ada), await ada.ThingsAsync());
        var kept = await RowsOfAsync(graph, eve);
        var before = await graph.PlacesOfAsync(words, searched);
        await app.ExecuteAsync("UPDATE audit_events SET ip = '203.0.113.7', device = 'Desk/1' WHERE user_id = @p0", Ct, ada.Id);

        await ada.DeleteAsync();
        app.Clock.Advance(TimeSpan.FromDays(8));
        await app.RunAllJobsAsync(Ct);

        (await app.JobErrorsAsync(Ct)).ShouldBeEmpty();
        before.Count.ShouldBeGreaterThan(10, "a search that finds nothing would make this test say nothing");
        (await graph.PlacesOfAsync(words, searched)).ShouldBeEmpty();
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM audit_events WHERE user_id = @p0", Ct, ada.Id)).ShouldBeGreaterThan(0, "what happened stays written down");
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM audit_events WHERE user_id = @p0 AND (ip IS NOT NULL OR device IS NOT NULL)", Ct, ada.Id)).ShouldBe(0, "by a number that leads to nobody");
        (await graph.PlacesOfAsync([.. things.SelectMany(Forms)], ["jobs"])).ShouldBeEmpty("jobs about what is gone");
        var left = await RowsOfAsync(graph, eve);
        foreach (var (table, rows) in kept.Where(t => t.Key is not ("answer_drafts" or "idempotency" or "turn_events" or "connect_states" or "pending_connections" or "refresh_families" or "refresh_tokens" or "export_parts" or "account_links" or "oauth_states" or "passkey_ceremonies")))
        {
            // The others of these tables have a time of their own, which is over after eight days.
            left[table].ShouldBeGreaterThanOrEqualTo(rows, table);
        }
    }

    [Fact]
    public async Task It_asks_for_the_name_and_the_password_and_takes_nothing_without_them()
    {
        var ada = await Resident.SignUpAsync(app, "asked-ada");

        var confirm = await ada.AskForDeletionAsync(confirm: "somebody-else");
        (await confirm.ShouldBeProblemAsync(400, "request.invalid", Ct)).Errors!.Keys.ShouldBe(["confirm"]);
        var missing = await ada.AskForDeletionAsync(password: null);
        (await missing.ShouldBeProblemAsync(400, "request.invalid", Ct)).Errors!.Keys.ShouldBe(["password"]);
        var wrong = await ada.AskForDeletionAsync(password: "not the password");
        (await wrong.ShouldBeProblemAsync(422, "auth.password_wrong", Ct)).Errors!.Keys.ShouldBe(["password"]);

        (await app.ScalarAsync<int>("SELECT access_failed_count FROM users WHERE id = @p0", Ct, ada.Id)).ShouldBe(1, "guesses here count like guesses at the door");
        (await ada.Http.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ada.LogInAsync()).Restored.ShouldBeFalse("there was nothing to restore");
    }

    [Fact]
    public async Task All_sessions_end_at_once_and_the_answer_says_until_when_one_can_come_back()
    {
        var ada = await Resident.SignUpAsync(app, "ended-ada");
        var elsewhere = app.NewClient();
        var session = await ada.LogInAsync();
        elsewhere.Bear(session);

        var response = await ada.AskForDeletionAsync(confirm: ada.Username.ToUpperInvariant());

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await response.ReadAsync<System.Text.Json.JsonDocument>(Ct)).RootElement.GetProperty("deletes_at").GetDateTime().ShouldBe(app.Clock.UtcNow.AddDays(7));
        (await ada.Http.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await elsewhere.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await elsewhere.RefreshAsync(session.RefreshToken, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.ScalarAsync<string>("SELECT DISTINCT revoke_reason FROM refresh_families WHERE user_id = @p0", Ct, ada.Id)).ShouldBe("deletion");
    }

    [Fact]
    public async Task Signing_in_on_the_sixth_day_undoes_it_and_syncs_go_on()
    {
        var platform = new FakePlatform { Page = _ => new PlatformPage([FakePlatform.Post("1", app.Clock.UtcNow)], Skipped: [], Next: null) };
        await using var own = await app.StartAnotherAsync(new AppSetup { Services = services => services.AddSingleton<ISocialPlatform>(platform) });
        var ada = await Resident.SignUpAsync(own, "ada");
        await ada.ConnectAsync("fake");
        await own.RunAllJobsAsync(Ct);
        await ada.DeleteAsync();
        own.Clock.Advance(TimeSpan.FromDays(6));
        await own.RunAllJobsAsync(Ct);
        platform.Reads.ShouldBe(1, "nothing is fetched for somebody who has left");

        var back = await ada.LogInAsync();
        var again = await ada.LogInAsync();
        own.Clock.Advance(TimeSpan.FromMinutes(5));
        await own.RunAllJobsAsync(Ct);
        own.Clock.Advance(TimeSpan.FromDays(2));
        await own.RunAllJobsAsync(Ct);

        back.Restored.ShouldBeTrue();
        again.Restored.ShouldBeFalse("that is told once");
        platform.Reads.ShouldBe(3);
        platform.Left.ShouldBeEmpty();
        (await ada.LogInAsync()).User.Id.ShouldBe(ada.Id);
    }

    [Fact]
    public async Task On_the_eighth_day_the_log_in_knows_nobody_and_the_name_is_free_only_when_all_is_gone()
    {
        var ada = await Resident.SignUpAsync(app, "gone-ada");
        await ada.DeleteAsync();
        app.Clock.Advance(TimeSpan.FromDays(8));

        var late = await (await app.NewClient().LogInAsync(ada.Email, Ct)).ShouldBeProblemAsync(401, "auth.invalid_credentials", Ct);
        var unknown = await (await app.NewClient().LogInAsync(Api.NewEmail("nobody"), Ct)).ShouldBeProblemAsync(401, "auth.invalid_credentials", Ct);
        var taken = await app.NewClient().PostAsJsonAsync("/api/auth/register", new { email = ada.Email, password = Api.Password }, Ct);
        await app.RunAllJobsAsync(Ct);

        late.Detail.ShouldBe(unknown.Detail);
        await taken.ShouldBeProblemAsync(409, "account.exists", Ct);
        (await app.NewClient().RegisterAsync(ada.Email, Ct)).User.Id.ShouldNotBe(ada.Id);
    }

    [Fact]
    public async Task An_erasure_that_is_killed_between_two_modules_ends_at_the_next_run_and_the_platform_is_told()
    {
        var (platform, fuse) = (new FakePlatform(), new Fuse());
        await using var own = await app.StartAnotherAsync(new AppSetup
        {
            Services = services =>
            {
                services.AddSingleton<ISocialPlatform>(platform);
                var interviews = services.Single(s => s.ServiceType == typeof(IOwnsUserData) && s.ImplementationType == typeof(InterviewsUserData));
                services[services.IndexOf(interviews)] = ServiceDescriptor.Scoped<IOwnsUserData>(p => new Interrupted(ActivatorUtilities.CreateInstance<InterviewsUserData>(p), fuse));
            },
        });
        var ada = await Resident.MoveInAsync(own, "killed-ada", "fake");
        var bob = await Resident.SignUpAsync(own, "killed-bob");
        var graph = await TableGraph.ReadAsync(own);
        await ada.DeleteAsync();
        own.Clock.Advance(TimeSpan.FromMinutes(1));
        await bob.DeleteAsync();
        own.Clock.Advance(TimeSpan.FromDays(8));

        fuse.IsLit = true;
        await own.RunJobsAsync(Ct);
        fuse.HasBlown.ShouldBeTrue();
        platform.Left.ShouldBe(["fake-token"]);
        (await CountAsync(own, "instagram_accounts", ada)).ShouldBe(0, "the module before");
        (await CountAsync(own, "interviews", ada)).ShouldBe(2, "the module in which it broke off");
        (await own.ScalarAsync<long>("SELECT COUNT(*) FROM users WHERE id = @p0", Ct, ada.Id)).ShouldBe(1, "the account is there until all else is gone");
        (await own.ScalarAsync<long>("SELECT COUNT(*) FROM users WHERE id = @p0", Ct, bob.Id)).ShouldBe(0, "one that fails keeps nobody else");
        (await own.NewClient().LogInAsync(ada.Email, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "there is no way back into half an account");

        own.Clock.Advance(TimeSpan.FromHours(1));
        await own.RunAllJobsAsync(Ct);

        (await graph.PlacesOfAsync(WordsOf(ada), Searched(graph))).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_interview_and_a_sync_that_run_meanwhile_leave_nothing_behind()
    {
        var goOn = new TaskCompletionSource();
        var platform = new FakePlatform
        {
            Page = cursor => new PlatformPage([FakePlatform.Post(cursor ?? "0", app.Clock.UtcNow)], Skipped: [], Next: cursor is null ? "1" : null),
            Hold = cursor => cursor is null ? Task.CompletedTask : goOn.Task,
        };
        await using var own = await app.StartAnotherAsync(new AppSetup { Services = services => services.AddSingleton<ISocialPlatform>(platform) });
        var ada = await Resident.SignUpAsync(own, "meanwhile-ada");
        await ada.TakeInterviewsAsync();
        await ada.ConnectAsync("fake");
        var things = await ada.ThingsAsync();
        var sync = own.RunJobsAsync(Ct);
        await Patience.UntilAsync(() => platform.Reads == 1, "the sync had begun", Ct);

        await ada.DeleteAsync();
        own.Clock.Advance(TimeSpan.FromDays(8));
        await own.RunJobsAsync(Ct);
        sync.IsCompleted.ShouldBeFalse("the sync is still running");
        goOn.SetResult();
        await sync;
        await own.RunAllJobsAsync(Ct);
        (await own.JobErrorsAsync(Ct)).ShouldBeEmpty();

        var graph = await TableGraph.ReadAsync(own);
        (await graph.PlacesOfAsync([.. WordsOf(ada), .. things.SelectMany(Forms)], Searched(graph))).ShouldBeEmpty();
        (await own.ScalarAsync<long>("SELECT COUNT(*) FROM instagram_posts", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_guest_who_asks_is_gone_at_once_and_one_whose_week_is_over_leaves_nothing_either()
    {
        var platform = new FakePlatform();
        await using var own = await app.StartAnotherAsync(new AppSetup { Services = services => services.AddSingleton<ISocialPlatform>(platform) });
        var (asks, asking) = await GuestAsync(own);
        var (_, stays) = await GuestAsync(own);
        var words = Forms(asking.User.Id).Concat(Forms(stays.User.Id)).Append(asking.User.Username).Append(stays.User.Username).ToList();
        await own.ExecuteAsync("INSERT INTO rate_limits (key, starts_at, used, expires_at) VALUES (@p0, @p1, 1, @p2)", Ct, $"append:{stays.User.Id:N}", own.Clock.UtcNow, own.Clock.UtcNow.AddDays(30));

        var answer = await asks.PostAsJsonAsync("/api/user/me/deletion", new { confirm = asking.User.Username }, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync(Ct));
        await own.RunJobsAsync(Ct);
        (await own.ScalarAsync<long>("SELECT COUNT(*) FROM users", Ct)).ShouldBe(1, "without waiting for the next round of the job");
        own.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromHours(2));
        await own.RunAllJobsAsync(Ct);

        var graph = await TableGraph.ReadAsync(own);
        (await graph.PlacesOfAsync(words, Searched(graph))).ShouldBeEmpty();
    }

    private static async Task<(HttpClient Client, Session Session)> GuestAsync(GreenroomApp at)
    {
        var client = at.NewClient();
        var session = await (await client.PostAsync("/api/auth/demo", content: null, Ct)).ReadAsync<Session>(Ct);
        client.Bear(session);
        return (client, session);
    }

    private static IReadOnlyList<string> WordsOf(Resident resident) => [.. Forms(resident.Id), resident.Email, resident.Username];

    private static IEnumerable<string> Forms(Guid id) => [id.ToString("N"), id.ToString("D")];

    private static Task<long> CountAsync(GreenroomApp at, string table, Resident of) => at.ScalarAsync<long>($"SELECT COUNT(*) FROM {table} WHERE user_id = @p0", Ct, of.Id);

    /// <summary>The log keeps a number, and an address and a device no longer.</summary>
    private static List<string> Searched(TableGraph graph) => [.. graph.Tables.Where(table => table != "audit_events")];

    private static async Task<Dictionary<string, int>> RowsOfAsync(TableGraph graph, Resident resident)
    {
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var table in graph.Tables.Where(table => graph.OwnerColumn(table) is not null))
        {
            rows[table] = (await graph.KeysOfAsync(table, resident.Id)).Count;
        }

        return rows;
    }

    /// <summary>Blows once, when it is lit.</summary>
    private sealed class Fuse
    {
        public bool IsLit { get; set; }

        public bool HasBlown { get; private set; }

        public void Pass()
        {
            if (IsLit && !HasBlown)
            {
                HasBlown = true;
                throw new InvalidOperationException("Killed here.");
            }
        }
    }

    private sealed class Interrupted(IOwnsUserData inner, Fuse fuse) : IOwnsUserData
    {
        public IReadOnlyList<string> Tables => inner.Tables;

        public Task ExportAsync(Guid userId, UserArchive archive, CancellationToken ct) => inner.ExportAsync(userId, archive, ct);

        public Task EraseAsync(Guid userId, CancellationToken ct)
        {
            fuse.Pass();
            return inner.EraseAsync(userId, ct);
        }
    }
}

public sealed class DeletionsOnSqlite(SqliteApp app) : DeletionTests(app), IClassFixture<SqliteApp>;
public sealed class DeletionsOnPostgres(PostgresApp app) : DeletionTests(app), IClassFixture<PostgresApp>;
