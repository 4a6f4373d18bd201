using Microsoft.Extensions.Hosting;

namespace Greenroom.Platform.Start;

/// <summary>Once the program serves: compiles what the first person would otherwise wait for, then hands the memory of the start back.</summary>
internal sealed class WarmUp(IEnumerable<IAfterStart> tasks, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var task in tasks)
        {
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await task.RunAsync(stoppingToken);
        }

        // Reading the question bank and building the models leaves tens of megabytes of garbage that an idle program would keep for ever.
        IdleMemory.Release();
    }
}
