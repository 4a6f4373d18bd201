using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Greenroom.Platform.Data;

/// <summary>Reads what a database exception means: down, full, or a unique key already taken.</summary>
public static class DatabaseFailures
{
    // Result codes: https://www.sqlite.org/rescode.html
    private const int SqliteBusy = 5, SqliteLocked = 6, SqliteReadOnly = 8, SqliteIoError = 10, SqliteFull = 13, SqliteCantOpen = 14;
    private const int SqliteUniqueConstraint = 2067, SqlitePrimaryKeyConstraint = 1555;

    /// <summary>The 503 that a broken database deserves, or null when the exception is about something else.</summary>
    public static Failure? From(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            switch (current)
            {
                case SqliteException { SqliteErrorCode: SqliteFull }:
                case PostgresException { SqlState: PostgresErrorCodes.DiskFull }:
                    return Full;
                case SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked or SqliteReadOnly or SqliteIoError or SqliteCantOpen }:
                case WriteGateTimeoutException:
                    return Unavailable;
                case PostgresException postgres:
                    return IsOutage(postgres.SqlState) ? Unavailable : null;
                case NpgsqlException:
                case TimeoutException when exception is DbUpdateException:
                    return Unavailable;
            }
        }

        return null;
    }

    /// <summary>True when the write lost against a row with the same unique key.</summary>
    public static bool IsDuplicateKey(this DbUpdateException exception) => exception.InnerException switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteUniqueConstraint or SqlitePrimaryKeyConstraint,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        _ => false,
    };

    /// <summary>True when another writer was faster: a row version moved on, a unique key is taken, or PostgreSQL ended a deadlock at our cost.
    /// Nothing was written; reading again and deciding anew is right.</summary>
    public static bool IsLostRace(this Exception exception)
    {
        if (exception is DbUpdateConcurrencyException || (exception is DbUpdateException update && update.IsDuplicateKey()))
        {
            return true;
        }

        // However deep: without a retrying strategy Entity Framework wraps what is transient in an InvalidOperationException.
        for (var current = exception; current is not null; current = current.InnerException)
        {
            if (current is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure })
            {
                return true;
            }
        }

        return false;
    }

    public static readonly Failure Full = new(
        "database.full",
        "The server has no room left to save this. Nothing was changed; try again in a minute.",
        StatusCodes.Status503ServiceUnavailable,
        TimeSpan.FromSeconds(60));

    public static readonly Failure Unavailable = new(
        "database.unavailable",
        "The database does not answer right now. Nothing was changed; try again in a moment.",
        StatusCodes.Status503ServiceUnavailable,
        TimeSpan.FromSeconds(5));

    // 28 and 3D are refusals at the door (password, database), 55000 is a database that takes no connections just now.
    // Classes 08 connection, 53 resources, 57 operator intervention, 58 system error; 55P03 lock not available; 40001/40P01 retry.
    private static bool IsOutage(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal)
        || state.StartsWith("57", StringComparison.Ordinal) || state.StartsWith("58", StringComparison.Ordinal)
        || state.StartsWith("28", StringComparison.Ordinal) || state.StartsWith("3D", StringComparison.Ordinal)
        || state is "55000" or "55P03" or "40001" or "40P01";
}
