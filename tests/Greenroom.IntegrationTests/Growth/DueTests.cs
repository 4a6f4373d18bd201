using Greenroom.Growth.Connections;
using Greenroom.Growth.Data;
using Greenroom.Growth.Platforms;
using Greenroom.Growth.Sync;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>However many accounts are due, none waits for a later round, and a person waits for none.</summary>
public abstract class DueTests(GreenroomApp app)
{
    private const int Accounts = 120;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_sync_and_every_renewal_that_is_due_is_planned_at_once()
    {
        var creator = await Creator.SignUpAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GrowthDb>();
        for (var number = 0; number < Accounts; number++)
        {
            var account = InstagramAccount.Connect(creator.Id, $"{number}", "UTC", app.Clock.UtcNow);
            account.Accept("sandbox", "a sealed token", app.Clock.UtcNow.AddDays(3), timeZone: null, appScopedId: null, app.Clock.UtcNow);
            db.Accounts.Add(account);
        }

        await db.SaveChangesAsync(Ct);
        app.Clock.Advance(TimeSpan.FromDays(1));

        await scope.ServiceProvider.GetRequiredService<SyncPlan>().DueAsync(Ct);
        await scope.ServiceProvider.GetRequiredService<TokenRenewal>().PlanDueAsync(Ct);

        foreach (var kind in (string[])[SyncAccountJob.Name, RenewTokenJob.Name])
        {
            (await app.ScalarAsync<long>("SELECT count(*) FROM jobs WHERE kind = @p0 AND done_at IS NULL", Ct, kind)).ShouldBe(Accounts, kind);
        }
    }

    [Fact]
    public async Task Refresh_ends_the_wait_for_another_try()
    {
        var isDown = true;
        var platform = new FakePlatform
        {
            Page = _ => isDown ? throw new PlatformException(PlatformTrouble.Unavailable, "The platform does not answer.") : new PlatformPage([], Skipped: [], Next: null),
        };
        await using var faked = await app.StartAnotherAsync(new AppSetup { Services = services => services.AddSingleton<ISocialPlatform>(platform) });
        var creator = await Creator.SignUpAsync(faked);
        await creator.ReturnAsync(await creator.BeginAsync("?flavour=fake"), "code");
        await faked.RunAllJobsAsync(Ct);
        (await StatusAsync()).ShouldNotBe("done");

        isDown = false;
        await faked.RunAllJobsAsync(Ct);
        (await StatusAsync()).ShouldNotBe("done");
        (await creator.Http.PostAsync("/api/instagram/refresh", content: null, Ct)).IsSuccessStatusCode.ShouldBeTrue();
        await faked.RunAllJobsAsync(Ct);

        (await StatusAsync()).ShouldBe("done");

        async Task<string?> StatusAsync() => (await creator.AccountsAsync())[0].GetProperty("sync").GetProperty("status").GetString();
    }
}

public sealed class DueOnSqlite(SqliteApp app) : DueTests(app), IClassFixture<SqliteApp>;

public sealed class DueOnPostgres(PostgresApp app) : DueTests(app), IClassFixture<PostgresApp>;
