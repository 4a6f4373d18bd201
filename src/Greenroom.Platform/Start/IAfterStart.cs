namespace Greenroom.Platform.Start;

/// <summary>Work that makes the first requests fast and that no request has to wait for.</summary>
public interface IAfterStart
{
    Task RunAsync(CancellationToken ct);
}
