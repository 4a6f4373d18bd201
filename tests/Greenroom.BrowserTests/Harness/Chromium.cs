namespace Greenroom.BrowserTests.Harness;

/// <summary>The Chromium of this machine. Playwright would download its own, which needs a network and another machine's trust.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    // Without a sandbox because containers run as root; quiet because a test must reach nothing but the host.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    public static async Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Find(), Args = Arguments });

    private static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var found = from name in Names from folder in folders select Path.Combine(folder, name);
        return found.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"The browser tests need Chromium: none of {string.Join(", ", Names)} is on the PATH. On Debian: apt-get install chromium fonts-liberation");
    }
}
