using Greenroom.Platform.Data;
using Greenroom.Platform.Jobs;
using Greenroom.Platform.Operation.Checks;
using Greenroom.Platform.Start;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Operation;

internal static class OperationSetup
{
    public static IServiceCollection AddOperation(this IServiceCollection services, DatabaseOptions database)
    {
        services.AddSettingsSection<BackupOptions>(BackupOptions.Section);
        services.AddSingleton<BackupFolder>();
        services.AddSingleton<IStartCheck>(provider => provider.GetRequiredService<BackupFolder>());
        services.AddScoped<Backups>();
        services.AddScoped<IJobHandler, BackupJob>();
        services.AddSingleton<DatabaseHealth>();
        services.AddSingleton<PostgresTools>();
        services.AddSingleton<IOperatorCommand, BackupCommand>();
        services.AddSingleton<IOperatorCommand, RestoreCommand>();
        services.AddSingleton<IOperatorCommand, DoctorCommand>();
        if (database.Engine == DatabaseEngine.Sqlite)
        {
            services.AddSingleton(provider => RecurringJob.Daily(BackupJob.Name, provider.GetRequiredService<IOptions<BackupOptions>>().Value.Hour));
            services.AddSingleton<IRestore, SqliteRestore>();
        }
        else
        {
            services.AddSingleton<IRestore, PostgresRestore>();
        }

        // In the order in which they are printed.
        services.AddSingleton<QuietDatabase>();
        services.AddSingleton<IDoctorCheck, EngineCheck>();
        services.AddSingleton<IDoctorCheck, MigrationsCheck>();
        services.AddSingleton<IDoctorCheck, MigrationLockCheck>();
        services.AddSingleton<IDoctorCheck, NetworkShareCheck>();
        services.AddSingleton<IDoctorCheck, AccessCheck>();
        services.AddSingleton<IDoctorCheck, SpaceCheck>();
        services.AddSingleton<IDoctorCheck, KeysCheck>();
        services.AddSingleton<IDoctorCheck, ClockCheck>();
        services.AddSingleton<IDoctorCheck, BackupCheck>();
        return services;
    }
}
