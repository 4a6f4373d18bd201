using System.Net;
using Greenroom.IntegrationTests.Reliability;
using Greenroom.Platform.Data;

namespace Greenroom.IntegrationTests.Operation;

/// <summary>The commands as processes of their own beside a server: only so do the locks of two processes meet.</summary>
[Trait("Category", "Reliability")]
public sealed class CommandTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Beside_a_running_server_a_backup_is_made_and_a_restore_is_refused()
    {
        await using var place = Place.OnSqlite();
        await using var host = await HostProcess.StartAsync(place.Environment, Ct);
        using var client = host.NewClient();
        await client.RegisterAsync(Api.NewEmail(), Ct);
        var file = place.PathTo("mine.db");

        var runs = await Task.WhenAll(place.RunProcessAsync("backup", file), place.RunProcessAsync("doctor"));
        var refused = await place.RunProcessAsync("restore", file);

        runs.ShouldAllBe(run => run.Errors.Length == 0);
        runs[0].Output.ShouldStartWith($"Backup: {file}, ");
        runs[1].Output.ShouldContain("Problems: ");
        await SqliteCopy.CheckAsync(file, Ct);
        refused.Code.ShouldBe(1);
        refused.Errors.ShouldStartWith("Another Greenroom process uses ");
        (await client.RegisterAsync(Api.NewEmail(), Ct)).Token.ShouldNotBeEmpty();
        (await client.GetAsync("/health/ready", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
