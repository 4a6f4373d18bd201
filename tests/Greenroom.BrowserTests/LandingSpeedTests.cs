using System.Globalization;

namespace Greenroom.BrowserTests;

/// <summary>Tests that measure time run by themselves, after the others.</summary>
[CollectionDefinition(nameof(MachineToItself), DisableParallelization = true)]
public sealed class MachineToItself;

/// <summary>The start page as somebody with a cheap phone on a slow line gets it: Lighthouse's own mobile conditions.</summary>
[Collection(nameof(MachineToItself))]
public sealed class LandingSpeedTests(Theatre theatre) : BrowserTest(theatre)
{
    // Two cores run this browser, the server and other suites: another process can steal seconds from a load, and
    // nothing gives one back. So the best of three loads is what the page itself needs to paint. A shift is the
    // page's own doing however busy the machine is, so there the worst of the loads counts.
    private const int Loads = 3;

    // Against a machine of one's own. What the other processes have taken already is not taken a second time.
    private const double PhoneIsSlowerBy = 4;

    private const double LcpLimitMs = 2500;
    private const double ClsLimit = 0.05;

    // As web-vitals counts: shifts within 1 s of each other and 5 s in all are one burst, and the worst burst is the score.
    private const string Measure = """
        new Promise(resolve => {
          let lcp = 0, element = '', cls = 0, burst = 0, first = 0, last = 0;
          const shifts = [];
          new PerformanceObserver(list => {
            for (const entry of list.getEntries()) { lcp = entry.startTime; element = entry.element?.tagName ?? entry.url; }
          }).observe({ type: 'largest-contentful-paint', buffered: true });
          new PerformanceObserver(list => {
            for (const entry of list.getEntries().filter(shift => !shift.hadRecentInput)) {
              const goesOn = entry.startTime - last < 1000 && entry.startTime - first < 5000;
              burst = goesOn ? burst + entry.value : entry.value;
              if (!goesOn) first = entry.startTime;
              last = entry.startTime;
              cls = Math.max(cls, burst);
              shifts.push(...entry.sources.map(source => `${source.node?.nodeName}.${source.node?.className ?? ''}`));
            }
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => resolve({ lcp, element, cls, shifts: shifts.join(' | ') }), 500);
        })
        """;

    private const string BusyLoop = "(() => { const start = performance.now(); while (performance.now() - start < 400); return (performance.now() - start) / 1000; })()";

    [Fact]
    public async Task On_a_slow_phone_the_first_page_is_there_in_two_and_a_half_seconds_and_stands_still()
    {
        var loads = new List<Vitals>();
        while (loads.Count < Loads && (loads.Count == 0 || loads.Min(load => load.Lcp) > LcpLimitMs))
        {
            loads.Add(await LoadAsync());
        }

        var told = string.Join("\n", loads.Select(load => string.Create(CultureInfo.InvariantCulture, $"LCP {load.Lcp:F0} ms ({load.Element}), CLS {load.Cls:F4} with {load.Share:P0} of a core. {load.Shifts}")));
        TestContext.Current.TestOutputHelper?.WriteLine(told);
        loads.Min(load => load.Lcp).ShouldBeInRange(1, LcpLimitMs, told);
        loads.Max(load => load.Cls).ShouldBeLessThan(ClsLimit, told);
    }

    private async Task<Vitals> LoadAsync()
    {
        // A context of its own each time: nothing is in the cache, as on a first visit.
        var page = await NewPageAsync(new Look { Width = 360, Height = 740 });
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("Network.enable");
        await devtools.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false,
            ["latency"] = 150,
            ["downloadThroughput"] = 1_600_000 / 8,
            ["uploadThroughput"] = 750_000 / 8,
        });
        var share = await ShareOfCoreAsync(page, devtools);
        await devtools.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = Math.Max(1, PhoneIsSlowerBy * share) });

        await page.GotoAsync("/");
        // The last part of the page and the second font may come late, and must not move anything when they do.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What it costs" })).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.EvaluateAsync("document.fonts.ready");
        var vitals = await page.EvaluateAsync<Vitals>(Measure);
        await page.CloseAsync();
        return vitals with { Share = share };
    }

    /// <summary>How much of a core the page gets while others want it too: the processor time of a loop against the clock.</summary>
    private static async Task<double> ShareOfCoreAsync(IPage page, ICDPSession devtools)
    {
        await devtools.SendAsync("Performance.enable");
        var before = await ThreadSecondsAsync(devtools);
        var clock = await page.EvaluateAsync<double>(BusyLoop);
        return Math.Clamp((await ThreadSecondsAsync(devtools) - before) / clock, 0.01, 1);
    }

    private static async Task<double> ThreadSecondsAsync(ICDPSession devtools)
    {
        var metrics = await devtools.SendAsync("Performance.getMetrics");
        return metrics!.Value.GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("name").GetString() == "ThreadTime").GetProperty("value").GetDouble();
    }

    private sealed record Vitals
    {
        public double Lcp { get; init; }

        public string Element { get; init; } = "";

        public double Cls { get; init; }

        public string Shifts { get; init; } = "";

        public double Share { get; init; }
    }
}
