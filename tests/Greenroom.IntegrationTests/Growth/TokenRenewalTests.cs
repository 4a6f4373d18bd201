using Greenroom.Growth.Connections;
using Greenroom.Growth.Platforms;
using Greenroom.Growth.Sync;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>A connection lives for as long as its token is renewed in time, and by one node only.</summary>
public abstract class TokenRenewalTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sync_that_is_refused_because_its_token_was_renewed_meanwhile_goes_on_with_the_new_one()
    {
        var platform = new FakePlatform();
        await using var own = await app.StartAnotherAsync(new AppSetup { Services = services => services.AddSingleton<ISocialPlatform>(platform) });
        platform.FirstExpiry = own.Clock.UtcNow.AddDays(5);
        platform.Renewal = () => own.Clock.UtcNow.AddDays(60);
        var creator = await Creator.SignUpAsync(own);
        await creator.ReturnAsync(await creator.BeginAsync("?flavour=fake"), "code");
        await own.RunAllJobsAsync(Ct);
        var id = (await creator.AccountsAsync())[0].GetProperty("id").GetGuid();
        await creator.WaitAsync(TimeSpan.FromHours(25));
        platform.Page = _ =>
        {
            if (platform.Renewals > 0)
            {
                return new PlatformPage([FakePlatform.Post("1", own.Clock.UtcNow)], Skipped: [], Next: null);
            }

            using var scope = own.Services.CreateScope();
            scope.ServiceProvider.GetRequiredService<TokenRenewal>().RenewAsync(id, Ct).GetAwaiter().GetResult();
            throw new PlatformException(PlatformTrouble.NeedsReconnect, "The token is not the newest.");
        };

        await using (var scope = own.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<AccountSync>().RunAsync(id, Ct);
        }

        var account = (await creator.AccountsAsync())[0];
        account.GetProperty("state").GetString().ShouldBe("active");
        account.GetProperty("sync").GetProperty("status").GetString().ShouldBe("done");
        account.GetProperty("sync").GetProperty("posts_so_far").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_sync_that_is_refused_while_its_token_is_being_renewed_comes_again()
    {
        var (faked, platform, creator) = await ConnectedAsync(TimeSpan.FromDays(5));
        await using var _ = faked;
        platform.Renewal = () => faked.Clock.UtcNow.AddDays(60);
        platform.Page = _ => platform.Renewals > 0
            ? new PlatformPage([FakePlatform.Post("1", faked.Clock.UtcNow)], Skipped: [], Next: null)
            : throw new PlatformException(PlatformTrouble.NeedsReconnect, "The platform has given out a newer one.");
        var id = (await creator.AccountsAsync())[0].GetProperty("id").GetGuid();
        await creator.WaitAsync(TimeSpan.FromHours(25));

        await using (var scope = faked.Services.CreateAsyncScope())
        {
            // As it stands after the platform has answered the renewal and before the answer is stored.
            await scope.ServiceProvider.GetRequiredService<TokenRenewal>().PlanDueAsync(Ct);
            var refused = await Should.ThrowAsync<PlatformException>(() => scope.ServiceProvider.GetRequiredService<AccountSync>().RunAsync(id, Ct));
            refused.Trouble.ShouldBe(PlatformTrouble.Unavailable, "so that the job comes again");
        }

        (await creator.AccountsAsync())[0].GetProperty("state").GetString().ShouldBe("active");
        await faked.RunAllJobsAsync(Ct);
        await creator.WaitAsync(TimeSpan.FromHours(1));
        await faked.RunAllJobsAsync(Ct);
        var sync = (await creator.AccountsAsync())[0].GetProperty("sync");
        sync.GetProperty("status").GetString().ShouldBe("done");
        sync.GetProperty("posts_so_far").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_token_is_renewed_in_its_last_week_and_not_before()
    {
        var (faked, platform, creator) = await ConnectedAsync(TimeSpan.FromDays(60));
        await using var _ = faked;
        platform.Renewal = () => faked.Clock.UtcNow.AddDays(60);

        await creator.WaitAsync(TimeSpan.FromDays(52));
        await faked.RunAllJobsAsync(Ct);
        platform.Renewals.ShouldBe(0);
        await creator.WaitAsync(TimeSpan.FromDays(1) + TimeSpan.FromHours(1));
        await faked.RunAllJobsAsync(Ct);

        platform.Renewals.ShouldBe(1);
        (await creator.AccountsAsync())[0].GetProperty("token_expires_at").GetDateTime().ShouldBe(faked.Clock.UtcNow.AddDays(60));
        await creator.WaitAsync(TimeSpan.FromHours(12));
        await faked.RunAllJobsAsync(Ct);
        platform.Renewals.ShouldBe(1, "the new one is good for sixty days");
    }

    [Fact]
    public async Task A_token_of_less_than_a_day_is_left_alone()
    {
        var (faked, platform, creator) = await ConnectedAsync(TimeSpan.FromDays(3));
        await using var _ = faked;
        platform.Renewal = () => faked.Clock.UtcNow.AddDays(60);

        await creator.WaitAsync(TimeSpan.FromHours(23));
        await faked.RunAllJobsAsync(Ct);
        platform.Renewals.ShouldBe(0);
        await creator.WaitAsync(TimeSpan.FromHours(13));
        await faked.RunAllJobsAsync(Ct);

        platform.Renewals.ShouldBe(1);
    }

    [Fact]
    public async Task A_platform_that_renews_no_more_asks_for_the_person()
    {
        var (faked, platform, creator) = await ConnectedAsync(TimeSpan.FromDays(3));
        await using var _ = faked;
        platform.Renewal = () => throw new PlatformException(PlatformTrouble.NeedsReconnect, "The app was removed.");

        await creator.WaitAsync(TimeSpan.FromHours(36));
        await faked.RunAllJobsAsync(Ct);

        var account = (await creator.AccountsAsync())[0];
        account.GetProperty("state").GetString().ShouldBe("needs_reconnect");
        account.GetProperty("state_reason").GetString().ShouldBe("The app was removed.");
    }

    [Fact]
    public async Task Two_runners_at_once_renew_a_token_once()
    {
        var (faked, platform, creator) = await ConnectedAsync(TimeSpan.FromDays(3));
        await using var _ = faked;
        platform.Renewal = () => faked.Clock.UtcNow.AddDays(60);
        await creator.WaitAsync(TimeSpan.FromHours(36));
        await faked.RunJobsAsync(Ct);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => faked.RunAllJobsAsync(Ct), Ct)));

        platform.Renewals.ShouldBe(1);
    }

    private async Task<(GreenroomApp App, FakePlatform Platform, Creator Creator)> ConnectedAsync(TimeSpan life)
    {
        var platform = new FakePlatform();
        var faked = await app.StartAnotherAsync(new AppSetup
        {
            Services = services => services.AddSingleton<ISocialPlatform>(platform),
            Settings = { ["Accounts:SessionIdle"] = "100.00:00:00", ["Accounts:SessionLife"] = "100.00:00:00" },
        });
        platform.FirstExpiry = faked.Clock.UtcNow + life;
        var creator = await Creator.SignUpAsync(faked);
        (await creator.ReturnAsync(await creator.BeginAsync("?flavour=fake"), "code")).ShouldBe("/app/growth?connected=true");
        await faked.RunJobsAsync(Ct);
        return (faked, platform, creator);
    }
}

public sealed class TokenRenewalsOnSqlite(SqliteApp app) : TokenRenewalTests(app), IClassFixture<SqliteApp>;

public sealed class TokenRenewalsOnPostgres(PostgresApp app) : TokenRenewalTests(app), IClassFixture<PostgresApp>;
