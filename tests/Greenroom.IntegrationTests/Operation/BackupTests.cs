using Greenroom.Platform.Data;
using Greenroom.Platform.Operation;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Greenroom.IntegrationTests.Operation;

/// <summary>Backups of SQLite, made by the server each night and by hand while it runs.</summary>
public sealed class BackupTests
{
    private static readonly TimeSpan UntilTwo = TimeSpan.FromHours(17);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_server_makes_one_at_two_and_keeps_the_newest_fourteen()
    {
        await using var place = Place.OnSqlite();
        await using var app = await place.StartAsync();
        for (var day = 1; day <= 14; day++)
        {
            await File.WriteAllTextAsync(Path.Combine(place.Backups, $"greenroom-202512{day:00}-020000.db"), "", Ct);
        }

        await File.WriteAllTextAsync(Path.Combine(place.Backups, "greenroom-mine.db"), "", Ct);
        place.Clock.Advance(UntilTwo - TimeSpan.FromSeconds(1));
        await app.RunJobsAsync(Ct);
        Directory.GetFiles(place.Backups).Length.ShouldBe(15, "it is not two yet");
        place.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.RunJobsAsync(Ct);
        await app.RunJobsAsync(Ct);

        var names = Directory.GetFiles(place.Backups).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToList();
        names.Count.ShouldBe(15);
        names[0].ShouldBe("greenroom-20251202-020000.db", "the oldest made room");
        names[^2].ShouldBe("greenroom-20260106-020000.db");
        names[^1].ShouldBe("greenroom-mine.db", "what the server did not make it does not delete");
        await SqliteCopy.CheckAsync(Path.Combine(place.Backups, names[^2]), Ct);
        Rights.Of(Path.Combine(place.Backups, names[^2])).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var row = (await app.RowsAsync("SELECT file_name, size_bytes, ok, error FROM backups", Ct)).ShouldHaveSingleItem();
        row[0].ShouldBe(names[^2]);
        row[1].ShouldBe(new FileInfo(Path.Combine(place.Backups, names[^2])).Length);
        (row[2], row[3]).ShouldBe((1L, null));
    }

    [Fact]
    public async Task After_eight_days_of_standstill_there_is_one_backup_and_the_next_at_two_again()
    {
        await using var place = Place.OnSqlite();
        await using (var first = await place.StartAsync())
        {
            // Plans it for the next morning.
        }

        place.Clock.Advance(TimeSpan.FromDays(8));
        await using var app = await place.StartAsync();
        await app.RunAllJobsAsync(Ct);
        var afterStandstill = Directory.GetFiles(place.Backups, "*.db").Length;
        place.Clock.Advance(UntilTwo);
        await app.RunAllJobsAsync(Ct);

        afterStandstill.ShouldBe(1);
        Directory.GetFiles(place.Backups, "*.db").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ShouldBe(["greenroom-20260113-090000.db", "greenroom-20260114-020000.db"]);
    }

    [Fact]
    public async Task A_backup_that_fails_is_a_row_and_an_error_in_the_log_and_is_tried_again_in_the_same_night()
    {
        await using var place = Place.OnSqlite();
        await using var app = await place.StartAsync();
        await app.SignUpAdministratorAsync(Ct);
        await app.ExecuteAsync("UPDATE users SET email_verified = 1", Ct);
        await app.ExecuteAsync("INSERT INTO backups (id, started_at, finished_at, file_name, ok) VALUES ('old', '2025-10-07 02:00:00', '2025-10-07 02:00:01', 'greenroom-20251007-020000.db', 1)", Ct);
        Directory.Delete(place.Backups);
        await File.WriteAllTextAsync(place.Backups, "a file where the folder was", Ct);

        place.Clock.Advance(UntilTwo);
        await app.RunAllJobsAsync(Ct);

        var failed = (await app.RowsAsync("SELECT ok, size_bytes, error FROM backups", Ct)).ShouldHaveSingleItem("what is older than 90 days is gone");
        (failed[0], failed[1]).ShouldBe((0L, null));
        ((string)failed[2]!).ShouldContain(place.Backups);
        app.Logs.Lines.ShouldContain(l => l.Level == LogLevel.Error && l.Message.StartsWith("Backup greenroom-20260106-020000.db failed: ", StringComparison.Ordinal));
        File.Delete(place.Backups);
        place.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.RunAllJobsAsync(Ct);

        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM backups WHERE ok", Ct)).ShouldBe(1, "the same night");
        (await NextBackupAsync(app)).ShouldBe(new DateTime(2026, 1, 7, 2, 0, 0), "and the next at its usual time");
        (await FailureMailsAsync(app)).ShouldBe(0, "it is mended, and nobody was woken");
    }

    [Fact]
    public async Task A_night_without_a_backup_is_told_to_each_administrator_once()
    {
        await using var place = Place.OnSqlite();
        await using var app = await place.StartAsync();
        await app.SignUpAdministratorAsync(Ct);
        await app.SignUpAdministratorAsync(Ct);
        await app.ExecuteAsync("UPDATE users SET email_verified = 1", Ct);
        await app.SignUpAdministratorAsync(Ct);
        Directory.Delete(place.Backups);
        await File.WriteAllTextAsync(place.Backups, "a file where the folder was", Ct);

        var tries = new List<int>();
        var three = place.Clock.UtcNow + UntilTwo + TimeSpan.FromHours(1);
        for (var night = 1; night <= 2; night++)
        {
            while (await NextBackupAsync(app) is var next && next < three)
            {
                place.Clock.Advance(next - place.Clock.UtcNow);
                await app.RunJobsAsync(Ct);
            }

            tries.Add(await app.ScalarAsync<int>("SELECT COUNT(*) FROM backups", Ct));
            (await FailureMailsAsync(app)).ShouldBe(2 * night, "two have proven their address");
            three += TimeSpan.FromDays(1);
        }

        tries.ShouldBe([Backups.Tries, 2 * Backups.Tries]);
        File.Delete(place.Backups);
        place.Clock.Advance(await NextBackupAsync(app) - place.Clock.UtcNow);
        await app.RunAllJobsAsync(Ct);
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM backups WHERE ok", Ct)).ShouldBe(1, "the third night");
        (await FailureMailsAsync(app)).ShouldBe(4);
    }

    [Fact]
    public async Task A_backup_by_hand_during_writes_is_one_moment_of_the_database()
    {
        await using var place = Place.OnSqlite();
        await using var app = await place.StartAsync();
        await app.NewClient().RegisterAsync(Api.NewEmail(), Ct);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => WriteAsync(app, enough), Ct)).ToList();

        var backups = new List<(string File, int Before, int After)>();
        for (var i = 0; i < 5; i++)
        {
            var before = await app.ScalarAsync<int>("SELECT COUNT(*) FROM users", Ct);
            var file = place.PathTo($"by-hand-{i}.db");
            (await place.RunAsync("backup", file)).Code.ShouldBe(0);
            await Patience.UntilAsync(async () => await app.ScalarAsync<int>("SELECT COUNT(*) FROM users", Ct) > before, "somebody was written", Ct);
            backups.Add((file, before, await app.ScalarAsync<int>("SELECT COUNT(*) FROM users", Ct)));
        }

        await enough.CancelAsync();
        (await Task.WhenAll(writers)).ShouldAllBe(refused => refused == 0);
        foreach (var (file, before, after) in backups)
        {
            await SqliteCopy.CheckAsync(file, Ct);
            (await CountAsync(file, "users")).ShouldBeInRange(before, after);

            // One transaction writes both.
            (await CountAsync(file, "refresh_tokens")).ShouldBe(await CountAsync(file, "refresh_families"));
        }

        (await app.ScalarAsync<string>("PRAGMA integrity_check", Ct)).ShouldBe("ok");
    }

    [Fact]
    public async Task A_backup_by_hand_says_where_it_is_and_overwrites_nothing()
    {
        await using var place = Place.OnSqlite();
        (await place.RunAsync("backup")).Errors.ShouldContain("There is no database at");
        File.Exists(place.Database).ShouldBeFalse("looking makes none");
        await place.MigrateAsync();

        var made = await place.RunAsync("backup");
        var again = await place.RunAsync("backup");
        var elsewhere = await place.RunAsync("backup", place.PathTo("no-such-folder/mine.db"));
        var live = await place.RunAsync("backup", place.Database);

        var file = Path.Combine(place.Backups, "greenroom-20260105-090000.db");
        made.ShouldBe(new Said(0, $"Backup: {file}, {new FileInfo(file).Length / 1e6:0.0} MB, checked.{Environment.NewLine}", ""));
        again.ShouldBe(new Said(1, "", $"{file} exists; a backup overwrites nothing.{Environment.NewLine}"));
        (elsewhere.Code, live.Code).ShouldBe((1, 1));
        (await place.RunAsync("backup", "--now")).ShouldBe(new Said(2, "", $"Usage: ./run backup [FILE]{Environment.NewLine}"));
    }

    [Fact]
    public async Task What_a_killed_backup_left_goes_with_the_next_and_one_that_is_being_made_stays()
    {
        await using var place = Place.OnSqlite();
        await using var app = await place.StartAsync();
        var (left, busy) = (Path.Combine(place.Backups, "greenroom-20260101-020000.db.part"), Path.Combine(place.Backups, "greenroom-20260106-015959.db.part"));
        await File.WriteAllTextAsync(left, "half", Ct);
        await File.WriteAllTextAsync(busy, "half", Ct);
        File.SetLastWriteTimeUtc(left, place.Clock.UtcNow.AddDays(-4));

        place.Clock.Advance(UntilTwo);
        await app.RunAllJobsAsync(Ct);

        (File.Exists(left), File.Exists(busy)).ShouldBe((false, true));
    }

    [Fact]
    public async Task The_copies_before_migrations_are_checked_and_the_newest_five_stay()
    {
        await using var place = Place.OnSqlite();
        await place.MigrateAsync();
        for (var day = 1; day <= 5; day++)
        {
            await File.WriteAllTextAsync(place.PathTo($"greenroom-before-202512{day:00}-090000.db"), "", Ct);
        }

        await place.ExecuteAsync("DROP TABLE backups; DELETE FROM __migrations_platform WHERE \"MigrationId\" LIKE '%_backups'");
        await place.MigrateAsync();

        var copies = Directory.GetFiles(place.Data.FullName, "greenroom-before-*.db").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToList();
        copies.Count.ShouldBe(DatabaseMigrator.CopiesKept);
        copies[0].ShouldBe("greenroom-before-20251202-090000.db");
        copies[^1].ShouldBe("greenroom-before-20260105-090000.db");
    }

    [Fact]
    public async Task A_damaged_database_is_not_migrated()
    {
        await using var place = Place.OnSqlite();
        await place.MigrateAsync();
        await place.ExecuteAsync("DROP TABLE backups; DELETE FROM __migrations_platform WHERE \"MigrationId\" LIKE '%_backups'; PRAGMA journal_mode=DELETE");
        await Damage.PageAsync(place.Database, Ct);

        var refusal = await Should.ThrowAsync<DamagedDatabaseException>(place.MigrateAsync);

        refusal.Message.ShouldContain("./run restore FILE");
        Directory.GetFiles(place.Data.FullName, "greenroom-before-*").ShouldBeEmpty("a damaged copy is none");
    }

    private static Task<DateTime> NextBackupAsync(GreenroomApp app) => app.ScalarAsync<DateTime>("SELECT run_at FROM jobs WHERE kind = 'platform.backup'", Ct);

    private static async Task<int> FailureMailsAsync(GreenroomApp app)
    {
        await app.RunAllJobsAsync(Ct);
        var folder = Path.Combine(app.DataDirectory, "outbox");
        var mails = await Task.WhenAll(Directory.GetFiles(folder, "*.eml").Select(file => MimeMessage.LoadAsync(file, Ct)));
        return mails.Count(m => m.Subject == "The backup of your Greenroom failed");
    }

    private static async Task<int> WriteAsync(GreenroomApp app, CancellationTokenSource enough)
    {
        var refused = 0;
        while (!enough.IsCancellationRequested)
        {
            using var client = app.NewClient();
            using var response = await client.PostAsync("/api/auth/demo", content: null, Ct);
            refused += response.IsSuccessStatusCode ? 0 : 1;
        }

        return refused;
    }

    private static async Task<int> CountAsync(string file, string table)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        return Convert.ToInt32(await command.ExecuteScalarAsync(Ct));
    }
}
