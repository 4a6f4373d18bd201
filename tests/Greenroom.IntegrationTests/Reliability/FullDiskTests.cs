using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Greenroom.IntegrationTests.Interviews;
using Greenroom.IntegrationTests.Operation;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Turns;
using Microsoft.Data.Sqlite;

namespace Greenroom.IntegrationTests.Reliability;

/// <summary>A disk that is really full: a small tmpfs. Needs root to mount it, as CI has. With the limits of production, which are counted in the database.</summary>
[Trait("Category", "Reliability")]
public sealed class FullDiskTests
{
    /// <summary>Several lots of the limit of a signed-in user: most of them have to be taken while there is no room to count.</summary>
    private const int Reads = 300;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_refuses_writes_keeps_reading_and_recovers_without_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("greenroom-full-").FullName;
        await ShellAsync("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", folder);
        try
        {
            await using var host = await HostProcess.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["DATA_DIR"] = folder, ["RateLimits__Enabled"] = "true" }, Ct);
            using var client = host.NewClient();
            client.Bear(await client.RegisterAsync(Api.NewEmail("full"), Ct));
            var interview = await Candidate.ReadAsync<InterviewView>(await client.PostAsJsonAsync("/api/interviews", Candidate.Preferences(), Ct), HttpStatusCode.Created);
            var conversation = await Candidate.ReadAsync<ConversationView>(
                await client.PostAsJsonAsync("/api/conversations/create", new { interview_id = interview.Id }, Ct), HttpStatusCode.Created);

            var ballast = Path.Combine(folder, "ballast");
            FillUp(ballast);
            var refused = await UntilRefusedAsync(client);
            var question = await SendAsync(client, conversation.Id);
            var reads = new List<HttpStatusCode>();
            for (var i = 0; i < Reads; i++)
            {
                using var read = await client.GetAsync(i % 2 == 0 ? $"/api/interviews/{interview.Id}" : "/api/user/me", Ct);
                reads.Add(read.StatusCode);
            }

            var health = await client.GetAsync("/health", Ct);

            (await refused.ShouldBeProblemAsync(503, "database.full", Ct)).Detail!.ShouldContain("no room");
            refused.Headers.RetryAfter.ShouldNotBeNull();
            await question.ShouldBeProblemAsync(503, "database.full", Ct);
            reads.ShouldAllBe(status => status == HttpStatusCode.OK);
            health.StatusCode.ShouldBe(HttpStatusCode.OK);

            File.Delete(ballast);
            var answered = await Candidate.ReadAsync<AppendResult>(await SendAsync(client, conversation.Id));
            answered.Evaluation.ShouldNotBeNull();
            host.IsAlive.ShouldBeTrue();
            (await IntegrityAsync(folder)).ShouldBe("ok");
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            await ShellAsync("umount", folder);
            Directory.Delete(folder);
        }
    }

    [Fact]
    public async Task A_full_disk_for_backups_is_written_down_and_nothing_half_stays_there()
    {
        await using var place = Place.OnSqlite();
        var folder = Directory.CreateTempSubdirectory("greenroom-small-").FullName;
        await ShellAsync("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", folder);
        try
        {
            await using var app = await place.StartAsync(backups: folder);

            place.Clock.Advance(TimeSpan.FromHours(17));
            await app.RunAllJobsAsync(Ct);

            var row = (await app.RowsAsync("SELECT ok, error FROM backups", Ct)).ShouldHaveSingleItem();
            row[0].ShouldBe(0L);
            ((string)row[1]!).ShouldContain("disk is full");
            Directory.GetFiles(folder).ShouldBeEmpty();
        }
        finally
        {
            await ShellAsync("umount", folder);
            Directory.Delete(folder);
        }
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, Guid conversationId) =>
        client.PostAsJsonAsync("/api/conversations/append", new { conversation_id = conversationId, message = Candidate.PartialAnswer, client_message_id = "m-1" }, Ct);

    private static void FillUp(string file)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[64 * 1024];
        try
        {
            while (true)
            {
                stream.Write(block);
            }
        }
        catch (IOException)
        {
            // Full: what the test wants.
        }
    }

    /// <summary>The WAL may still have a page or two to itself; a few writes use them up.</summary>
    private static async Task<HttpResponseMessage> UntilRefusedAsync(HttpClient client)
    {
        for (var i = 0; i < 200; i++)
        {
            var response = await client.PostAsJsonAsync("/api/interviews", Candidate.Preferences(), Ct);
            if (response.StatusCode != HttpStatusCode.Created)
            {
                return response;
            }
        }

        throw new InvalidOperationException("The disk did not fill up.");
    }

    private static async Task<string?> IntegrityAsync(string folder)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "greenroom.db")}");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string?)await command.ExecuteScalarAsync(Ct);
    }

    private static async Task ShellAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        var error = await process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        process.ExitCode.ShouldBe(0, $"{program}: {error}");
    }
}
