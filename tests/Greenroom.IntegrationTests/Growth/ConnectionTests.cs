using System.Net;
using Greenroom.Growth.Connections;
using Greenroom.Growth.Data;
using Greenroom.Growth.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>Connecting: who may come back, once, from where, and what is stored of it.</summary>
public abstract class ConnectionTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_is_connected_and_waits_for_its_sync()
    {
        var creator = await Creator.SignUpAsync(app);

        await creator.ConnectAsync();

        var account = (await creator.AccountsAsync()).ShouldHaveSingleItem();
        account.GetProperty("flavour").GetString().ShouldBe("sandbox");
        account.GetProperty("username").GetString().ShouldBe("sandbox.creator");
        account.GetProperty("state").GetString().ShouldBe("active");
        account.GetProperty("sync").GetProperty("status").GetString().ShouldBe("waiting");
        account.GetProperty("time_zone").GetString().ShouldBe("Europe/Berlin");
    }

    [Theory]
    [InlineData("", "UTC")]
    [InlineData("&time_zone=UTC", "UTC")]
    [InlineData("&time_zone=Pacific/Auckland", "Pacific/Auckland")]
    [InlineData("&time_zone=America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires")]
    [InlineData("&time_zone=Etc/GMT%2B5", "Etc/GMT+5")]
    public async Task An_account_lives_in_the_time_zone_of_the_browser_that_connected_it_first(string query, string zone)
    {
        await using var own = await app.StartAnotherAsync(new AppSetup { Services = services => services.AddSingleton<ISocialPlatform>(new FakePlatform()) });
        var creator = await Creator.SignUpAsync(own);

        (await creator.ReturnAsync(await creator.BeginAsync("?flavour=fake" + query), "code")).ShouldBe("/app/growth?connected=true");
        var first = (await creator.AccountsAsync()).ShouldHaveSingleItem();
        (await creator.ReturnAsync(await creator.BeginAsync("?flavour=fake&time_zone=Asia/Tokyo"), "code")).ShouldBe("/app/growth?connected=true");
        var again = (await creator.AccountsAsync()).ShouldHaveSingleItem();

        first.GetProperty("time_zone").GetString().ShouldBe(zone);
        again.GetProperty("time_zone").GetString().ShouldBe(zone, "its days stay what they were");
    }

    [Fact]
    public async Task A_time_zone_that_the_platform_tells_stands_before_the_browsers()
    {
        var creator = await Creator.SignUpAsync(app);

        await creator.ReturnAsync(await creator.BeginAsync("?time_zone=Asia/Tokyo"), "sandbox:creator");

        (await creator.AccountsAsync()).ShouldHaveSingleItem().GetProperty("time_zone").GetString().ShouldBe("Europe/Berlin");
    }

    [Fact]
    public async Task A_state_is_good_once()
    {
        var creator = await Creator.SignUpAsync(app);
        var begun = await creator.BeginAsync();

        (await creator.ReturnAsync(begun, "sandbox:creator")).ShouldBe("/app/growth?connected=true");
        (await creator.ReturnAsync(begun, "sandbox:tiny")).ShouldBe("/app/growth?error=state_invalid");

        (await creator.AccountsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_returns_at_once_one_finds_the_state()
    {
        var creator = await Creator.SignUpAsync(app);
        var begun = await creator.BeginAsync();

        var places = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => creator.ReturnAsync(begun, "sandbox:creator")));

        places.Count(place => place == "/app/growth?connected=true").ShouldBe(1);
        places.Count(place => place == "/app/growth?error=state_invalid").ShouldBe(3);
    }

    [Fact]
    public async Task A_state_is_good_for_ten_minutes()
    {
        var creator = await Creator.SignUpAsync(app);
        var begun = await creator.BeginAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        (await creator.ReturnAsync(begun, "sandbox:creator")).ShouldBe("/app/growth?error=state_invalid");
    }

    [Fact]
    public async Task A_state_is_good_in_the_browser_that_began()
    {
        var (victim, attacker) = (await Creator.SignUpAsync(app), await Creator.SignUpAsync(app));
        var begun = await attacker.BeginAsync();
        var other = await victim.BeginAsync();

        (await attacker.ReturnAsync((begun.State, other.Cookie), "sandbox:creator")).ShouldBe("/app/growth?error=state_invalid");
        (await attacker.CallbackAsync($"?code=sandbox:creator&state={begun.State}", cookie: null)).ShouldBe("/app/growth?error=state_invalid");

        (await attacker.AccountsAsync()).ShouldBeEmpty();
        (await victim.AccountsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("?state=")]
    [InlineData("?state=abc&code=x")]
    [InlineData("?state=%00%ff&code=x")]
    [InlineData("?code=sandbox:creator")]
    [InlineData("?state=CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA&code=sandbox:creator")]
    public async Task A_made_up_state_is_refused(string query)
    {
        var creator = await Creator.SignUpAsync(app);
        var begun = await creator.BeginAsync();

        (await creator.CallbackAsync(query, begun.Cookie)).ShouldBe("/app/growth?error=state_invalid");
    }

    [Fact]
    public async Task Saying_no_and_an_unknown_code_are_told()
    {
        var creator = await Creator.SignUpAsync(app);
        var begun = await creator.BeginAsync();

        (await creator.CallbackAsync($"?error=access_denied&error_reason=user_denied&state={begun.State}", begun.Cookie)).ShouldBe("/app/growth?error=access_denied");
        (await creator.ReturnAsync(await creator.BeginAsync(), "sandbox:nobody")).ShouldBe("/app/growth?error=exchange_failed");

        (await creator.AccountsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_accounts_stand_side_by_side_and_the_newest_is_the_usual_one()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAsync("creator");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await creator.ConnectAsync("tiny");
        await app.RunJobsAsync(Ct);

        var accounts = await creator.AccountsAsync();

        accounts.Select(a => a.GetProperty("username").GetString()).ShouldBe(["sandbox.tiny", "sandbox.creator"]);
        (await creator.GetAsync("/api/instagram/posts")).GetProperty("posts_count").GetInt32().ShouldBe(6);
        (await creator.GetAsync($"/api/instagram/posts?account_id={accounts[1].GetProperty("id").GetGuid()}")).GetProperty("posts_count").GetInt32().ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Connecting_the_same_account_again_renews_it()
    {
        var creator = await Creator.SignUpAsync(app);
        var first = await creator.ConnectAndSyncAsync();
        await creator.WaitAsync(TimeSpan.FromDays(3));

        var second = await creator.ConnectAndSyncAsync();

        (await creator.AccountsAsync()).Count.ShouldBe(1);
        second.GetProperty("id").GetGuid().ShouldBe(first.GetProperty("id").GetGuid());
        second.GetProperty("token_expires_at").GetDateTime().ShouldBe(first.GetProperty("token_expires_at").GetDateTime().AddDays(3));
        (await creator.PostsAsync()).Count.ShouldBe(creator.Truth().Posts.Count + 1, "the deleted one is missed once so far");
    }

    [Fact]
    public async Task A_platform_account_belongs_to_one_user()
    {
        await using var shared = await app.StartAnotherAsync(new AppSetup { Services = services => services.AddSingleton<ISocialPlatform>(new FakePlatform()) });
        var (first, second) = (await Creator.SignUpAsync(shared), await Creator.SignUpAsync(shared));

        (await first.ReturnAsync(await first.BeginAsync("?flavour=fake"), "code")).ShouldBe("/app/growth?connected=true");
        (await second.ReturnAsync(await second.BeginAsync("?flavour=fake"), "code")).ShouldBe("/app/growth?error=account_taken");

        (await second.AccountsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_token_is_encrypted_for_its_row_and_never_logged()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAsync("creator");
        await creator.ConnectAsync("tiny");

        var rows = await app.RowsAsync("SELECT access_token FROM instagram_accounts", Ct);
        rows.Count.ShouldBeGreaterThanOrEqualTo(2);
        rows.ShouldAllBe(row => !((string)row[0]!).Contains("sandbox", StringComparison.OrdinalIgnoreCase) && ((string)row[0]!).Length > 50);
        app.Logs.Lines.ShouldAllBe(line => !line.Message.Contains("sandbox|", StringComparison.Ordinal));
        var keys = await app.RowsAsync("SELECT xml FROM data_protection_keys", Ct);
        keys.ShouldNotBeEmpty();
        keys.ShouldAllBe(row => ((string)row[0]!).Contains("masterKeySealed", StringComparison.Ordinal) && !((string)row[0]!).Contains("requiresEncryption", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_was_copied_into_another_row_does_not_open()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAsync("creator");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await creator.ConnectAsync("tiny");
        await app.ExecuteAsync(
            "UPDATE instagram_accounts SET access_token = (SELECT a.access_token FROM instagram_accounts a WHERE a.username = 'sandbox.creator' AND a.user_id = instagram_accounts.user_id) WHERE username = 'sandbox.tiny'", Ct);

        await app.RunJobsAsync(Ct);

        var tiny = (await creator.AccountsAsync())[0];
        tiny.GetProperty("username").GetString().ShouldBe("sandbox.tiny");
        tiny.GetProperty("state").GetString().ShouldBe("needs_reconnect");
        (await creator.PostsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task With_another_master_key_accounts_ask_to_be_connected_again()
    {
        await using var first = await app.NewAppAsync(new AppSetup());
        await using (var running = first.Again())
        {
            await running.InitializeAsync();
            await (await Creator.SignUpAsync(running)).ConnectAndSyncAsync();
        }

        await using var second = first.Again(new AppSetup { Settings = { ["GREENROOM_MASTER_KEY"] = "another key that only the tests know: 0123456789" } });
        await second.InitializeAsync();
        second.Clock.Advance(TimeSpan.FromHours(7));

        await second.RunAllJobsAsync(Ct);

        (await second.ScalarAsync<string>("SELECT state FROM instagram_accounts", Ct)).ShouldBe("needs_reconnect");
        (await second.ScalarAsync<long>("SELECT count(*) FROM instagram_posts", Ct)).ShouldBeGreaterThan(100, "what is stored stays");
    }

    [Theory]
    [InlineData("?flavour=tiktok", "flavour")]
    [InlineData("?persona=sandbox:nobody", "persona")]
    [InlineData("?time_zone=Mars/Olympus_Mons", "time_zone")]
    [InlineData("?time_zone=", "time_zone")]
    [InlineData("?time_zone=/dev/zero", "time_zone")]
    [InlineData("?time_zone=../../../etc/localtime", "time_zone")]
    [InlineData("?time_zone=localtime", "time_zone")]
    [InlineData("?time_zone=Europe/Berlin%00", "time_zone")]
    [InlineData("?time_zone=W. Europe Standard Time", "time_zone")]
    [InlineData("?time_zone=America/Argentina/Buenos_Aires_and_a_name_longer_than_any_column_is", "time_zone")]
    public async Task What_cannot_be_connected_is_refused(string query, string field)
    {
        var creator = await Creator.SignUpAsync(app);

        var problem = await (await creator.Http.GetAsync("/api/instagram/connect" + query, Ct)).ShouldBeProblemAsync(400, "request.invalid", Ct);

        problem.Errors!.Keys.ShouldBe([field]);
    }

    [Fact]
    public async Task Disconnecting_removes_the_account_its_posts_and_their_history()
    {
        var creator = await Creator.SignUpAsync(app);
        var id = (await creator.ConnectAndSyncAsync()).GetProperty("id").GetGuid();
        var stranger = await Creator.SignUpAsync(app);

        await (await stranger.Http.DeleteAsync($"/api/instagram/disconnect?account_id={id}", Ct)).ShouldBeProblemAsync(404, "growth.no_account", Ct);
        (await creator.PostsAsync()).ShouldNotBeEmpty();
        (await creator.Http.DeleteAsync($"/api/instagram/disconnect?account_id={id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await creator.AccountsAsync()).ShouldBeEmpty();
        (await app.ScalarAsync<long>("SELECT count(*) FROM instagram_posts WHERE account_id = @p0", Ct, id)).ShouldBe(0);
        (await app.ScalarAsync<long>("SELECT count(*) FROM follower_snapshots WHERE account_id = @p0", Ct, id)).ShouldBe(0);
        (await app.ScalarAsync<long>("SELECT count(*) FROM post_snapshots WHERE post_id NOT IN (SELECT id FROM instagram_posts)", Ct)).ShouldBe(0);
        await (await creator.Http.DeleteAsync("/api/instagram/disconnect", Ct)).ShouldBeProblemAsync(404, "growth.no_account", Ct);
    }

    [Theory]
    [InlineData("DELETE FROM instagram_accounts", 404)]
    [InlineData("UPDATE instagram_accounts SET access_token = 'renewed'", 202)]
    public async Task A_refresh_answers_for_what_became_of_the_account_while_it_was_read(string meanwhile, int status)
    {
        var between = new BeforeAccountsAreSaved();
        await using var own = await app.StartAnotherAsync(new AppSetup { Services = services => services.ConfigureDbContext<GrowthDb>(options => options.AddInterceptors(between)) });
        var creator = await Creator.SignUpAsync(own);
        await creator.ConnectAndSyncAsync("tiny");
        between.Do = () => own.ExecuteAsync(meanwhile, Ct);

        var answer = await creator.Http.PostAsync("/api/instagram/refresh", content: null, Ct);

        between.Do.ShouldBeNull("it came in between");
        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [InlineData("DELETE FROM instagram_accounts")]
    [InlineData("UPDATE instagram_accounts SET access_token = 'renewed'")]
    public async Task Whoever_connects_again_is_connected_whatever_became_of_the_account_meanwhile(string meanwhile)
    {
        var between = new BeforeAccountsAreSaved();
        await using var own = await app.StartAnotherAsync(new AppSetup { Services = services => services.ConfigureDbContext<GrowthDb>(options => options.AddInterceptors(between)) });
        var creator = await Creator.SignUpAsync(own);
        await creator.ConnectAndSyncAsync("tiny");
        between.Do = () => own.ExecuteAsync(meanwhile, Ct);

        await creator.ConnectAndSyncAsync("tiny");

        between.Do.ShouldBeNull("it came in between");
        (await creator.AccountsAsync()).ShouldHaveSingleItem().GetProperty("state").GetString().ShouldBe("active");
    }

    private sealed class BeforeAccountsAreSaved : SaveChangesInterceptor
    {
        /// <summary>Once.</summary>
        public Func<Task>? Do { get; set; }

        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (Do is { } once && eventData.Context!.ChangeTracker.Entries<InstagramAccount>().Any(account => account.State == EntityState.Modified))
            {
                Do = null;
                await once();
            }

            return result;
        }
    }
}

public sealed class ConnectionsOnSqlite(SqliteApp app) : ConnectionTests(app), IClassFixture<SqliteApp>;

public sealed class ConnectionsOnPostgres(PostgresApp app) : ConnectionTests(app), IClassFixture<PostgresApp>;
