using System.Net;
using System.Net.Http.Json;

namespace Greenroom.IntegrationTests.Email;

/// <summary>F29: a mail server that is slow or busy costs nobody but the mail any time, and each mail comes once.</summary>
public abstract class TroubledSmtpTests(GreenroomApp app)
{
    private const string Proof = "Confirm your e-mail address";
    private const string Reset = "Set a new password";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SmtpTrouble.Silent)]
    [InlineData(SmtpTrouble.Dribbling)]
    public async Task While_the_mail_server_keeps_somebody_waiting_people_register_and_reset_as_ever(SmtpTrouble trouble)
    {
        await using var smtp = new TroubledSmtp { Trouble = trouble };
        await using var mailing = await StartAsync(smtp);
        var client = mailing.NewClient();
        var email = (await client.RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
        var sending = Task.Run(() => mailing.RunJobsAsync(Ct), Ct);
        await Patience.UntilAsync(() => smtp.Connections == 1 && (trouble == SmtpTrouble.Silent || smtp.Dribbled > 20), "the mail server had somebody waiting", Ct);

        // The clock stands still, so whoever waited for the mail server here would wait for ever.
        var known = await client.PostAsJsonAsync("/api/auth/forgot", new { email }, Ct);
        var unknown = await client.PostAsJsonAsync("/api/auth/forgot", new { email = "nobody@example.org" }, Ct);
        var second = (await client.RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
        sending.IsCompleted.ShouldBeFalse("the first mail is still on its way");

        (known.StatusCode, unknown.StatusCode).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.Accepted));
        (await unknown.Content.ReadAsStringAsync(Ct)).ShouldBe(await known.Content.ReadAsStringAsync(Ct));
        await Patience.UntilAsync(
            () =>
            {
                mailing.Clock.Advance(TimeSpan.FromSeconds(10));
                return sending.IsCompleted;
            },
            "the server had enough of waiting",
            Ct);
        await sending;
        (await mailing.ScalarAsync<string>("SELECT last_error FROM jobs WHERE kind = 'platform.send_mail' AND attempts = 1", Ct)).ShouldBe("The mail server took longer than 2 minutes.");
        (await mailing.ScalarAsync<int>("SELECT COUNT(*) FROM outbox", Ct)).ShouldBe(2);

        smtp.Trouble = SmtpTrouble.None;
        mailing.Clock.Advance(TimeSpan.FromHours(1));
        await mailing.RunAllJobsAsync(Ct);
        smtp.Received.Select(m => $"{m.To.Mailboxes.Single().Address} {m.Subject}").ShouldBe([$"{email} {Proof}", $"{email} {Reset}", $"{second} {Proof}"], ignoreOrder: true);
        (await mailing.ScalarAsync<int>("SELECT COUNT(*) FROM outbox", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_mail_server_that_is_busy_at_whatever_step_gets_each_mail_later_and_once()
    {
        await using var smtp = new TroubledSmtp();
        await using var mailing = await StartAsync(smtp);
        var expected = new List<string>();

        foreach (var trouble in new[] { SmtpTrouble.BusyAtGreeting, SmtpTrouble.BusyAtSender, SmtpTrouble.BusyAtRecipient, SmtpTrouble.BusyAtData, SmtpTrouble.BusyAfterData })
        {
            smtp.Trouble = trouble;
            var email = (await mailing.NewClient().RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
            (await mailing.NewClient().PostAsJsonAsync("/api/auth/forgot", new { email }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
            for (var round = 0; round < 3; round++)
            {
                await mailing.RunAllJobsAsync(Ct);
                mailing.Clock.Advance(TimeSpan.FromMinutes(2));
            }

            (await mailing.ScalarAsync<int>("SELECT COUNT(*) FROM outbox", Ct)).ShouldBe(2, $"{trouble}: they wait");
            smtp.Received.Count.ShouldBe(expected.Count);
            var errors = await mailing.JobErrorsAsync(Ct);
            errors.ShouldNotBeEmpty();
            errors.ShouldNotContain(e => e.Contains('@', StringComparison.Ordinal), "addresses stand with the account and nowhere else");

            smtp.Trouble = SmtpTrouble.None;
            mailing.Clock.Advance(TimeSpan.FromHours(1));
            await mailing.RunAllJobsAsync(Ct);
            expected.AddRange([$"{email} {Proof}", $"{email} {Reset}"]);
            smtp.Received.Select(m => $"{m.To.Mailboxes.Single().Address} {m.Subject}").ShouldBe(expected, ignoreOrder: true, customMessage: trouble.ToString());
            (await mailing.ScalarAsync<int>("SELECT COUNT(*) FROM outbox", Ct)).ShouldBe(0);
        }

        mailing.Logs.Lines.ShouldNotContain(l => $"{l.Message}{l.Exception}".Contains("somebody@example.org", StringComparison.Ordinal));
        mailing.Logs.Lines.ShouldNotContain(l => l.Message.Contains("was given up", StringComparison.Ordinal));
    }

    private async Task<GreenroomApp> StartAsync(TroubledSmtp smtp) =>
        await app.StartAnotherAsync(new AppSetup { Settings = { ["SMTP_URL"] = smtp.Url, ["MAIL_FROM"] = "Greenroom <hello@greenroom.example>" } });
}

public sealed class TroubledSmtpOnSqlite(SqliteApp app) : TroubledSmtpTests(app), IClassFixture<SqliteApp>;

public sealed class TroubledSmtpOnPostgres(PostgresApp app) : TroubledSmtpTests(app), IClassFixture<PostgresApp>;
