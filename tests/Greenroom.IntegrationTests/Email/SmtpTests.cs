using System.Net;
using System.Net.Http.Json;
using Greenroom.Platform.Data;
using Greenroom.Platform.Email;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Greenroom.IntegrationTests.Email;

/// <summary>Mail by a real mail server, with the outages that real mail servers have (F29).</summary>
public abstract class SmtpTests(GreenroomApp app)
{
    private const string Proof = "Confirm your e-mail address";
    private const string Reset = "Set a new password";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_mail_server_gets_one_message_for_each_event()
    {
        await using var smtp = new SmtpOnLoopback();
        smtp.Start();
        await using var mailing = await StartAsync(smtp);
        var client = mailing.NewClient();
        var email = (await client.RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
        await client.PostAsJsonAsync("/api/auth/forgot", new { email }, Ct);

        await mailing.RunAllJobsAsync(Ct);
        mailing.Clock.Advance(TimeSpan.FromHours(2));
        await mailing.RunAllJobsAsync(Ct);

        smtp.Received.Select(m => m.Message.Subject).ShouldBe([Proof, Reset], ignoreOrder: true);
        smtp.Received.ShouldAllBe(m => m.Recipients.Single() == email);
        smtp.Received.Select(m => m.Message.From.Single().ToString()).Distinct(StringComparer.Ordinal).ShouldBe(["\"Greenroom\" <hello@greenroom.example>"]);
        smtp.Received.Select(m => m.Message.MessageId).Distinct(StringComparer.Ordinal).Count().ShouldBe(2);
        Directory.Exists(Path.Combine(mailing.DataDirectory, "outbox")).ShouldBeFalse("mail that is sent is not written to disk");
    }

    [Fact]
    public async Task An_outage_delays_mail_and_nothing_else_and_each_comes_once()
    {
        await using var smtp = new SmtpOnLoopback();
        await using var mailing = await StartAsync(smtp);
        var client = mailing.NewClient();

        var email = (await client.RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
        (await client.PostAsJsonAsync("/api/auth/forgot", new { email }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await client.PostAsJsonAsync("/api/auth/forgot", new { email = "nobody@example.org" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        for (var round = 0; round < 3; round++)
        {
            await mailing.RunJobsAsync(Ct);
            mailing.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        (await mailing.ScalarAsync<int>("SELECT COUNT(*) FROM outbox", Ct)).ShouldBe(2);
        smtp.Start();
        mailing.Clock.Advance(TimeSpan.FromHours(1));
        await mailing.RunAllJobsAsync(Ct);

        smtp.Received.Select(m => m.Message.Subject).ShouldBe([Proof, Reset], ignoreOrder: true);
        (await mailing.ScalarAsync<int>("SELECT COUNT(*) FROM outbox", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_mail_that_is_refused_for_good_is_given_up()
    {
        await using var smtp = new SmtpOnLoopback { RefusesMail = true };
        smtp.Start();
        await using var mailing = await StartAsync(smtp);
        await mailing.NewClient().RegisterAsync(Api.NewEmail(), Ct);

        await mailing.RunAllJobsAsync(Ct);

        (await mailing.ScalarAsync<int>("SELECT COUNT(*) FROM outbox", Ct)).ShouldBe(0);
        (await mailing.ScalarAsync<int>("SELECT COUNT(*) FROM jobs WHERE kind = 'platform.send_mail' AND done_at IS NULL", Ct)).ShouldBe(0);
        mailing.Logs.Lines.ShouldContain(l => l.Message.Contains("was given up: The mail server answered 550", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_cannot_show_who_it_is_learns_neither_the_password_nor_the_mail()
    {
        await using var smtp = new SmtpOnLoopback();
        smtp.Start();
        await using var mailing = await StartAsync(smtp, trusted: false);
        await mailing.NewClient().RegisterAsync(Api.NewEmail(), Ct);

        await mailing.RunJobsAsync(Ct);

        smtp.Received.ShouldBeEmpty();
        (await mailing.ScalarAsync<string>("SELECT last_error FROM jobs WHERE kind = 'platform.send_mail'", Ct)).ShouldNotBeNull().ShouldContain("certificate");
        mailing.Logs.Lines.ShouldNotContain(l => $"{l.Message} {l.Exception}".Contains(SmtpOnLoopback.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Three_days_later_a_mail_is_of_no_use()
    {
        await using var smtp = new SmtpOnLoopback();
        await using var mailing = await StartAsync(smtp);
        await mailing.NewClient().RegisterAsync(Api.NewEmail(), Ct);
        await mailing.RunJobsAsync(Ct);

        mailing.Clock.Advance(TimeSpan.FromDays(4));
        smtp.Start();
        await mailing.RunAllJobsAsync(Ct);

        smtp.Received.ShouldBeEmpty();
        (await mailing.ScalarAsync<int>("SELECT COUNT(*) FROM outbox", Ct)).ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mail_server_that_speaks_TLS_from_the_first_byte_gets_mail_if_it_is_the_one_that_is_meant(bool trusted)
    {
        await using var smtp = new SmtpOnLoopback { TlsFromStart = true };
        smtp.Start();
        await using var mailing = await StartAsync(smtp, trusted);
        await mailing.NewClient().RegisterAsync(Api.NewEmail(), Ct);

        await mailing.RunJobsAsync(Ct);

        smtp.Url.ShouldStartWith("smtps://");
        smtp.Received.Select(m => m.Message.Subject).ShouldBe(trusted ? [Proof] : []);
        (await mailing.ScalarAsync<int>("SELECT COUNT(*) FROM outbox", Ct)).ShouldBe(trusted ? 0 : 1);
    }

    [Fact]
    public async Task Without_a_mail_server_the_log_says_in_which_file_a_mail_lies()
    {
        var email = (await app.NewClient().RegisterAsync(Api.NewEmail("filed"), Ct)).User.Email!;

        var mail = (await app.MailToAsync(email, Ct)).ShouldHaveSingleItem();

        var line = app.Logs.Lines.Single(l => l.Message.StartsWith("A mail was written to ", StringComparison.Ordinal) && l.Message.Contains(mail.MessageId!.Split('@')[0], StringComparison.Ordinal));
        line.Message.ShouldEndWith("; set SMTP_URL to send mail");
        var file = line.Message["A mail was written to ".Length..^"; set SMTP_URL to send mail".Length];
        Path.IsPathFullyQualified(file).ShouldBeTrue();
        (await MimeMessage.LoadAsync(file, Ct)).Subject.ShouldBe(Proof);
        line.Message.ShouldNotContain(email);
    }

    [Theory]
    [InlineData("ada@example.org\r\nBcc: eve@example.org", "Hello")]
    [InlineData("ada@example.org>\r\nRCPT TO:<eve@example.org", "Hello")]
    [InlineData("ada@example.org, eve@example.org", "Hello")]
    [InlineData("ada@example.org", "Hello\r\nBcc: eve@example.org\r\n\r\nAnother mail")]
    public async Task No_text_becomes_a_header_or_a_second_recipient(string to, string subject)
    {
        await using var smtp = new SmtpOnLoopback();
        smtp.Start();
        await using var mailing = await StartAsync(smtp);
        await using (var scope = mailing.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            await scope.ServiceProvider.GetRequiredService<MailOutbox>().PutInAsync(db, Mail.Compose(to, subject, ["Words."]), userId: null, Ct);
            await transaction.CommitAsync(Ct);
        }

        await mailing.RunAllJobsAsync(Ct);

        smtp.Received.ShouldAllBe(m => m.Recipients.Count == 1 && m.Recipients[0] == "ada@example.org" && m.Message.Bcc.Count == 0 && m.Message.To.Count == 1);
        (await mailing.ScalarAsync<int>("SELECT COUNT(*) FROM outbox", Ct)).ShouldBe(0, "sent in one piece, or given up");
    }

    private async Task<GreenroomApp> StartAsync(SmtpOnLoopback smtp, bool trusted = true) => await app.StartAnotherAsync(new AppSetup
    {
        Settings = { ["SMTP_URL"] = smtp.Url, ["MAIL_FROM"] = "Greenroom <hello@greenroom.example>" },
        Services = services => services.Configure<MailOptions>(options => options.CertificateJudge = trusted ? (_, certificate, _, _) => smtp.IsOurs(certificate) : null),
    });
}

public sealed class SmtpOnSqlite(SqliteApp app) : SmtpTests(app), IClassFixture<SqliteApp>;

public sealed class SmtpOnPostgres(PostgresApp app) : SmtpTests(app), IClassFixture<PostgresApp>;
