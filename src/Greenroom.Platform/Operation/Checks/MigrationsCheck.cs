using System.Globalization;

namespace Greenroom.Platform.Operation.Checks;

internal sealed class MigrationsCheck(QuietDatabase database) : IDoctorCheck
{
    public string Name => "migrations";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct)
    {
        if (!database.Exists)
        {
            return [];
        }

        var migrations = await database.MigrationsAsync(ct);
        return migrations switch
        {
            { Newer: { } newer } => [Finding.Problem($"the database is of a later version: {newer} is not known here. Start that version, or restore a copy from before it")],
            { IsUpToDate: false } => [Finding.Warning(string.Create(CultureInfo.InvariantCulture, $"{migrations.Pending.Count} to be applied, the first is {migrations.Pending[0]}; the next start does it, or ./run migrate"))],
            _ => [Finding.Ok("the database is up to date")],
        };
    }
}
