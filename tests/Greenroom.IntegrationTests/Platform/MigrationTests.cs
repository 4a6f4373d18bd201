using System.Data.Common;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>Migrations are written by hand, without a snapshot. These tests are what tells whether they still make what the model means.</summary>
public abstract class MigrationTests(GreenroomApp app)
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected GreenroomApp App => app;

    [Fact]
    public async Task The_migrated_schema_is_the_one_that_the_models_describe()
    {
        await using var migrated = await app.OpenConnectionAsync(Ct);
        await using var scope = app.Services.CreateAsyncScope();
        var contexts = scope.ServiceProvider.GetServices<MigratedContext>().Select(c => (DbContext)scope.ServiceProvider.GetRequiredService(c.Type)).ToList();
        await using var blank = await app.NewAppAsync(new AppSetup());
        await using var described = await blank.OpenConnectionAsync(Ct);
        foreach (var context in contexts)
        {
            await ExecuteAsync(described, context.Database.GenerateCreateScript());
        }

        var want = await Schema.ReadAsync(described, Ct);
        var have = (await Schema.ReadAsync(migrated, Ct)).Where(line => !line.StartsWith("__", StringComparison.Ordinal)).ToList();

        contexts.Count.ShouldBeGreaterThanOrEqualTo(3);
        want.Count.ShouldBeGreaterThan(100);
        have.Except(want).ShouldBeEmpty("the migrations make these and no model describes them");
        want.Except(have).ShouldBeEmpty("the models describe these and no migration makes them");
    }

    [Fact]
    public void A_module_names_all_of_its_migrations()
    {
        using var scope = app.Services.CreateScope();
        foreach (var context in scope.ServiceProvider.GetServices<MigratedContext>())
        {
            var found = ((DbContext)scope.ServiceProvider.GetRequiredService(context.Type)).Database.GetMigrations();

            context.MigrationIds.ShouldBe(found, ignoreOrder: true, context.Type.Name);
        }
    }

    [Fact]
    public async Task A_migration_that_broke_off_half_way_heals_at_the_next_start()
    {
        await using var first = await app.NewAppAsync(new AppSetup());
        await using (var connection = await first.OpenConnectionAsync(Ct))
        {
            // Stands in the way of the third table of the accounts migration.
            await ExecuteAsync(connection, "CREATE TABLE refresh_tokens (id INTEGER)");
        }

        await Should.ThrowAsync<DbException>(async () => await first.InitializeAsync());
        await using (var connection = await first.OpenConnectionAsync(Ct))
        {
            (await Schema.ReadAsync(connection, Ct)).ShouldNotContain(line => line.StartsWith("users", StringComparison.Ordinal), "a migration is one transaction");
            await ExecuteAsync(connection, "DROP TABLE refresh_tokens");
            await LeaveWhatAKilledProcessLeavesAsync(connection);
        }

        await using var second = first.Again();
        await second.InitializeAsync();

        await second.NewClient().RegisterAsync(Api.NewEmail(), Ct);
    }

    [Fact]
    public async Task A_second_start_migrates_nothing_and_keeps_the_data()
    {
        await using var first = await app.NewAppAsync(new AppSetup());
        string email;
        await using (var running = first.Again())
        {
            await running.InitializeAsync();
            email = (await running.NewClient().RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
        }

        await using var second = first.Again();
        await second.InitializeAsync();

        second.Logs.Lines.ShouldNotContain(l => l.Message.StartsWith("Migrating", StringComparison.Ordinal));
        (await second.NewClient().LogInAsync(email, Ct)).IsSuccessStatusCode.ShouldBeTrue();
    }

    /// <summary>EF's own lock survives a kill -9 on SQLite only; on PostgreSQL it ends with the connection.</summary>
    protected virtual Task LeaveWhatAKilledProcessLeavesAsync(DbConnection connection) => Task.CompletedTask;

    protected static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }
}

public sealed class MigrationsOnSqlite(SqliteApp app) : MigrationTests(app), IClassFixture<SqliteApp>
{
    [Fact]
    public async Task A_copy_is_made_before_a_database_with_data_is_migrated()
    {
        await using var first = await App.NewAppAsync(new AppSetup());
        await using (var running = first.Again())
        {
            await running.InitializeAsync();
            await running.NewClient().RegisterAsync(Api.NewEmail("kept"), Ct);
        }

        Directory.GetFiles(first.DataDirectory, "greenroom-before-*.db").ShouldBeEmpty("there was nothing to copy at the first start");
        await using (var connection = await first.OpenConnectionAsync(Ct))
        {
            // As if this version brought the keys: their table and their line in the history are not there yet.
            await ExecuteAsync(connection, "DROP TABLE data_protection_keys; DELETE FROM __migrations_platform WHERE \"MigrationId\" LIKE '%data_protection_keys'");
        }

        await using var second = first.Again();
        await second.InitializeAsync();

        var copy = Directory.GetFiles(first.DataDirectory, "greenroom-before-*.db").ShouldHaveSingleItem();
        await using var kept = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={copy};Mode=ReadOnly;Pooling=False");
        await kept.OpenAsync(Ct);
        await using var command = kept.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM users WHERE email LIKE 'kept%'";
        (await command.ExecuteScalarAsync(Ct)).ShouldBe(1L);
    }

    [Fact]
    public void A_second_process_on_the_same_file_is_turned_away_with_a_sentence()
    {
        using var second = new SqliteFileLock(Options.Create(new DatabaseOptions { DataDirectory = App.DataDirectory }));

        var refusal = Should.Throw<InvalidOperationException>(second.Take);

        refusal.Message.ShouldContain("Another Greenroom process");
        refusal.Message.ShouldContain("DATA_DIR");
    }

    protected override Task LeaveWhatAKilledProcessLeavesAsync(DbConnection connection) => ExecuteAsync(
        connection,
        """
        CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
        INSERT OR REPLACE INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
        """);
}

public sealed class MigrationsOnPostgres(PostgresApp app) : MigrationTests(app), IClassFixture<PostgresApp>
{
    [Fact]
    public async Task Two_nodes_that_start_together_on_an_empty_database_both_come_up()
    {
        await using var owner = await App.NewAppAsync(new AppSetup());
        await using var one = owner.Again();
        await using var other = owner.Again();

        await Task.WhenAll(Task.Run(async () => await one.InitializeAsync(), Ct), Task.Run(async () => await other.InitializeAsync(), Ct));

        var email = (await one.NewClient().RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
        (await other.NewClient().LogInAsync(email, Ct)).IsSuccessStatusCode.ShouldBeTrue();
        one.Logs.Lines.Concat(other.Logs.Lines).Count(l => l.Message.StartsWith("Migrating AccountsDb", StringComparison.Ordinal)).ShouldBe(1, "the second waits and finds the work done");
    }
}
