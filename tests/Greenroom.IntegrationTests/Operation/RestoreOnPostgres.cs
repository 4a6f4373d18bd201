using System.Diagnostics;
using Greenroom.Platform.Data;
using Greenroom.Platform.Operation;
using Npgsql;

namespace Greenroom.IntegrationTests.Operation;

public sealed class RestoreOnPostgres(PostgresServer server) : RestoreTests
{
    protected override string NoBackup => "pg_restore ended with 1";

    protected override string Extension => ".dump";

    [Fact]
    public async Task The_commands_of_the_runbook_make_a_dump_and_bring_it_back()
    {
        var runbook = await File.ReadAllLinesAsync(Repository.PathTo("docs", "runbook.md"), Ct);
        runbook.ShouldContain(PostgresTools.DumpByHand);
        runbook.ShouldContain(PostgresTools.RestoreByHand);
        await using var old = await NewPlaceAsync();
        await using var here = await NewPlaceAsync();
        var email = await RegisterAsync(old);

        await TypeAsync(old, PostgresTools.DumpByHand, old.Data);
        await TypeAsync(here, PostgresTools.RestoreByHand, old.Data);

        await using var app = await here.StartAsync();
        await LogInAsync(app, email);
    }

    [Fact]
    public async Task Passwords_reach_the_programs_by_the_environment()
    {
        var url = "postgres://ada:it%27s%20secret@db.example:6543/greenroom?sslmode=verify-full&sslrootcert=/etc/ca.pem&options=-c%20search_path%3Dapp";

        var variables = PostgresTools.Variables(new NpgsqlConnectionStringBuilder(new DatabaseOptions { Url = url }.ConnectionString)).ToDictionary(v => v.Name, v => v.Value);

        variables.ShouldBe(new Dictionary<string, string?>
        {
            ["PGHOST"] = "db.example",
            ["PGPORT"] = "6543",
            ["PGDATABASE"] = "greenroom",
            ["PGUSER"] = "ada",
            ["PGPASSWORD"] = "it's secret",
            ["PGSSLMODE"] = "verify-full",
            ["PGSSLROOTCERT"] = "/etc/ca.pem",
            ["PGOPTIONS"] = "-c search_path=app",
            ["PGAPPNAME"] = "greenroom-backup",
        }, ignoreOrder: true);
    }

    /// <summary>In a shell, as an operator does, with the programs of the server's version in the path.</summary>
    private static async Task TypeAsync(Place place, string command, DirectoryInfo folder)
    {
        var start = new ProcessStartInfo("sh", ["-c", command]) { WorkingDirectory = folder.FullName, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in PostgresTools.Variables(new NpgsqlConnectionStringBuilder(place.Options.ConnectionString)))
        {
            start.Environment[name] = value;
        }

        string[] debian = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        start.Environment["PATH"] = string.Join(Path.PathSeparator, [.. debian.OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")), Environment.GetEnvironmentVariable("PATH")]);
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        process.ExitCode.ShouldBe(0, errors);
    }

    private protected override Task<Place> NewPlaceAsync() => Place.OnPostgresAsync(server);

    private protected override async Task MakeForeignAsync(Place place, string file)
    {
        await place.ExecuteAsync("CREATE TABLE notes (text TEXT)");
        (await place.RunAsync("backup", file)).Code.ShouldBe(0);
        await place.ExecuteAsync("DROP TABLE notes");
    }
}
