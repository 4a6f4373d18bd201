using System.Diagnostics;
using System.Globalization;
using Greenroom.Platform.Data;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Greenroom.Platform.Operation;

/// <summary>PostgreSQL's own programs. What they need to connect goes by the environment: arguments are for everybody on the machine to read.</summary>
internal sealed class PostgresTools(IOptions<DatabaseOptions> options, PlainDatabase database)
{
    private const string Dump = "pg_dump", Restore = "pg_restore";
    private const string Debian = "/usr/lib/postgresql";

    /// <summary>What an operator types where the programs are on another machine, with PGHOST, PGUSER, PGPASSWORD and PGDATABASE set.</summary>
    public const string DumpByHand = $"{Dump} --format=custom --no-owner --no-privileges --file=greenroom.dump";
    public const string RestoreByHand = $"{Restore} --single-transaction --clean --if-exists --no-owner --no-privileges --dbname=\"$PGDATABASE\" greenroom.dump";

    public async Task DumpAsync(string file, CancellationToken ct)
    {
        var program = await FindAsync(Dump, ct) ?? throw new RefusedException($"There is no {Dump} on this machine. Where there is one, set PGHOST, PGUSER, PGPASSWORD and PGDATABASE and run: {DumpByHand}");
        var unfinished = file + SqliteCopy.Unfinished;
        try
        {
            File.Delete(unfinished);
            SqliteCopy.CreateForOwner(unfinished);
            await RunAsync(program, ["--format=custom", "--no-owner", "--no-privileges", $"--file={unfinished}"], ct);
            await ListAsync(unfinished, ct);
            File.Move(unfinished, file);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>All of it or nothing.</summary>
    public async Task RestoreAsync(string file, CancellationToken ct) => await RunAsync(
        await RestoreProgramAsync(ct),
        ["--single-transaction", "--clean", "--if-exists", "--no-owner", "--no-privileges", $"--dbname={Connection().Database}", file],
        ct);

    /// <summary>What is in a dump, a line for each thing.</summary>
    public async Task<string> ListAsync(string file, CancellationToken ct) => await RunAsync(await RestoreProgramAsync(ct), ["--list", file], ct);

    /// <summary>The rows of some tables of a dump, as text.</summary>
    public async Task<string> RowsAsync(string file, IEnumerable<string> tables, CancellationToken ct) =>
        await RunAsync(await RestoreProgramAsync(ct), ["--data-only", "--file=-", .. tables.Select(table => $"--table={table}"), file], ct);

    private async Task<string> RestoreProgramAsync(CancellationToken ct) =>
        await FindAsync(Restore, ct) ?? throw new RefusedException($"There is no {Restore} on this machine. Where there is one, and with Greenroom stopped, set PGHOST, PGUSER, PGPASSWORD and PGDATABASE and run: {RestoreByHand}");

    /// <summary>That of the server's version first, because an older one refuses to dump and a newer one writes what the server may not know.</summary>
    private async Task<string?> FindAsync(string program, CancellationToken ct)
    {
        var version = int.Parse((string)(await database.ReadAsync("SHOW server_version_num", ct))[0][0]!, CultureInfo.InvariantCulture) / 10_000;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Prepend(Path.Combine(Debian, version.ToString(CultureInfo.InvariantCulture), "bin"))
            .SelectMany(folder => new[] { Path.Combine(folder, program), Path.Combine(folder, program + ".exe") })
            .FirstOrDefault(File.Exists);
    }

    private NpgsqlConnectionStringBuilder Connection() => new(options.Value.ConnectionString);

    private async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in Variables(Connection()))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = await process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0
            ? await output
            : throw new RefusedException($"{Path.GetFileName(program)} ended with {process.ExitCode}: {errors.ReplaceLineEndings(" ").Trim()}");
    }

    /// <summary>As libpq spells them: https://www.postgresql.org/docs/current/libpq-envars.html</summary>
    internal static IEnumerable<(string Name, string? Value)> Variables(NpgsqlConnectionStringBuilder connection)
    {
        yield return ("PGHOST", connection.Host);
        yield return ("PGPORT", connection.Port.ToString(CultureInfo.InvariantCulture));
        yield return ("PGDATABASE", connection.Database);
        yield return ("PGUSER", connection.Username);
        yield return ("PGSSLMODE", connection.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() });
        yield return ("PGAPPNAME", "greenroom-backup");
        if (connection.Password is { Length: > 0 } password)
        {
            yield return ("PGPASSWORD", password);
        }

        if (connection.RootCertificate is { Length: > 0 } certificate)
        {
            yield return ("PGSSLROOTCERT", certificate);
        }

        if (connection.Options is { Length: > 0 } session)
        {
            yield return ("PGOPTIONS", session);
        }
    }
}
