namespace Greenroom.Platform.Data;

/// <summary>Work that a module does once the tables are up to date and before the first request.</summary>
public interface IAfterMigration
{
    Task RunAsync(DatabaseEngine engine, CancellationToken ct);
}
