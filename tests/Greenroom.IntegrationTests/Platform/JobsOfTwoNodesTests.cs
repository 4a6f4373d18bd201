using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Greenroom.Accounts.PersonalData;
using Greenroom.Accounts.Recovery;
using Greenroom.IntegrationTests.PersonalData;
using Greenroom.Platform.Email;
using Greenroom.Platform.Jobs;
using Greenroom.Platform.Operation;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>Whatever the accounts and the platform do by themselves is done by one of two nodes, each time that it is due.</summary>
public sealed class JobsOfTwoNodesTests(PostgresApp engine) : IClassFixture<PostgresApp>
{
    private readonly ConcurrentQueue<(string Kind, string? Payload)> _done = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private AppSetup Counted => new() { Services = CountJobs };

    [Fact]
    public async Task Each_job_of_accounts_and_platform_is_done_once_however_many_nodes_look_for_it()
    {
        await using var one = await engine.StartAnotherAsync(Counted);
        await using var two = one.Again(Counted);
        await two.InitializeAsync();
        var ada = await Resident.SignUpAsync(one, "leaving");
        var grace = await Resident.SignUpAsync(two, "staying");
        foreach (var person in new[] { ada, grace })
        {
            await person.AskForExportAsync();
            (await person.Http.PostAsJsonAsync("/api/auth/forgot", new { email = person.Email }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }

        await ada.DeleteAsync();
        await RunBothAsync(one, two);

        Of(BuildExportJob.Name).Select(job => job.Payload).Distinct(StringComparer.Ordinal).Count().ShouldBe(2);
        Of(BuildExportJob.Name).Count.ShouldBe(2);
        Of(SendResetJob.Name).Count.ShouldBe(2);
        Of(SendMailJob.Name).Select(job => job.Payload).Distinct(StringComparer.Ordinal).Count().ShouldBe(Of(SendMailJob.Name).Count);
        Mails(one, two).ShouldBe(
            [$"{ada.Email} 3", $"{grace.Email} 2"], ignoreOrder: true, customMessage: "two proofs, two links for a new password, one farewell");

        // Every round anew, until the account is gone; nothing but what recurs is planned by now.
        var recurring = one.Services.GetServices<RecurringJob>().Where(job => IsOurs(job.Kind)).ToList();
        for (var day = 1; day <= 8; day++)
        {
            _done.Clear();
            one.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
            await RunBothAsync(one, two);
            _done.Where(job => recurring.Exists(r => r.Kind == job.Kind)).Select(job => job.Kind).ShouldBe(recurring.Select(job => job.Kind), ignoreOrder: true);
        }

        (await one.ScalarAsync<int>("SELECT COUNT(*) FROM audit_events WHERE name = 'account.erased' AND user_id = @p0", Ct, ada.Id)).ShouldBe(1);
        (await one.ScalarAsync<int>("SELECT COUNT(*) FROM users WHERE id = @p0", Ct, ada.Id)).ShouldBe(0);
        string[] asked = [BuildExportJob.Name, SendResetJob.Name, SendMailJob.Name];
        Handlers(one).Where(IsOurs).Except(asked.Concat(recurring.Select(job => job.Kind)), StringComparer.Ordinal)
            .ShouldBe([BackupJob.Name], "a kind that is not looked at here; on PostgreSQL the server makes no backups");
        await one.ShouldHoldInvariantsAsync(Ct);
    }

    private static bool IsOurs(string kind) => kind.StartsWith("accounts.", StringComparison.Ordinal) || kind.StartsWith("platform.", StringComparison.Ordinal);

    private static List<string> Handlers(GreenroomApp app)
    {
        using var scope = app.Services.CreateScope();
        return [.. scope.ServiceProvider.GetServices<IJobHandler>().Select(handler => handler.Kind)];
    }

    /// <summary>Both look at the same moment, and again while there is something.</summary>
    private static Task RunBothAsync(params GreenroomApp[] nodes) => Task.WhenAll(nodes.Select(node => Task.Run(() => node.RunAllJobsAsync(Ct), Ct)));

    /// <summary>How many each address got, whichever node wrote them.</summary>
    private static IEnumerable<string> Mails(params GreenroomApp[] nodes) => nodes
        .Select(node => Path.Combine(node.DataDirectory, "outbox")).Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder, "*.eml"))
        .Select(file => MimeKit.MimeMessage.Load(file, Ct).To.Mailboxes.Single().Address).CountBy(address => address, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}");

    private List<(string Kind, string? Payload)> Of(string kind) => [.. _done.Where(job => job.Kind == kind)];

    private void CountJobs(IServiceCollection services)
    {
        foreach (var handler in services.Where(s => s.ServiceType == typeof(IJobHandler)).ToList())
        {
            services.Remove(handler);
            services.AddScoped<IJobHandler>(provider => new Counting((IJobHandler)ActivatorUtilities.CreateInstance(provider, handler.ImplementationType!), _done));
        }
    }

    private sealed class Counting(IJobHandler handler, ConcurrentQueue<(string Kind, string? Payload)> done) : IJobHandler
    {
        public string Kind => handler.Kind;

        public async Task HandleAsync(string? payload, CancellationToken ct)
        {
            await handler.HandleAsync(payload, ct);
            done.Enqueue((Kind, payload));
        }
    }
}
