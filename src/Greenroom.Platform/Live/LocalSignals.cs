using System.Collections.Concurrent;

namespace Greenroom.Platform.Live;

/// <summary>Signals within one process: all that SQLite needs, and the last step on every PostgreSQL node.</summary>
internal sealed class LocalSignals(TimeProvider clock) : ILiveSignals
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Subscription, bool>> _topics = new(StringComparer.Ordinal);

    // Whoever comes must not join a topic that the last one to leave takes away at that moment.
    private readonly Lock _comingAndGoing = new();

    public Task SignalAsync(string topic, CancellationToken ct)
    {
        Raise(topic);
        return Task.CompletedTask;
    }

    public ILiveSubscription Subscribe(string topic)
    {
        var subscription = new Subscription(this, topic, clock);
        lock (_comingAndGoing)
        {
            _topics.GetOrAdd(topic, static _ => new())[subscription] = true;
        }

        return subscription;
    }

    internal void Raise(string topic)
    {
        if (_topics.TryGetValue(topic, out var subscriptions))
        {
            foreach (var subscription in subscriptions.Keys)
            {
                subscription.Raise();
            }
        }
    }

    /// <summary>After a lost connection something may have been missed: everybody looks again.</summary>
    internal void RaiseAll()
    {
        foreach (var topic in _topics.Keys)
        {
            Raise(topic);
        }
    }

    private sealed class Subscription(LocalSignals owner, string topic, TimeProvider clock) : ILiveSubscription
    {
        private readonly SemaphoreSlim _signal = new(0, 1);

        public void Raise()
        {
            try
            {
                _signal.Release();
            }
            catch (SemaphoreFullException)
            {
                // One pending signal says as much as two.
            }
            catch (ObjectDisposedException)
            {
                // The listener left a moment ago.
            }
        }

        public async Task<bool> WaitAsync(TimeSpan timeout, CancellationToken ct)
        {
            using var limit = new CancellationTokenSource(timeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
            try
            {
                await _signal.WaitAsync(either.Token);
                return true;
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return false;
            }
        }

        public void Dispose()
        {
            lock (owner._comingAndGoing)
            {
                if (owner._topics.TryGetValue(topic, out var subscriptions) && subscriptions.TryRemove(this, out _) && subscriptions.IsEmpty)
                {
                    owner._topics.TryRemove(topic, out _);
                }
            }

            _signal.Dispose();
        }
    }
}
