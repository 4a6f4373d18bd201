using Greenroom.Platform.Operation;
using Greenroom.Platform.Operation.Checks;

namespace Greenroom.IntegrationTests.Operation;

/// <summary>Each thing that the doctor looks at: found once where it is wrong, and mended where that can be done.</summary>
public sealed class DoctorTests(PostgresServer postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_healthy_server_has_no_problem()
    {
        await using var place = Place.OnSqlite();
        await using var app = await place.StartAsync();
        (await place.RunAsync("backup")).Code.ShouldBe(0);

        // The folder is made by the test, so its rights are not the program's.
        Rights.Set(place.Data.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var said = await place.RunAsync("doctor");

        said.Code.ShouldBe(0, said.Output);
        said.Output.ShouldNotContain("problem ");
        foreach (var word in new[] { "ok       migrations: ", "ok       migration lock: ", "ok       disk: ", "ok       access: ", "ok       keys: ", "ok       clock: ", "ok       backup: the last one is of 2026-01-05 09:00 UTC" })
        {
            said.Output.ShouldContain(word);
        }

        said.Output.ShouldContain("Problems: 0, warnings: ");
    }

    [Fact]
    public async Task Before_the_first_start_there_is_little_to_see_and_nothing_is_made()
    {
        await using var place = Place.OnSqlite();

        var said = await place.RunAsync("doctor", "--fix");

        said.Code.ShouldBe(0);
        said.Output.ShouldContain("the first start makes it");
        File.Exists(place.Database).ShouldBeFalse();
    }

    [Fact]
    public async Task Secrets_that_others_can_read_are_found_and_closed()
    {
        await using var place = Place.OnSqlite();
        await place.MigrateAsync();
        await File.WriteAllTextAsync(place.PathTo("master-key"), "secret", Ct);
        Rights.Of(place.Database).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, "the program makes it for its owner alone");
        const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        Rights.Set(place.PathTo("master-key"), Everybody);
        Rights.Set(place.Database, Everybody);

        var found = await place.RunAsync("doctor");
        var mended = await place.RunAsync("doctor", "--fix");
        var after = await place.RunAsync("doctor");

        found.Code.ShouldBe(1);
        found.Output.ShouldContain($"problem  access: {place.Database} can be read");
        found.Output.ShouldContain($"problem  access: {place.PathTo("master-key")} can be read");
        mended.Code.ShouldBe(0, mended.Output);
        mended.Output.ShouldContain($"fixed    access: {place.Database} can be read");
        after.Output.ShouldContain("ok       access: ");
    }

    [Fact]
    public async Task The_mark_of_a_killed_migration_is_taken_away_unless_a_server_runs()
    {
        await using var place = Place.OnSqlite();
        var app = await place.StartAsync();
        await place.ExecuteAsync("""CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL); INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00')""");

        var whileServing = await place.RunAsync("doctor", "--fix");
        await place.StopAsync(app);
        var mended = await place.RunAsync("doctor", "--fix");
        var after = await place.RunAsync("doctor");

        whileServing.Output.ShouldContain("problem  migration lock: ");
        mended.Output.ShouldContain("fixed    migration lock: ");
        after.Output.ShouldContain("ok       migration lock: ");
    }

    [Fact]
    public async Task What_the_database_tells_of_is_found()
    {
        await using var place = Place.OnSqlite();
        await using (var app = await place.StartAsync(Place.OtherMasterKey))
        {
            await (await Growth.Creator.SignUpAsync(app)).ConnectAsync();
            await app.SignUpProtectedAsync(Ct);
        }

        await place.ExecuteAsync(
            """
            INSERT INTO jobs (id, kind, run_at, attempts, created_at) VALUES ('x', 'test', '2026-01-05 10:01:00', 0, '2026-01-05 10:01:00');
            INSERT INTO backups (id, started_at, finished_at, file_name, ok, error) VALUES ('x', '2026-01-05 02:00:00', '2026-01-05 02:00:00', 'greenroom-20260105-020000.db', 0, 'disk full');
            DELETE FROM __migrations_growth WHERE "MigrationId" LIKE '%_paused_until';
            """);
        await File.WriteAllTextAsync(Path.Combine(place.Backups, "greenroom-20260103-085900.db"), "", Ct);

        var said = await place.RunAsync("doctor");

        said.Code.ShouldBe(1);
        said.Output.ShouldContain("problem  clock: the newest entry of the database is 60 minutes ahead of this machine's");
        said.Output.ShouldContain("warning  keys: 1 of 1 stored keys do not open with GREENROOM_MASTER_KEY: connected accounts will have to reconnect");
        said.Output.ShouldContain("warning  keys: 1 of 1 second factors do not open with GREENROOM_MASTER_KEY: their owners get in by a passkey only, unless the key from before is put back, or ./run admin reset-second-factor EMAIL takes the factor off");
        said.Output.ShouldContain("warning  keys: 1 of 1 tokens of connected accounts do not open with GREENROOM_MASTER_KEY: ");
        said.Output.ShouldContain("warning  keys: 3 of 3 waiting mails do not open with GREENROOM_MASTER_KEY: they will be given up");
        said.Output.ShouldContain("warning  backup: the last one is of 2026-01-03 08:59 UTC, more than two days ago");
        said.Output.ShouldContain("warning  backup: the last of the server failed: greenroom-20260105-020000.db: disk full");
        said.Output.ShouldContain("warning  migrations: 1 to be applied, the first is ");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_does_not_open_is_counted_also_where_the_keys_themselves_are_gone(bool onPostgres)
    {
        await using var place = onPostgres ? await Place.OnPostgresAsync(postgres) : Place.OnSqlite();
        var app = await place.StartAsync();
        await (await Growth.Creator.SignUpAsync(app)).ConnectAsync();
        await app.SignUpProtectedAsync(Ct);
        await place.StopAsync(app);

        var before = await place.RunAsync("doctor");
        await place.ExecuteAsync("DELETE FROM data_protection_keys");
        var after = await place.RunAsync("doctor");

        before.Output.ShouldContain("ok       keys: ");
        after.Output.ShouldContain("warning  keys: 1 of 1 tokens of connected accounts do not open");
        after.Output.ShouldNotContain("second factors do not open", customMessage: "those hang on the master key alone");
        after.Output.ShouldNotContain("ok       keys: ");
    }

    [Fact]
    public async Task It_looks_at_PostgreSQL_too_and_says_so_when_it_is_away()
    {
        await using var place = await Place.OnPostgresAsync(postgres);
        await place.MigrateAsync();

        var said = await place.RunAsync("doctor");
        await place.DropAsync();
        var away = await place.RunAsync("doctor");

        said.Output.ShouldContain("ok       engine: PostgreSQL ");
        said.Output.ShouldContain("ok       migrations: ");
        said.Output.ShouldContain(" clock: ");
        away.Code.ShouldBe(1);
        away.Output.ShouldContain("problem  engine: this could not be looked at: ");
    }

    [Fact]
    public async Task It_refuses_words_that_it_does_not_know()
    {
        await using var place = Place.OnSqlite();

        (await place.RunAsync("doctor", "--fxi")).ShouldBe(new Said(2, "", $"Usage: ./run doctor [--fix]{Environment.NewLine}"));
        (await place.RunAsync("surgeon")).Code.ShouldBeNull("another command's business");
    }

    [Theory]
    [InlineData("3.50.4", "Warning")]
    [InlineData("3.51.2", "Warning")]
    [InlineData("3.50.7", "Ok")]
    [InlineData("3.51.3", "Ok")]
    [InlineData("3.53.0", "Ok")]
    public void A_sqlite_that_can_damage_its_wal_is_named(string version, string severity) =>
        EngineCheck.JudgeSqlite(Version.Parse(version)).Severity.ToString().ShouldBe(severity);

    [Fact]
    public void An_old_PostgreSQL_is_a_problem()
    {
        EngineCheck.JudgePostgres(140012).Severity.ShouldBe(Severity.Problem);
        EngineCheck.JudgePostgres(150000).Severity.ShouldBe(Severity.Ok);
    }

    [Theory]
    [InlineData("/srv/green room/data/greenroom.db", "Problem")]
    [InlineData("/srv/greenroom.db", "Ok")]
    [InlineData("/srv/green roomy/greenroom.db", "Ok")]
    public void A_network_share_is_known_by_its_mount(string file, string severity) =>
        NetworkShareCheck.Judge(file, ["proc /proc proc rw 0 0", "/dev/sda1 / ext4 rw 0 0", "nas:/export /srv/green\\040room nfs4 rw 0 0"]).Severity.ToString().ShouldBe(severity);

    [Fact]
    public void Little_room_is_a_warning()
    {
        SpaceCheck.Judge("/data", free: 499_000_000, database: 1).Text.ShouldContain("499 MB left for /data, less than 500 MB");
        SpaceCheck.Judge("/data", free: 1_900_000_000, database: 1_000_000_000).Severity.ShouldBe(Severity.Warning);
        SpaceCheck.Judge("/data", free: 2_100_000_000, database: 1_000_000_000).Severity.ShouldBe(Severity.Ok);
    }
}
