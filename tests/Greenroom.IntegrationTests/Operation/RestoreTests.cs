using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Greenroom.IntegrationTests.Growth;
using Greenroom.Platform.Data;

namespace Greenroom.IntegrationTests.Operation;

/// <summary>F23 and the half of F24 that needs no file of an earlier release: backups come back, also elsewhere, and what does not work leaves everything as it was.</summary>
public abstract class RestoreTests
{
    private const string Later = "29990101000000_later";

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>How this engine speaks of a file that is no backup at all.</summary>
    protected abstract string NoBackup { get; }

    protected abstract string Extension { get; }

    private protected abstract Task<Place> NewPlaceAsync();

    [Fact]
    public async Task A_backup_from_under_load_serves_in_another_place_with_another_master_key()
    {
        await using var old = await NewPlaceAsync();
        await using var here = await NewPlaceAsync();
        var backup = old.PathTo("moved" + Extension);
        var email = Api.NewEmail("moved");
        IReadOnlyList<string> counts, written;
        Protected ada;
        await using (var app = await old.StartAsync())
        {
            await app.NewClient().RegisterAsync(email, Ct);
            await ConnectAsync(app, email);
            ada = await app.SignUpProtectedAsync(Ct);
            await using var load = await WriteLoad.StartAsync(app, Ct);
            written = await load.AtLeastAsync(answers: 2, people: 4);
            (await old.RunAsync("backup", backup)).Code.ShouldBe(0);
            await load.GoesOnAsync();
            await load.StopAsync();
            counts = await CountsAsync(app, onlyOf: email);
        }

        var restored = await here.RestoreAsync(backup);

        restored.Errors.ShouldBeEmpty();
        restored.Code.ShouldBe(0);
        restored.Output.ShouldContain("healthy. The server can be started.");
        await using var moved = await here.StartAsync(Place.OtherMasterKey);
        (await CountsAsync(moved, onlyOf: email)).ShouldBe(counts);
        written.ShouldBeSubsetOf(await WriteLoad.ReadAsync(moved, Ct), "what was acknowledged before the backup began is in it");
        await IsOneMomentAsync(moved);
        var client = await LogInAsync(moved, email);
        var account = await AccountAsync(client);
        account.GetProperty("state").GetString().ShouldBe("active", "nobody has looked at the token yet");
        var refreshed = await client.PostAsync("/api/instagram/refresh", content: null, Ct);
        refreshed.IsSuccessStatusCode.ShouldBeTrue(await refreshed.Content.ReadAsStringAsync(Ct));
        await moved.RunAllJobsAsync(Ct);
        (await AccountAsync(client)).GetProperty("state").GetString().ShouldBe("needs_reconnect");
        await (await moved.NewClient().LogInWithCodeAsync(ada.Email, ada.CodeAt(moved.Clock.UtcNow), Ct)).ShouldBeProblemAsync(409, "second_factor.unreadable", Ct);
        moved.Logs.Lines.ShouldNotContain(l => l.Message.Contains("Unhandled", StringComparison.OrdinalIgnoreCase));
        await ConnectAsync(moved, email);
        (await AccountAsync(client)).GetProperty("state").GetString().ShouldBe("active", "the new key seals what is connected anew");
    }

    [Fact]
    public async Task A_restore_while_a_server_runs_is_refused_and_so_are_words_that_it_does_not_know()
    {
        await using var place = await NewPlaceAsync();
        await using var app = await place.StartAsync();
        var backup = place.PathTo("backup" + Extension);
        (await place.RunAsync("backup", backup)).Code.ShouldBe(0);

        var refused = await place.RunAsync("restore", backup);

        refused.Code.ShouldBe(1);
        refused.Errors.ShouldContain("Stop ");
        (await app.NewClient().GetAsync("/health/ready", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await place.RunAsync("restore")).Code.ShouldBe(2);
        (await place.RunAsync("restore", backup, "--force")).Code.ShouldBe(2);
        (await place.RunAsync("restore", place.PathTo("missing"))).Errors.ShouldContain("There is no file");
    }

    [Fact]
    public async Task A_file_that_is_damaged_foreign_or_of_a_later_version_changes_nothing()
    {
        await using var place = await NewPlaceAsync();
        await using var other = await NewPlaceAsync();
        var (whole, cut, text, foreign, later) = (place.PathTo("whole"), place.PathTo("cut"), place.PathTo("text"), place.PathTo("foreign"), place.PathTo("later"));
        await place.MigrateAsync();
        await place.ExecuteAsync("CREATE TABLE witness (id INTEGER)");
        await MakeForeignAsync(other, foreign);
        await other.MigrateAsync();
        (await other.RunAsync("backup", whole)).Code.ShouldBe(0);
        await other.ExecuteAsync($"INSERT INTO __migrations_growth VALUES ('{Later}', '10.0.0')");
        (await other.RunAsync("backup", later)).Code.ShouldBe(0);
        await Damage.CutAsync(whole, cut, Ct);
        await File.WriteAllTextAsync(text, "Dear diary", Ct);

        var said = new List<Said>();
        foreach (var file in new[] { text, foreign, later, cut })
        {
            place.Clock.Advance(TimeSpan.FromSeconds(1));
            said.Add(await place.RestoreAsync(file));
        }

        said.ShouldAllBe(s => s.Code == 1);
        said[0].Errors.ShouldContain(NoBackup);
        said[1].Errors.ShouldContain("of Greenroom. Nothing was changed.");
        said[2].Errors.ShouldContain($"does not know its migration {Later}");
        await place.ExecuteAsync("DROP TABLE witness");
        await AssertServesAsync(place);
    }

    [Fact]
    public async Task A_backup_that_does_not_work_is_taken_back()
    {
        await using var place = await NewPlaceAsync();
        await using var other = await NewPlaceAsync();
        var email = await RegisterAsync(place);
        var broken = place.PathTo("broken" + Extension);
        await other.MigrateAsync();
        await other.ExecuteAsync("DROP TABLE rate_limits");
        (await other.RunAsync("backup", broken)).Code.ShouldBe(0);

        var said = await place.RestoreAsync(broken);

        said.Code.ShouldBe(1);
        said.Errors.ShouldContain("was not restored");
        said.Errors.ShouldContain("rate_limits");
        said.Errors.ShouldContain("The database from before is back in its place.");
        await using var app = await place.StartAsync();
        (await app.NewClient().LogInAsync(email, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_backup_from_before_a_migration_replaces_what_came_later_and_is_migrated()
    {
        await using var place = await NewPlaceAsync();
        var backup = place.PathTo("older" + Extension);
        await place.MigrateAsync();
        await place.ExecuteAsync("DROP TABLE backups; DELETE FROM __migrations_platform WHERE \"MigrationId\" LIKE '%_backups'");
        (await place.RunAsync("backup", backup)).Code.ShouldBe(0);
        place.Clock.Advance(TimeSpan.FromMinutes(1));
        var email = await RegisterAsync(place);
        await place.ExecuteAsync("INSERT INTO backups (id, started_at, finished_at, file_name, ok) VALUES ('0197a000-0000-7000-8000-000000000000', '2026-01-05 09:00:00', '2026-01-05 09:00:00', 'x', true)");

        var said = await place.RestoreAsync(backup);

        said.Errors.ShouldBeEmpty();
        said.Output.ShouldContain("greenroom-before-restore-20260105-090100");
        await using var app = await place.StartAsync();
        (await app.NewClient().LogInAsync(email, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the backup is from before this person came");
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM backups", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_refused_at_the_start()
    {
        await using var place = await NewPlaceAsync();
        await place.MigrateAsync();
        await place.ExecuteAsync($"""CREATE TABLE __migrations_billing ("MigrationId" TEXT, "ProductVersion" TEXT); INSERT INTO __migrations_billing VALUES ('{Later}', '10.0.0')""");

        var refusal = await Should.ThrowAsync<NewerDatabaseException>(place.MigrateAsync);

        refusal.Message.ShouldContain(Later);
        (await place.RunAsync("doctor")).Output.ShouldContain($"problem  migrations: the database is of a later version: {Later} is not known here.");
    }

    private protected abstract Task MakeForeignAsync(Place place, string file);

    protected static async Task<HttpClient> LogInAsync(GreenroomApp app, string email)
    {
        var client = app.NewClient();
        var response = await client.LogInAsync(email, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        client.Bear(await response.ReadAsync<Session>(Ct));
        return client;
    }

    private protected static async Task<string> RegisterAsync(Place place)
    {
        var email = Api.NewEmail("restored");
        var app = await place.StartAsync();
        await app.NewClient().RegisterAsync(email, Ct);
        await place.StopAsync(app);
        return email;
    }

    private protected static async Task AssertServesAsync(Place place)
    {
        await using var app = await place.StartAsync();
        await app.NewClient().RegisterAsync(Api.NewEmail(), Ct);
    }

    /// <summary>Whole, and of one moment: one transaction writes a session with its token, and an answer with its reply.</summary>
    private static async Task IsOneMomentAsync(GreenroomApp app)
    {
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM refresh_families f WHERE NOT EXISTS (SELECT 1 FROM refresh_tokens t WHERE t.family_id = f.id)", Ct)).ShouldBe(0);

        // The backup may have caught an answer that is being read; its worker is not here.
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.RunAllJobsAsync(Ct);
        await app.ShouldHoldInvariantsAsync(Ct);
        if (!app.IsPostgres)
        {
            (await app.ScalarAsync<string>("PRAGMA integrity_check", Ct)).ShouldBe("ok");
            (await app.RowsAsync("PRAGMA foreign_key_check", Ct)).ShouldBeEmpty();
        }
    }

    private static async Task ConnectAsync(GreenroomApp app, string email)
    {
        var creator = await Creator.LogInAsync(app, email);
        await creator.ConnectAsync();
        await app.RunAllJobsAsync(Ct);
    }

    private static async Task<JsonElement> AccountAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/instagram/accounts", Ct)).GetProperty("items")[0];

    /// <summary>Of the tables that nobody else writes meanwhile.</summary>
    private static async Task<IReadOnlyList<string>> CountsAsync(GreenroomApp app, string onlyOf)
    {
        var counts = new List<string> { $"users {await app.ScalarAsync<int>("SELECT COUNT(*) FROM users WHERE email = @p0", Ct, onlyOf)}" };
        foreach (var table in new[] { "instagram_accounts", "instagram_posts", "post_snapshots", "follower_snapshots" })
        {
            counts.Add($"{table} {await app.ScalarAsync<int>($"SELECT COUNT(*) FROM {table}", Ct)}");
        }

        return counts;
    }
}
