using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Greenroom.Platform.Data;

/// <summary>Lets one writer or the checkpointer at the SQLite file at a time.</summary>
/// <remarks>
/// Two reasons. Queueing in the program is fair and fast where SQLite's busy handler sleeps and starves. And the SQLite
/// that is linked (3.50.4) can corrupt the WAL when one connection commits while another checkpoints and resets it
/// (fixed in 3.51.3): with automatic checkpoints off and this gate, that cannot coincide.
/// </remarks>
#pragma warning disable CA1001 // A SemaphoreSlim whose wait handle nobody asked for holds nothing to dispose, and the last checkpoint may outlive the container.
public sealed class SqliteWriteGate
#pragma warning restore CA1001
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConcurrentDictionary<DbConnection, bool> _holders = new();

    public async Task EnterAsync(CancellationToken ct)
    {
        if (!await _gate.WaitAsync(LongestWait, ct))
        {
            throw new WriteGateTimeoutException();
        }
    }

    public void Leave() => _gate.Release();

    internal async ValueTask EnterForAsync(DbConnection connection, CancellationToken ct)
    {
        await EnterAsync(ct);
        _holders[connection] = true;
    }

    internal void EnterFor(DbConnection connection)
    {
        if (!_gate.Wait(LongestWait))
        {
            throw new WriteGateTimeoutException();
        }

        _holders[connection] = true;
    }

    /// <summary>Safe to call more than once: a failed commit is followed by the closing of the connection.</summary>
    internal void LeaveFor(DbConnection? connection)
    {
        if (connection is not null && _holders.TryRemove(connection, out _))
        {
            Leave();
        }
    }
}

/// <summary>Writers queued for longer than a client should wait.</summary>
public sealed class WriteGateTimeoutException() : Exception("The database is busy: writers have queued for more than 10 seconds.");

/// <summary>Every EF transaction on SQLite passes the gate; it is left on commit, on rollback, or at the latest when the connection closes.</summary>
/// <remarks>
/// EF tells nobody when a transaction is only disposed; the gate is left because the connection then closes. So nothing may keep it open:
/// nobody outside Platform/Data opens one by hand (an architecture test watches), and a transaction that cannot begin, for example
/// because its client left while it waited, closes what EF opened for it and would forget. Its pooled context would keep the gate next time.
/// </remarks>
internal sealed class WriteGateTransactions(SqliteWriteGate gate) : DbTransactionInterceptor
{
    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        try
        {
            await gate.EnterForAsync(connection, cancellationToken);
            return InterceptionResult<DbTransaction>.SuppressWithResult(await connection.BeginTransactionAsync(eventData.IsolationLevel, cancellationToken));
        }
        catch
        {
            gate.LeaveFor(connection);
            if (eventData.Context is { } context)
            {
                await context.Database.CloseConnectionAsync();
            }

            throw;
        }
    }

    public override InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        try
        {
            gate.EnterFor(connection);
            return InterceptionResult<DbTransaction>.SuppressWithResult(connection.BeginTransaction(eventData.IsolationLevel));
        }
        catch
        {
            gate.LeaveFor(connection);
            eventData.Context?.Database.CloseConnection();
            throw;
        }
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        gate.LeaveFor(eventData.Context?.Database is null ? transaction.Connection : ConnectionOf(eventData));
        return Task.CompletedTask;
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => gate.LeaveFor(ConnectionOf(eventData));

    public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        gate.LeaveFor(ConnectionOf(eventData));
        return Task.CompletedTask;
    }

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => gate.LeaveFor(ConnectionOf(eventData));

    // After commit or rollback the DbTransaction has forgotten its connection; the context still knows it.
    private static DbConnection? ConnectionOf(TransactionEndEventData eventData) =>
        eventData.Context is null ? null : eventData.Context.Database.GetDbConnection();
}

/// <summary>Single commands that EF runs outside a transaction (<c>ExecuteUpdate</c>, <c>ExecuteDelete</c>, migrations) pass the gate too.</summary>
internal sealed class WriteGateCommands(SqliteWriteGate gate) : DbCommandInterceptor
{
    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (command.Transaction is null && command.Connection is not null)
        {
            await gate.EnterForAsync(command.Connection, cancellationToken);
        }

        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Leave(command);
        return ValueTask.FromResult(result);
    }

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(command);
        return Task.CompletedTask;
    }

    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(command);
        return Task.CompletedTask;
    }

    private void Leave(DbCommand command)
    {
        if (command.Transaction is null)
        {
            gate.LeaveFor(command.Connection);
        }
    }
}

/// <summary>Opens every SQLite connection the same way, and gives the gate back when one closes.</summary>
internal sealed class SqliteConnections(SqliteWriteGate gate) : DbConnectionInterceptor
{
    // busy_timeout first: switching to WAL may itself have to wait. Checkpoints are SqliteCheckpointer's alone.
    private const string Pragmas =
        "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=0;";

    // The pool hands the same native connection out again, and it keeps its settings: five statements at every open would be five more in every request.
    private readonly ConditionalWeakTable<sqlite3, string> _set = [];

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (!IsSet(connection))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
            Remember(connection);
        }
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!IsSet(connection))
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
            Remember(connection);
        }
    }

    private bool IsSet(DbConnection connection) => _set.TryGetValue(Native(connection), out _);

    private void Remember(DbConnection connection) => _set.AddOrUpdate(Native(connection), Pragmas);

    private static sqlite3 Native(DbConnection connection) => ((SqliteConnection)connection).Handle!;

    public override ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        gate.LeaveFor(connection);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        gate.LeaveFor(connection);
        return result;
    }
}
