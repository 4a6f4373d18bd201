using Greenroom.Growth.Platforms;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>Two nodes on one PostgreSQL find the same account due at the same moment; the platform is asked once.</summary>
[Trait("Category", "Reliability")]
public sealed class TwoNodesTests(PostgresApp app) : IClassFixture<PostgresApp>
{
    private const int Rounds = 50;

    private readonly FakePlatform _platform = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_is_read_once_each_time_that_it_is_due()
    {
        // A renewal at the same moment would let the sync begin anew with the new token, and rightly so: this token lasts.
        await using var nodes = await StartAsync(lifetime: null);
        var before = _platform.Reads;

        for (var round = 1; round <= Rounds; round++)
        {
            await nodes.RunAsync(after: TimeSpan.FromHours(7));
            _platform.Reads.ShouldBe(before + round);
        }
    }

    [Fact]
    public async Task A_token_is_renewed_once_each_time_that_it_is_due()
    {
        await using var nodes = await StartAsync(lifetime: TimeSpan.FromDays(5));
        _platform.Renewal = () => nodes.One.Clock.UtcNow.AddDays(5);

        for (var round = 1; round <= Rounds; round++)
        {
            // A token must be a day old.
            await nodes.RunAsync(after: TimeSpan.FromHours(25));
            _platform.Renewals.ShouldBe(round);
        }
    }

    private async Task<Nodes> StartAsync(TimeSpan? lifetime)
    {
        var setup = new AppSetup { Services = services => services.AddSingleton<ISocialPlatform>(_platform) };
        var one = await app.StartAnotherAsync(setup);
        var two = one.Again(setup);
        await two.InitializeAsync();
        _platform.FirstExpiry = one.Clock.UtcNow + lifetime;
        var creator = await Creator.SignUpAsync(one);
        await creator.ReturnAsync(await creator.BeginAsync("?flavour=fake"), "code");
        await one.RunAllJobsAsync(Ct);
        return new Nodes(one, two);
    }

    private sealed record Nodes(GreenroomApp One, GreenroomApp Two) : IAsyncDisposable
    {
        /// <summary>Both do all that is due then, side by side.</summary>
        public Task RunAsync(TimeSpan after)
        {
            One.Clock.Advance(after);
            return Task.WhenAll(Task.Run(() => One.RunAllJobsAsync(Ct), Ct), Task.Run(() => Two.RunAllJobsAsync(Ct), Ct));
        }

        public async ValueTask DisposeAsync()
        {
            await Two.DisposeAsync();
            await One.DisposeAsync();
        }
    }
}
