using System.Net;
using Greenroom.IntegrationTests.Growth;
using Greenroom.IntegrationTests.Interviews;
using Greenroom.IntegrationTests.Platform;
using Greenroom.Interviews.Practice;
using Greenroom.Platform.Http;

namespace Greenroom.IntegrationTests.Releases;

/// <summary>The program of today over the database of every release: it starts by itself, nothing is lost and everything goes on.</summary>
public abstract class UpgradeTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_release_is_kept_for_both_engines()
    {
        ReleaseFiles.Versions(ReleaseFiles.EndingOf(app)).ShouldNotBeEmpty();
        ReleaseFiles.Versions(".db.gz").ShouldBe(ReleaseFiles.Versions(".sql.gz"));
    }

    [Fact]
    public async Task The_program_of_today_goes_on_with_the_database_of_every_release()
    {
        foreach (var version in ReleaseFiles.Versions(ReleaseFiles.EndingOf(app)))
        {
            await using var restored = await app.NewAppAsync(new AppSetup());
            await ReleaseFiles.RestoreAsync(restored, version);
            var (interviews, posts) = (await CountAsync(restored, "interviews"), await CountAsync(restored, "instagram_posts"));

            await restored.InitializeAsync();
            restored.Clock.Advance(TimeSpan.FromMinutes(1));

            await restored.ShouldHoldInvariantsAsync(Ct);
            await GoOnAsync(restored, interviews, posts);
            await restored.ShouldHoldInvariantsAsync(Ct);
            restored.Logs.Lines.Where(l => l.Exception is not null).ShouldBeEmpty(version);
        }
    }

    [Fact]
    public async Task A_program_that_is_older_than_its_database_does_not_start_and_says_why()
    {
        await using var first = await app.NewAppAsync(new AppSetup());
        await using (var running = first.Again())
        {
            await running.InitializeAsync();
            await running.ExecuteAsync("INSERT INTO __migrations_accounts (\"MigrationId\", \"ProductVersion\") VALUES ('20991231000000_of_tomorrow', '99.0.0')", Ct);
        }

        using var older = new ProgramStart();
        var sentence = await older.RunAsync([("DATA_DIR", first.DataDirectory), ("DATABASE_URL", first.DatabaseUrl)], "migrate");

        sentence.ShouldStartWith("Greenroom cannot start: The database is of a later version of Greenroom: this one does not know its migration 20991231000000_of_tomorrow.");
        sentence.Trim().ShouldNotContain('\n');
    }

    private static async Task GoOnAsync(GreenroomApp restored, long interviews, long posts)
    {
        var http = restored.NewClient();
        var login = await http.LogInAsync(ReleaseSample.Email, Ct);
        login.StatusCode.ShouldBe(HttpStatusCode.OK, "the password is still known");
        var session = await login.ReadAsync<Session>(Ct);
        http.Bear(session);
        var (candidate, creator) = (new Candidate(restored, http, ReleaseSample.Email), Creator.Of(restored, http, session));

        var listed = (await Candidate.ReadAsync<Page<InterviewView>>(await http.GetAsync("/api/interviews?limit=50", Ct))).Items;
        listed.Count.ShouldBe((int)interviews);
        (await candidate.ReportAsync(listed.Single(i => i.Status == InterviewStatus.Completed).Id)).Score.ShouldNotBeNull();
        var running = await candidate.SnapshotAsync(listed.Single(i => i.Status == InterviewStatus.InProgress).Id);
        var turn = await new Room(candidate, running.Id, running.Conversations[0].Id).AnswerAsync(Candidate.PartialAnswer);
        turn.Evaluation.ShouldNotBeNull();

        (await creator.PostsAsync()).Count.ShouldBe((int)posts);
        await creator.WaitAsync(TimeSpan.FromHours(7));
        await restored.RunAllJobsAsync(Ct);
        var account = (await creator.AccountsAsync()).ShouldHaveSingleItem();
        account.GetProperty("state").GetString().ShouldBe("active", "the token that was sealed then opens now");
        account.GetProperty("sync").GetProperty("status").GetString().ShouldBe("done");
        (restored.Clock.UtcNow - account.GetProperty("last_synced_at").GetDateTime()).ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    private static async Task<long> CountAsync(GreenroomApp app, string table) => await app.ScalarAsync<long>($"SELECT COUNT(*) FROM {table}", Ct);
}

public sealed class UpgradesOnSqlite(SqliteApp app) : UpgradeTests(app), IClassFixture<SqliteApp>;
public sealed class UpgradesOnPostgres(PostgresApp app) : UpgradeTests(app), IClassFixture<PostgresApp>;
