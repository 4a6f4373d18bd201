namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>What one task may cost at most: time and requests, over all tries, repairs and concessions together.</summary>
internal sealed class CallBudget(TimeProvider clock, TimeSpan time, int requests)
{
    private readonly long _started = clock.GetTimestamp();
    private int _taken;

    public TimeSpan Elapsed => clock.GetElapsedTime(_started);

    public TimeSpan Remaining => time - Elapsed > TimeSpan.Zero ? time - Elapsed : TimeSpan.Zero;

    public int Requests => _taken;

    public bool TryTake()
    {
        if (_taken == requests || Remaining == TimeSpan.Zero)
        {
            return false;
        }

        _taken++;
        return true;
    }

    /// <summary>Is there time to wait this long and then be answered?</summary>
    public bool Allows(TimeSpan wait) => _taken < requests && Remaining - wait > TimeSpan.FromSeconds(1);
}
