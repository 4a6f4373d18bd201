using System.Diagnostics;
using Npgsql;

namespace Greenroom.Bench;

/// <summary>
/// <c>bench load growth [--quick] [PROGRAM.dll]</c>: the pages of Growth over accounts of three sizes, beside what the server and PostgreSQL can do at
/// all, and syncs of 10,000 posts beside the naive way; in one run, on PostgreSQL with default settings.
/// </summary>
internal static class GrowthLoadCommand
{
    private const string QuickOption = "--quick";
    private const string UsualProgram = "artifacts/app/Greenroom.Host.dll";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var isQuick = arguments.Contains(QuickOption);
        var program = Path.GetFullPath(arguments.FirstOrDefault(argument => argument != QuickOption) ?? UsualProgram);
        if (arguments.Length > (isQuick ? 2 : 1) || !File.Exists(program))
        {
            await Console.Error.WriteLineAsync($"bench load growth [--quick] [PROGRAM.dll]: a published Greenroom.Host.dll; {UsualProgram} when none is named");
            return 2;
        }

        var clock = Stopwatch.StartNew();
        var data = Directory.CreateTempSubdirectory("greenroom-bench-").FullName;
        try
        {
            await using var postgres = await PostgresCluster.StartAsync();
            await MeasureAsync(program, data, postgres, isQuick);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }

        Report.Line("all of this took", $"{clock.Elapsed.TotalSeconds:0} s");
        return 0;
    }

    private static async Task MeasureAsync(string program, string data, PostgresCluster postgres, bool isQuick)
    {
        Console.WriteLine(
            $"{Environment.ProcessorCount} cores, {Environment.OSVersion}, .NET {Environment.Version}, PostgreSQL {await VersionAsync(postgres)} with default settings; {HttpLoad.Clients} connections; all on one machine");
        Guid owner;
        await using (var server = await ServerUnderTest.StartAsync(program, data, database: postgres.Url))
        {
            using var client = new HttpClient { BaseAddress = server.Address };
            owner = (await Api.GuestAsync(client)).Id;
            var made = await GrowthLoadData.MakeAsync(postgres, client);
            using var load = new GrowthLoad(server, postgres, new GrowthTargets(made), isQuick ? LoadLength.Quick : LoadLength.Usual);
            await load.RunAsync();
            await load.FirstLooksAsync();
        }

        // The server is gone by now: its jobs would look through what a sync has brought, in the middle of the next one.
        await new SyncLoad(postgres, repeats: isQuick ? 1 : 3).RunAsync(owner);
    }

    private static async Task<string> VersionAsync(PostgresCluster postgres)
    {
        await using NpgsqlConnection connection = await postgres.Source.OpenConnectionAsync();
        return connection.PostgreSqlVersion.ToString();
    }
}
