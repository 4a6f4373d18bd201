using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Greenroom.Platform.Start;

/// <summary>Hands the memory of a busy time back once it is quiet. The collector itself only works when somebody allocates, so an idle program would keep all of it.</summary>
internal sealed partial class IdleMemory(TimeProvider clock) : BackgroundService
{
    /// <summary>Jobs and health checks allocate less in a minute, people more.</summary>
    public const long Quiet = 16 << 20;

    /// <summary>Less than this since the last time is not worth the pause, some 50 ms.</summary>
    public const long WorthIt = 48 << 20;

    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private long _before;
    private long _released;

    /// <summary>Asked once a minute.</summary>
    /// <param name="allocated">Bytes since the start of the process.</param>
    public bool IsTime(long allocated)
    {
        var quiet = allocated - _before < Quiet;
        _before = allocated;
        if (!quiet || allocated - _released < WorthIt)
        {
            return false;
        }

        _released = allocated;
        return true;
    }

    public static void Release()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (OperatingSystem.IsLinux())
        {
            try
            {
                // The compiler's own memory; glibc keeps what is freed. https://man7.org/linux/man-pages/man3/malloc_trim.3.html
                _ = TrimNativeHeap(0);
            }
            catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
            {
                // Another C library, such as musl, gives it back by itself.
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (IsTime(GC.GetTotalAllocatedBytes()))
                {
                    Release();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "malloc_trim")]
    private static partial int TrimNativeHeap(nuint keep);
}
