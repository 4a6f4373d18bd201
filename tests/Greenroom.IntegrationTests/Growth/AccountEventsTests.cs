using System.Text.Json;
using Greenroom.Growth.Platforms;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>The stream tells what becomes of the accounts while it happens.</summary>
public abstract class AccountEventsTests(GreenroomApp app)
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_begins_with_what_is_and_tells_progress_completion_and_farewell()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAsync();
        using var stream = await EventReader.OpenAsync(creator.Http, Ct);

        var first = await stream.NextAsync(Ct);
        await app.RunJobsAsync(Ct);
        var told = new List<JsonElement>();
        do
        {
            told.Add((await stream.NextAsync(Ct)).Data);
        }
        while (told[^1].GetProperty("sync").GetProperty("status").GetString() != "done");
        await creator.Http.DeleteAsync("/api/instagram/disconnect", Ct);
        var last = await stream.NextAsync(Ct);

        first.Type.ShouldBe("account");
        first.Data.GetProperty("sync").GetProperty("status").GetString().ShouldBe("waiting");
        told.Select(t => t.GetProperty("sync").GetProperty("posts_so_far").GetInt32()).ShouldBeInOrder();
        told[^1].GetProperty("sync").GetProperty("posts_so_far").GetInt32().ShouldBe(creator.Truth().Posts.Count);
        last.Type.ShouldBe("removed");
        last.Data.GetProperty("id").GetGuid().ShouldBe(first.Data.GetProperty("id").GetGuid());
    }

    [Fact(Timeout = 120_000)]
    public async Task Progress_is_told_while_the_sync_still_runs()
    {
        var platform = new FakePlatform();
        await using var own = await app.StartAnotherAsync(SetupOf(platform));

        await ShouldTellProgressAsync(platform, reader: own, worker: own);
    }

    [Fact]
    public async Task Something_comes_at_once_also_where_there_is_no_account_to_tell_of()
    {
        var creator = await Creator.SignUpAsync(app);
        using var response = await creator.Http.GetAsync("/api/growth/events", HttpCompletionOption.ResponseHeadersRead, Ct);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Ct));

        var first = await lines.ReadLineAsync(Ct).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Ct);

        first.ShouldBe(": still here");
    }

    [Fact]
    public async Task Nobody_hears_of_somebody_elses_accounts()
    {
        var other = await Creator.SignUpAsync(app);
        await other.ConnectAsync("tiny");
        var creator = await Creator.SignUpAsync(app);
        using var stream = await EventReader.OpenAsync(creator.Http, Ct);

        await app.RunJobsAsync(Ct);
        await creator.ConnectAsync("empty");

        var heard = await stream.NextAsync(Ct);
        heard.Data.GetProperty("id").GetGuid().ShouldBe((await creator.AccountsAsync())[0].GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task The_ninth_stream_of_a_user_waits()
    {
        var creator = await Creator.SignUpAsync(app);
        var open = new List<EventReader>();
        for (var tab = 0; tab < 8; tab++)
        {
            open.Add(await EventReader.OpenAsync(creator.Http, Ct));
        }

        await (await creator.Http.GetAsync("/api/growth/events", HttpCompletionOption.ResponseHeadersRead, Ct)).ShouldBeProblemAsync(429, "rate.limited", Ct);

        open.ForEach(stream => stream.Dispose());
    }

    private protected static AppSetup SetupOf(FakePlatform platform) => new() { Services = services => services.AddSingleton<ISocialPlatform>(platform) };

    /// <summary>The platform keeps back the first page until the reader has heard of the beginning, and the second until it has heard of the first.</summary>
    private protected static async Task ShouldTellProgressAsync(FakePlatform platform, GreenroomApp reader, GreenroomApp worker)
    {
        var (begun, progressed, postedAt) = (new TaskCompletionSource(), new TaskCompletionSource(), reader.Clock.UtcNow.AddHours(-1));
        platform.Hold = cursor => cursor is null ? begun.Task : progressed.Task;
        platform.Page = cursor => new PlatformPage([FakePlatform.Post(cursor ?? "1", postedAt)], Skipped: [], cursor is null ? "2" : null);
        var creator = await Creator.SignUpAsync(reader);
        await creator.ReturnAsync(await creator.BeginAsync("?flavour=fake"), "code");
        using var stream = await EventReader.OpenAsync(creator.Http, Ct);

        var running = Task.Run(() => worker.RunJobsAsync(Ct), Ct);
        var sync = await NextAsync(told => told.GetProperty("status").GetString() == "running");
        sync.GetProperty("posts_so_far").GetInt32().ShouldBe(0);
        begun.SetResult();
        sync = await NextAsync(told => told.GetProperty("posts_so_far").GetInt32() > 0);

        running.IsCompleted.ShouldBeFalse();
        sync.GetProperty("status").GetString().ShouldBe("running");
        sync.GetProperty("posts_so_far").GetInt32().ShouldBe(1);
        progressed.SetResult();
        await running;

        async Task<JsonElement> NextAsync(Predicate<JsonElement> isIt)
        {
            JsonElement told;
            do
            {
                told = (await stream.NextAsync(Ct)).Data.GetProperty("sync");
            }
            while (!isIt(told));
            return told;
        }
    }
}

public sealed class AccountEventsOnSqlite(SqliteApp app) : AccountEventsTests(app), IClassFixture<SqliteApp>;

public sealed class AccountEventsOnPostgres(PostgresApp app) : AccountEventsTests(app), IClassFixture<PostgresApp>
{
    private readonly PostgresApp _app = app;

    [Fact(Timeout = 120_000)]
    public async Task A_reader_of_one_node_is_told_of_progress_while_another_still_runs_the_sync()
    {
        var platform = new FakePlatform();
        await using var one = await _app.StartAnotherAsync(SetupOf(platform));
        await using var two = one.Again(SetupOf(platform));
        await two.InitializeAsync();

        await ShouldTellProgressAsync(platform, reader: one, worker: two);
    }

    [Fact]
    public async Task A_reader_of_one_node_sees_the_sync_that_another_runs()
    {
        await using var other = _app.Again();
        await other.InitializeAsync();
        var creator = await Creator.SignUpAsync(_app);
        await creator.ConnectAsync("tiny");
        using var stream = await EventReader.OpenAsync(creator.Http, Ct);
        await stream.NextAsync(Ct);

        await other.RunJobsAsync(Ct);

        string? status;
        do
        {
            status = (await stream.NextAsync(Ct)).Data.GetProperty("sync").GetProperty("status").GetString();
        }
        while (status != "done");
    }
}
