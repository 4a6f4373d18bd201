using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Greenroom.Interviews.Turns;

/// <summary>Works on reserved messages apart from the requests that brought them: a closed tab does not stop the reading of an answer.</summary>
internal sealed partial class TurnRunner(IServiceScopeFactory scopes, TimeProvider clock, ILogger<TurnRunner> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Ends with what the sender is told; with null when the turn failed or another worker has it.</summary>
    public Task<AppendResult?> Start(ReservedTurn reserved)
    {
        var work = Task.Run(() => RunAsync(reserved), CancellationToken.None);
        _running[work] = true;
        _ = work.ContinueWith(done => _running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return work;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Lets running turns finish; what takes longer is left to the lease and comes back as a retry.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var all = Task.WhenAll(_running.Keys);
        await Task.WhenAny(all, Task.Delay(Patience, clock, cancellationToken));
        try
        {
            await _stopping.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // A host can be stopped a second time after its services are gone; then no turn is left to stop either.
        }
    }

    public void Dispose() => _stopping.Dispose();

    private async Task<AppendResult?> RunAsync(ReservedTurn reserved)
    {
        var (messageId, generation) = (reserved.Message.Id, reserved.Message.Generation);
        await using var scope = scopes.CreateAsyncScope();
        var turn = scope.ServiceProvider.GetRequiredService<AnswerTurn>();
        try
        {
            return await turn.RunAsync(reserved, _stopping.Token);
        }
        catch (Exception exception)
        {
            // The answer is stored; whoever looks finds it as failed and may retry.
            TurnFailed(messageId, exception);
            await MarkFailedAsync(messageId, generation);
            return null;
        }
    }

    private async Task MarkFailedAsync(Guid messageId, int generation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<TurnLeases>().FailAsync(messageId, generation, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The database is the reason: the lease runs out by itself.
            TurnFailed(messageId, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The turn of message {MessageId} failed")]
    private partial void TurnFailed(Guid messageId, Exception exception);
}
