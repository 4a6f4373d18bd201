using System.Net;
using System.Text.Json;
using Greenroom.Growth.Platforms;
using Greenroom.IntegrationTests.Growth;
using Greenroom.Platform.PersonalData;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.PersonalData;

/// <summary>F22, the half about getting a copy of one's own data.</summary>
public abstract class ExportTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_archive_has_every_row_of_the_user_in_every_table_and_nobody_elses()
    {
        var ada = await Resident.MoveInAsync(app, "export-ada");
        var eve = await Resident.MoveInAsync(app, "export-eve");
        var graph = await TableGraph.ReadAsync(app);
        using var scope = app.Services.CreateScope();
        var tables = scope.ServiceProvider.GetServices<IOwnsUserData>().SelectMany(owner => owner.Tables).ToList();

        var files = await ada.ExportAsync();

        foreach (var table in tables)
        {
            var rows = JsonDocument.Parse(files[$"{table}.json"]).RootElement.EnumerateArray().ToList();
            rows.ShouldNotBeEmpty($"{table}: a table without rows would make this test say nothing");
            if (graph.OwnerColumn(table) is null || table == "export_parts")
            {
                // Counters are found by their key; and the archive itself was not there yet while it was written.
                continue;
            }

            var keys = rows.Select(row => string.Join('/', graph.KeyColumns(table).Select(c => row.GetProperty(c).ToString()))).Order(StringComparer.Ordinal);
            keys.ToList().ShouldBe(await graph.KeysOfAsync(table, ada.Id), customMessage: table);
        }

        var everything = string.Concat(files.Values);
        everything.ShouldContain(ada.Email);
        everything.ShouldNotContain(eve.Email);
        everything.ShouldNotContain(eve.Id.ToString());
        everything.ShouldNotContain($"{eve.Id:N}");
        files["README.txt"].ShouldContain("interviews.json");
        files.Keys.Where(path => path.StartsWith("interview-reports/", StringComparison.Ordinal)).Select(path => files[path]).ShouldHaveSingleItem().ShouldStartWith("# Interview report");
    }

    [Fact]
    public async Task No_secret_is_in_the_archive_and_of_every_column_it_is_decided_whether_it_is_one()
    {
        var ada = await Resident.MoveInAsync(app, "secrets-ada");
        var graph = await TableGraph.ReadAsync(app);
        var secrets = new List<(string Column, string Value)>();
        foreach (var (table, column) in ExportedColumns.KeptBack)
        {
            var rows = await app.RowsAsync($"SELECT {column} FROM {table} WHERE {graph.IsOfUser(table)}", Ct, ada.Id);
            rows.ShouldContain(row => row[0] != null, $"{table}.{column}: without a value this test would say nothing");
            secrets.AddRange(rows.Where(row => row[0] is not null).Select(row => ($"{table}.{column}", row[0] is byte[] bytes ? Convert.ToBase64String(bytes) : $"{row[0]}")));
        }

        var files = await ada.ExportAsync();

        var everything = string.Concat(files.Values);
        secrets.Where(secret => everything.Contains(secret.Value, StringComparison.Ordinal)).Select(secret => secret.Column).ShouldBeEmpty();
        var columns = files.Where(f => f.Key.EndsWith(".json", StringComparison.Ordinal)).SelectMany(f => ColumnsOf(f.Key[..^".json".Length], f.Value)).ToList();
        columns.Except(ExportedColumns.All).ShouldBeEmpty("may these be given? Say so in PersonalData/ExportedColumns, or name them as secrets of their UserTable");
        ExportedColumns.All.Except(columns).ShouldBeEmpty("these are not in the archive, or not in this way");
        graph.ColumnsOf(files.Keys.Select(file => Path.GetFileNameWithoutExtension(file))).Except(columns.Select(c => c.Split(' ')[0])).ShouldBeEmpty("these are in the database and not in the archive");
    }

    private static IEnumerable<string> ColumnsOf(string table, string json) =>
        from column in JsonDocument.Parse(json).RootElement[0].EnumerateObject()
        let isKeptBack = column.Value.ValueKind == JsonValueKind.Object && column.Value.EnumerateObject().Select(inner => inner.Name).SequenceEqual(["present"])
        select ExportedColumns.Line(table, column.Name, isKeptBack);

    [Fact]
    public async Task An_export_is_made_while_an_interview_and_a_sync_run()
    {
        var platform = new FakePlatform { Page = _ => new PlatformPage([FakePlatform.Post("1", app.Clock.UtcNow)], Skipped: [], Next: null) };
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        platform.Hold = _ =>
        {
            begun.TrySetResult();
            return goOn.Task;
        };
        await using var own = await app.StartAnotherAsync(new AppSetup { Services = services => services.AddSingleton<ISocialPlatform>(platform) });
        var ada = await Resident.SignUpAsync(own, "ada");
        await ada.TakeInterviewsAsync();
        await ada.ConnectAsync("fake");

        var sync = own.RunJobsAsync(Ct);
        await begun.Task.WaitAsync(Ct);
        var export = await ada.AskForExportAsync();
        await own.RunJobsAsync(Ct);
        (await ada.ExportsAsync())[0].GetProperty("status").GetString().ShouldBe("ready");
        var files = await ada.UnpackAsync(export);
        sync.IsCompleted.ShouldBeFalse("the sync is still running");
        goOn.SetResult();
        await sync;

        JsonDocument.Parse(files["interviews.json"]).RootElement.EnumerateArray().Select(i => i.GetProperty("status").GetString()).ShouldBe(["completed", "in_progress"], ignoreOrder: true);
        JsonDocument.Parse(files["instagram_accounts.json"]).RootElement[0].GetProperty("sync_status").GetString().ShouldBe("running");
        JsonDocument.Parse(files["instagram_posts.json"]).RootElement.GetArrayLength().ShouldBe(0);
        (await own.ScalarAsync<long>("SELECT COUNT(*) FROM instagram_posts", Ct)).ShouldBe(1, "and the sync came to its end");
    }

    [Fact]
    public async Task One_is_prepared_at_a_time_and_it_can_be_had_for_seven_days_by_its_owner_alone()
    {
        var ada = await Resident.SignUpAsync(app, "one-ada");
        var eve = await Resident.SignUpAsync(app, "one-eve");

        var asked = await ada.AskForExportAsync();
        (await ada.AskForExportAsync()).GetProperty("id").GetGuid().ShouldBe(asked.GetProperty("id").GetGuid());
        asked.GetProperty("status").GetString().ShouldBe("pending");
        await (await ada.DownloadAsync(asked)).ShouldBeProblemAsync(409, "export.pending", Ct);
        await app.RunJobsAsync(Ct);

        var ready = (await ada.ExportsAsync()).ShouldHaveSingleItem();
        ready.GetProperty("status").GetString().ShouldBe("ready");
        ready.GetProperty("expires_at").GetDateTime().ShouldBe(app.Clock.UtcNow.AddDays(7));
        var download = await ada.DownloadAsync(asked);
        download.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        download.Content.Headers.ContentDisposition!.FileName.ShouldBe("greenroom-export-2026-01-05.zip");
        (await download.Content.ReadAsByteArrayAsync(Ct)).Length.ShouldBe((int)ready.GetProperty("size_bytes").GetInt64());
        await (await eve.DownloadAsync(asked)).ShouldBeProblemAsync(404, "export.not_found", Ct);
        (await eve.ExportsAsync()).ShouldBeEmpty();

        await ada.Creator.ComeBackAfterAsync(TimeSpan.FromDays(7));
        await (await ada.DownloadAsync(asked)).ShouldBeProblemAsync(410, "export.expired", Ct);
        await app.RunJobsAsync(Ct);
        (await ada.ExportsAsync()).ShouldHaveSingleItem().GetProperty("status").GetString().ShouldBe("expired");
        (await app.ScalarAsync<long>("SELECT COUNT(*) FROM export_parts WHERE export_id = @p0", Ct, asked.GetProperty("id").GetGuid())).ShouldBe(0, "the job has emptied it");
    }

    [Fact]
    public async Task What_a_crash_left_half_done_is_begun_again()
    {
        var ada = await Resident.SignUpAsync(app, "crash-ada");
        var export = (await ada.AskForExportAsync()).GetProperty("id").GetGuid();
        var dead = Guid.CreateVersion7(app.Clock.GetUtcNow());
        await app.ExecuteAsync("UPDATE exports SET build_id = @p1 WHERE id = @p0", Ct, export, dead);
        await app.ExecuteAsync("INSERT INTO export_parts (export_id, build_id, number, content) VALUES (@p0, @p1, 0, @p2)", Ct, export, dead, new byte[] { 1, 2, 3 });
        (await app.ExecuteAsync("DELETE FROM jobs WHERE payload = @p0", Ct, $"{export:N}")).ShouldBe(1, "as if it had never been planned");

        await ada.Creator.WaitAsync(TimeSpan.FromHours(1));
        await app.RunAllJobsAsync(Ct);

        (await ada.UnpackAsync((await ada.ExportsAsync()).ShouldHaveSingleItem())).Keys.ShouldContain("users.json");
        (await app.ScalarAsync<long>("SELECT COUNT(*) FROM export_parts WHERE build_id = @p0", Ct, dead)).ShouldBe(0);
    }

    [Fact]
    public async Task Too_much_data_fails_with_the_reason_and_the_sixth_of_a_day_is_refused()
    {
        await using var own = await app.StartAnotherAsync(new AppSetup { Settings = { ["Accounts:LargestExportMegabytes"] = "1", ["RateLimits:Enabled"] = "true" } });
        var ada = await Resident.SignUpAsync(own, "ada");
        var room = await ada.Candidate.StartAsync();
        var noise = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(2_000_000));
        await own.ExecuteAsync("INSERT INTO turn_events (conversation_id, seq, type, payload, created_at) VALUES (@p0, 999, 'state', @p1, @p2)", Ct, (object)room.ConversationId, noise, own.Clock.UtcNow);

        for (var asked = 0; asked < 5; asked++)
        {
            await ada.AskForExportAsync();
            await own.RunJobsAsync(Ct);
        }

        var failed = await ada.ExportsAsync();
        failed.Count.ShouldBe(5);
        failed.ShouldAllBe(e => e.GetProperty("status").GetString() == "failed" && e.GetProperty("failure").GetString()!.Contains("1 MB"));
        await (await ada.DownloadAsync(failed[0])).ShouldBeProblemAsync(409, "export.failed", Ct);
        (await own.ScalarAsync<long>("SELECT COUNT(*) FROM export_parts", Ct)).ShouldBe(0);
        var sixth = await ada.Http.PostAsync("/api/user/me/exports", content: null, Ct);
        await sixth.ShouldBeProblemAsync(429, "rate.limited", Ct);
        sixth.Headers.RetryAfter.ShouldNotBeNull();
    }
}

public sealed class ExportsOnSqlite(SqliteApp app) : ExportTests(app), IClassFixture<SqliteApp>;
public sealed class ExportsOnPostgres(PostgresApp app) : ExportTests(app), IClassFixture<PostgresApp>;
