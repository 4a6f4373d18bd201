namespace Greenroom.Platform.Live;

/// <summary>Says "there is something new" to whoever waits on a topic, on this node and on others. Carries no data: the database has it.</summary>
public interface ILiveSignals
{
    Task SignalAsync(string topic, CancellationToken ct);

    /// <summary>Listen before you read the database, so that nothing falls between.</summary>
    ILiveSubscription Subscribe(string topic);
}

public interface ILiveSubscription : IDisposable
{
    /// <summary>True when a signal came, false when <paramref name="timeout"/> passed without one.</summary>
    Task<bool> WaitAsync(TimeSpan timeout, CancellationToken ct);
}
