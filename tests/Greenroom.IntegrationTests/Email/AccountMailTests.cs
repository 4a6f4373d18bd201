using System.Reflection;
using Greenroom.Accounts.Recovery;
using Greenroom.IntegrationTests.Accounts.GitHub;
using Greenroom.Platform.Email;

namespace Greenroom.IntegrationTests.Email;

/// <summary>Every kind of mail about an account goes out exactly once for what it tells of, also when the mail server is away at that moment.</summary>
public abstract class AccountMailTests(GitHubApp gitHub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_kind_of_account_mail_comes_once_although_the_mail_server_was_away()
    {
        await using var smtp = new TroubledSmtp { Trouble = SmtpTrouble.BusyAtGreeting };
        var operatorAddress = Api.NewEmail("operator");
        await using var app = await gitHub.App.StartAnotherAsync(gitHub.Setup(new AppSetup
        {
            Settings = { ["SMTP_URL"] = smtp.Url, ["MAIL_FROM"] = "Greenroom <hello@greenroom.example>", ["ADMIN_EMAIL"] = operatorAddress },
        }));
        var events = new AccountMailEvents(app, gitHub, operatorAddress);
        events.All.Keys.ShouldBe(Kinds(), ignoreOrder: true, customMessage: "a kind of mail without an event here, or an event without its kind");

        var expected = new List<string>();
        foreach (var (kind, happen) in events.All)
        {
            var told = await happen();
            told.Address.ShouldNotBeNullOrEmpty(kind);
            expected.Add($"{told.Address}: {told.Subject}");
        }

        for (var round = 0; round < 2; round++)
        {
            await app.RunAllJobsAsync(Ct);
            app.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        smtp.Received.ShouldBeEmpty();
        smtp.Trouble = SmtpTrouble.None;
        for (var round = 0; round < 2; round++)
        {
            app.Clock.Advance(TimeSpan.FromHours(2));
            await app.RunAllJobsAsync(Ct);
        }

        var received = smtp.Received.Select(m => $"{m.To.Mailboxes.Single().Address}: {m.Subject}").ToList();
        received.GroupBy(line => line, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty("each comes once");
        expected.ShouldBeSubsetOf(received);
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM outbox", Ct)).ShouldBe(0);
    }

    /// <summary>What the code can write: so a new kind without an event of its own fails the test.</summary>
    private static IReadOnlyList<string> Kinds() =>
    [
        .. typeof(AccountMails).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(m => m.ReturnType == typeof(Task) || m.ReturnType == typeof(Mail)).Select(m => m.Name),
    ];
}

public sealed class AccountMailsOnSqlite(GitHubOnSqliteApp app) : AccountMailTests(app), IClassFixture<GitHubOnSqliteApp>;

public sealed class AccountMailsOnPostgres(GitHubOnPostgresApp app) : AccountMailTests(app), IClassFixture<GitHubOnPostgresApp>;
