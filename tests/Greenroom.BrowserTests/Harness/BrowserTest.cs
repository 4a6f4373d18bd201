using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Greenroom.BrowserTests.Harness;

/// <summary>How the browser of a test differs from an ordinary one: a desktop, light, nobody logged in.</summary>
public sealed record Look
{
    public Person? As { get; init; }

    public HostProcess? At { get; init; }

    public int Width { get; init; } = 1440;

    public int Height { get; init; } = 900;

    public ColorScheme Scheme { get; init; } = ColorScheme.Light;

    public ReducedMotion Motion { get; init; } = ReducedMotion.NoPreference;
}

/// <summary>A context of its own for each test, pictures of its steps, and the complaints that no test may leave behind.</summary>
public abstract class BrowserTest(Theatre theatre) : IAsyncLifetime
{
    private const float PatienceMs = 30_000;
    private readonly Complaints _complaints = new();
    private readonly List<IBrowserContext> _contexts = [];

    protected Theatre Theatre { get; } = theatre;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            await PictureOfTheEndAsync();
        }

        foreach (var context in _contexts)
        {
            await context.CloseAsync();
        }

        _complaints.ShouldBeNone();
    }

    /// <summary>A page in a browser that nobody has used before.</summary>
    protected async Task<IPage> OpenAsync(string path, Look? look = null)
    {
        var page = await NewPageAsync(look);
        await page.GotoAsync(path);
        return page;
    }

    protected async Task<IPage> NewPageAsync(Look? look = null)
    {
        look ??= new Look();
        var home = (look.At ?? Theatre.Host).Address;
        var context = await Theatre.Browser.NewContextAsync(new()
        {
            BaseURL = home.AbsoluteUri,
            ViewportSize = new() { Width = look.Width, Height = look.Height },
            ColorScheme = look.Scheme,
            ReducedMotion = look.Motion,
            Locale = "en-GB",
            TimezoneId = "Europe/Berlin",
            HasTouch = look.Width < 640,
            IsMobile = look.Width < 640,
            StorageState = look.As is null ? null : await look.As.SignedInBrowserAsync(),
        });
        _contexts.Add(context);
        context.SetDefaultTimeout(PatienceMs);
        await _complaints.ListenAsync(context, home);
        return await context.NewPageAsync();
    }

    protected void Allow(string words) => _complaints.Allow(words);

    /// <summary>Leaves a picture in artifacts/screenshots, named after the test and the step.</summary>
    protected static async Task PictureAsync(IPage page, string step) =>
        await page.ScreenshotAsync(new() { Path = PicturePath(step), Animations = ScreenshotAnimations.Disabled });

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    protected static IPageAssertions Expect(IPage page) => Assertions.Expect(page);

    protected static Regex Words([StringSyntax(StringSyntaxAttribute.Regex)] string pattern) =>
        new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    private static string PicturePath(string step)
    {
        var test = TestContext.Current.TestMethod?.MethodName ?? "test";
        return Repository.PathTo("artifacts", "screenshots", string.Create(CultureInfo.InvariantCulture, $"{test}-{step}.png"));
    }

    private async Task PictureOfTheEndAsync()
    {
        foreach (var (page, number) in _contexts.SelectMany(context => context.Pages).Select((page, index) => (page, index + 1)))
        {
            try
            {
                await PictureAsync(page, string.Create(CultureInfo.InvariantCulture, $"failed-{number}"));
            }
            catch (PlaywrightException)
            {
                // The page may be what failed; the test's own message matters more.
            }
        }
    }
}
