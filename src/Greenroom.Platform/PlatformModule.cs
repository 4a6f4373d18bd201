using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Email;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Greenroom.Platform.Jobs;
using Greenroom.Platform.Live;
using Greenroom.Platform.Migrations;
using Greenroom.Platform.Operation;
using Greenroom.Platform.Secrets;
using Greenroom.Platform.Start;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Greenroom.Platform;

/// <summary>What every module stands on: errors, JSON, identity, the two engines, jobs and live signals.</summary>
public static class PlatformModule
{
    public static IServiceCollection AddPlatform(this IServiceCollection services, DatabaseOptions database)
    {
        services.AddProblems();
        services.AddJsonFormat();
        services.AddBearerIdentity();
        services.AddSingleton<RateLimits>();

        services.AddSingleton<SqliteFileLock>();
        services.AddSingleton<PlainDatabase>();
        services.AddSingleton<MigrationHistory>();
        services.AddSingleton<DatabaseMigrator>();
        services.AddModuleDatabase<PlatformDb>("platform", typeof(CreatePlatform), typeof(CreateDataProtectionKeys), typeof(AddClaims), typeof(CreateBackups),
            typeof(CreateAuditAndOutbox));
        services.AddSecrets();
        services.AddSingleton<RequestOrigin>();
        services.AddScoped<AuditLog>();
        services.AddScoped<AuditReader>();
        services.AddMail();
        services.AddSingleton<LocalSignals>();
        services.AddSingleton<StreamSeats>();
        if (database.Engine == DatabaseEngine.Sqlite)
        {
            services.AddSingleton<SqliteWriteGate>();
            services.AddSingleton<IInterceptor, SqliteConnections>();
            services.AddSingleton<IInterceptor, WriteGateTransactions>();
            services.AddSingleton<IInterceptor, WriteGateCommands>();
            services.AddSingleton<SqliteCheckpointer>();
            services.AddHostedService(provider => provider.GetRequiredService<SqliteCheckpointer>());
            services.AddSingleton<ILiveSignals>(provider => provider.GetRequiredService<LocalSignals>());
        }
        else
        {
            services.AddPostgres(database);
        }

        services.AddSingleton<IAfterStart, WarmModels>();
        services.AddHostedService<WarmUp>();
        services.AddHostedService<IdleMemory>();

        services.AddScoped<JobQueue>();
        services.AddScoped<JobReader>();
        services.AddSingleton<JobRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
        services.AddScoped<IJobHandler, OldAuditJob>();
        services.AddSingleton(new RecurringJob(OldAuditJob.Name, TimeSpan.FromDays(1)));
        services.AddScoped<IJobHandler, ExpiredRowsJob>();
        services.AddSingleton(new RecurringJob(ExpiredRowsJob.Name, TimeSpan.FromMinutes(10)));
        services.AddOperation(database);
        return services;
    }

    private static void AddPostgres(this IServiceCollection services, DatabaseOptions database)
    {
        services.AddSingleton(NpgsqlDataSource.Create(database.ConnectionString));
        services.AddSingleton<PostgresSignals>();
        services.AddHostedService(provider => provider.GetRequiredService<PostgresSignals>());
        services.AddSingleton<ILiveSignals>(provider => provider.GetRequiredService<PostgresSignals>());
    }

    /// <summary>The middleware in the one order that works: the log outermost so that it sees what became of an exception, then problems,
    /// status pages before authentication, limits once the caller is known.</summary>
    /// <param name="app">The program.</param>
    /// <param name="pictureOrigins">Other servers that pages may show pictures of.</param>
    public static void UsePlatform(this WebApplication app, IEnumerable<string> pictureOrigins)
    {
        app.UseMiddleware<RequestLog>();
        app.UseProblems();
        app.UseSecurityHeaders(pictureOrigins);
        app.UseRouting();
        app.UseMiddleware<KnownCharsets>();
        app.UseRequestTimeouts();
        app.UseCors();
        app.UseAuthentication();
        app.UseRateLimits();
        app.UseAuthorization();
    }

    public static void MapPlatform(this IEndpointRouteBuilder routes)
    {
        HealthEndpoints.Map(routes);
        AuditEndpoints.Map(routes);
        JobEndpoints.Map(routes);
    }
}
