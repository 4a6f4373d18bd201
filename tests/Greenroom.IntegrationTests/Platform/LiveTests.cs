using Greenroom.Platform.Data;
using Greenroom.Platform.Live;
using Microsoft.AspNetCore.Http;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>Seats and signals of those who come and go.</summary>
public sealed class LiveTests
{
    private readonly FakeClock _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_who_left_before_the_first_word_gives_the_seat_back()
    {
        var (seats, user) = (new StreamSeats(), Ids.New(_clock.UtcNow));

        for (var reader = 0; reader < 20; reader++)
        {
            var stream = seats.TryFollow(user, _ => NoEvents()).ShouldNotBeNull($"reader {reader} finds a seat");
            await new EventStreamResult(stream).ExecuteAsync(new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true) });
        }
    }

    [Fact]
    public async Task Whoever_comes_while_the_last_listener_leaves_hears_the_next_signal()
    {
        var signals = new LocalSignals(_clock);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var comingAndGoing = Task.Run(
            () =>
            {
                while (!over.IsCancellationRequested)
                {
                    signals.Subscribe("topic").Dispose();
                }
            },
            Ct);

        var deaf = 0;
        for (var listener = 0; listener < 50_000; listener++)
        {
            using var coming = signals.Subscribe("topic");
            signals.Raise("topic");
            deaf += coming.WaitAsync(TimeSpan.FromSeconds(1), Ct).IsCompleted ? 0 : 1;
        }

        await over.CancelAsync();
        await comingAndGoing;
        deaf.ShouldBe(0);
    }

    private static async IAsyncEnumerable<ServerEvent?> NoEvents()
    {
        await Task.CompletedTask;
        yield break;
    }
}
