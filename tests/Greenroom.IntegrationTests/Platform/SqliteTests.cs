using Greenroom.Platform.Data;
using Greenroom.Platform.Jobs;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>How the program uses its one file: the settings of each connection, the write gate, the checkpoints.</summary>
public sealed class SqliteTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private static readonly Version FixedIn = new(3, 51, 3);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_linked_sqlite_is_the_one_that_the_write_gate_was_built_for()
    {
        var version = new Version((await app.ScalarAsync<string>("SELECT sqlite_version()", Ct))!);

        version.ShouldBeLessThan(
            FixedIn,
            "Good news: SQLite with the fix of the WAL-reset bug is linked now. Keep the write gate (it is fair and fast), but automatic checkpoints are safe again: "
            + "weigh removing wal_autocheckpoint=0 and SqliteCheckpointer, then state the new version here.");
        version.ShouldBe(new Version(3, 50, 4), "Another SQLite is linked than the one whose faults were looked up. Check https://www.sqlite.org/changes.html and state it here.");
    }

    [Fact]
    public async Task Every_connection_of_the_program_is_opened_alike()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        await db.Database.OpenConnectionAsync(Ct);

        (await PragmaAsync(db, "journal_mode")).ShouldBe("wal");
        (await PragmaAsync(db, "wal_autocheckpoint")).ShouldBe("0");
        (await PragmaAsync(db, "synchronous")).ShouldBe("1", "NORMAL");
        (await PragmaAsync(db, "foreign_keys")).ShouldBe("1");
        (await PragmaAsync(db, "busy_timeout")).ShouldBe("10000");

        // A pooled context would come back with its connection open, and a forgotten transaction on it would keep the write gate.
        await db.Database.CloseConnectionAsync();
    }

    [Fact]
    public async Task Fifty_writers_at_once_all_get_their_turn()
    {
        var before = await app.ScalarAsync<int>("SELECT COUNT(*) FROM jobs", Ct);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(writer => Task.Run(
            async () =>
            {
                for (var i = 0; i < 10; i++)
                {
                    await PlanAsync($"writer {writer} job {i}");
                }
            },
            Ct)));

        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM jobs", Ct)).ShouldBe(before + 500);
        app.Logs.Lines.ShouldNotContain(l => l.Message.Contains("locked", StringComparison.OrdinalIgnoreCase) || (l.Exception != null && l.Exception.ToString().Contains("SQLite Error 5", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Writers_and_checkpoints_do_not_meet()
    {
        var checkpointer = app.Services.GetRequiredService<SqliteCheckpointer>();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => i % 5 == 0 ? checkpointer.CheckpointAsync(Ct) : PlanAsync($"between checkpoints {i}")));
        await checkpointer.CheckpointAsync(Ct);

        new FileInfo(Path.Combine(app.DataDirectory, "greenroom.db-wal")).Length.ShouldBe(0);
        (await app.ScalarAsync<string>("PRAGMA integrity_check", Ct)).ShouldBe("ok");
    }

    [Fact]
    public async Task A_write_that_fails_leaves_the_gate()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        await PlanAsync("taken");
        db.Add(Job.Create("test", payload: null, "taken", app.Clock.UtcNow, app.Clock.UtcNow));

        await Should.ThrowAsync<DbUpdateException>(db.SaveChangesAsync(Ct));

        await GateIsFreeAsync();
    }

    [Fact]
    public async Task A_statement_that_fails_leaves_the_gate()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();

        await Should.ThrowAsync<SqliteException>(db.Database.ExecuteSqlRawAsync("UPDATE no_such_table SET x = 1", Ct));

        await GateIsFreeAsync();
    }

    [Fact]
    public async Task A_transaction_that_is_rolled_back_leaves_the_gate()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();

        await using (var transaction = await db.Database.BeginTransactionAsync(Ct))
        {
            await transaction.RollbackAsync(Ct);
            await GateIsFreeAsync();
        }
    }

    [Fact]
    public async Task A_transaction_that_is_forgotten_leaves_the_gate_with_its_context()
    {
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            _ = await db.Database.BeginTransactionAsync(Ct);
        }

        await GateIsFreeAsync();
    }

    [Fact]
    public async Task A_writer_that_is_cancelled_inside_leaves_the_gate()
    {
        using var cancelled = new CancellationTokenSource();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            await cancelled.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(db.Database.ExecuteSqlRawAsync("UPDATE jobs SET kind = kind", cancelled.Token));
        }

        await GateIsFreeAsync();
    }

    [Fact]
    public async Task A_writer_that_gives_up_waiting_does_not_take_the_gate_along()
    {
        var gate = app.Services.GetRequiredService<SqliteWriteGate>();
        await gate.EnterAsync(Ct);
        using var impatient = new CancellationTokenSource();
        var waiting = PlanAsync("never", impatient.Token);

        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        gate.Leave();

        await GateIsFreeAsync();
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM jobs WHERE dedupe_key = 'never'", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task After_writers_gave_up_waiting_a_transaction_without_a_word_still_leaves_the_gate()
    {
        var gate = app.Services.GetRequiredService<SqliteWriteGate>();
        using var impatient = new CancellationTokenSource();
        await gate.EnterAsync(Ct);
        var waiting = Enumerable.Range(0, 20).Select(i => PlanAsync($"gave up {i}", impatient.Token)).ToList();
        await impatient.CancelAsync();
        foreach (var task in waiting)
        {
            await Should.ThrowAsync<OperationCanceledException>(task);
        }

        gate.Leave();

        // The pool hands out the contexts of those who gave up.
        for (var i = 0; i < 20; i++)
        {
            await using (var scope = app.Services.CreateAsyncScope())
            await using (await scope.ServiceProvider.GetRequiredService<PlatformDb>().Database.BeginTransactionAsync(Ct))
            {
            }

            await GateIsFreeAsync();
        }
    }

    [Fact]
    public async Task A_transaction_that_cannot_begin_leaves_the_gate()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();

        // SQLite knows no such isolation level: BEGIN itself fails, after the gate was entered.
        await Should.ThrowAsync<ArgumentException>(db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Chaos, Ct));

        await GateIsFreeAsync();
    }

    [Fact]
    public async Task A_read_does_not_wait_for_the_gate()
    {
        var gate = app.Services.GetRequiredService<SqliteWriteGate>();
        var client = await app.SignUpAsync(Ct);
        await gate.EnterAsync(Ct);
        try
        {
            var response = await client.GetAsync("/api/user/me", Ct).WaitAsync(TimeSpan.FromSeconds(9), Ct);

            response.IsSuccessStatusCode.ShouldBeTrue();
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task PlanAsync(string key, CancellationToken? ct = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<JobQueue>().PlanAsync("test", payload: null, app.Clock.UtcNow.AddYears(1), key, ct ?? Ct);
    }

    private async Task GateIsFreeAsync()
    {
        var gate = app.Services.GetRequiredService<SqliteWriteGate>();
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        soon.CancelAfter(TimeSpan.FromSeconds(8));
        await gate.EnterAsync(soon.Token);
        gate.Leave();

        // Entered twice, it would let two writers in at once.
        await PlanAsync($"after {Guid.CreateVersion7(app.Clock.GetUtcNow())}");
        await gate.EnterAsync(soon.Token);
        var second = gate.EnterAsync(soon.Token);
        second.IsCompleted.ShouldBeFalse("the gate was left once too often");
        gate.Leave();
        await second;
        gate.Leave();
    }

    private static async Task<string?> PragmaAsync(PlatformDb db, string name)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return (await command.ExecuteScalarAsync(Ct))?.ToString();
    }
}
