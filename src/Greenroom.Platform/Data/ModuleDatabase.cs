using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Data;

/// <summary>Gives each module its own DbContext and its own migration history in the one database.</summary>
public static class ModuleDatabase
{
    /// <param name="module">Names the history table: <c>__migrations_{module}</c>.</param>
    /// <param name="migrations">All of the context's migrations; one that is missing here would not run at the next start (a test watches).</param>
    public static IServiceCollection AddModuleDatabase<TContext>(this IServiceCollection services, string module, params Type[] migrations)
        where TContext : ModuleDbContext
    {
        services.AddDbContextPool<TContext>((provider, options) => Configure(provider, options, module));
        services.AddSingleton(new MigratedContext(typeof(TContext), migrations));
        return services;
    }

    private static string HistoryTable(string module) => $"__migrations_{module}";

    private static void Configure(IServiceProvider provider, DbContextOptionsBuilder options, string module)
    {
        var database = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        var history = HistoryTable(module);
        if (database.Engine == DatabaseEngine.Sqlite)
        {
            options.UseSqlite(database.ConnectionString, sqlite => sqlite.MigrationsHistoryTable(history));
            options.AddInterceptors(provider.GetServices<IInterceptor>());
        }
        else
        {
            UsePostgres(options, database, history);
        }

        // Migrations are written by hand for both engines and carry no snapshot; the schema test compares instead.
        options.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning, CoreEventId.RowLimitingOperationWithoutOrderByWarning));
    }

    // On its own, here and elsewhere, so that Npgsql stays on disk where SQLite serves.
    private static void UsePostgres(DbContextOptionsBuilder options, DatabaseOptions database, string history) =>
        options.UseNpgsql(database.ConnectionString, postgres => postgres.MigrationsHistoryTable(history));
}

/// <summary>Which of the two engines a context speaks to.</summary>
public static class DatabaseFacadeEngine
{
    /// <summary>By name, because asking Npgsql's own <c>IsNpgsql</c> would load it where SQLite serves.</summary>
    public static bool IsPostgres(this DatabaseFacade database) => database.ProviderName!.StartsWith("Npgsql", StringComparison.Ordinal);
}

/// <summary>The conventions that every module's tables share: snake_case names, a bounded string unless said otherwise, instants in UTC.</summary>
public abstract class ModuleDbContext : DbContext
{
#pragma warning disable MA0056 // Database is virtual for mocks; nothing here overrides it.
    protected ModuleDbContext(DbContextOptions options)
        : base(options)
    {
        // SQLite must enter the write gate, and the gate stands at transactions.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;

        // A transaction here succeeds or is given up whole: a savepoint before each save would be two more statements that nobody goes back to.
        Database.AutoSavepointsEnabled = false;
    }

#pragma warning restore MA0056

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTime>();
        configurationBuilder.Conventions.Add(_ => new SnakeCaseNames());
    }

    /// <summary>The column type for JSON documents on this engine.</summary>
    protected string JsonColumn => Database.IsPostgres() ? "jsonb" : "TEXT";
}

/// <summary>What migrations need to know about the engine that they run on.</summary>
public static class MigrationEngine
{
    public static string JsonType(this MigrationBuilder migration) => migration.ActiveProvider!.Contains("Npgsql", StringComparison.Ordinal) ? "jsonb" : "TEXT";
}
