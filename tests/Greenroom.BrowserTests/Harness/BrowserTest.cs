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
    private readonly Complaints _complaints = new();
    private readonly List<IBrowserContext> _contexts = [];
    private readonly List<IPage> _borrowed = [];
    private readonly List<Action> _stops = [];

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

        _stops.ForEach(stop => stop());

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
        var context = await Theatre.NewContextAsync(look);
        _contexts.Add(context);
        _stops.Add(_complaints.Listen(context, (look.At ?? Theatre.Host).Address));
        return await context.NewPageAsync();
    }

    /// <summary>Looks at a page that the tests of a class use one after another, because what they do leaves nothing behind in it.</summary>
    protected IPage Borrow(IPage page, HostProcess? at = null)
    {
        _stops.Add(_complaints.Listen(page.Context, (at ?? Theatre.Host).Address));
        _borrowed.Add(page);
        return page;
    }

    protected void Allow(string words) => _complaints.Allow(words);

    /// <summary>Leaves a picture in artifacts/screenshots, named after the test and the step.</summary>
    protected static async Task PictureAsync(IPage page, string step) =>
        await page.ScreenshotAsync(new() { Path = PicturePath(step), Animations = ScreenshotAnimations.Disabled });

    /// <summary>Looks at the page as it stands, light and dark, and once more as wide as a phone.</summary>
    protected static async Task ShouldPassAxeAsync(IPage page, string step)
    {
        var size = page.ViewportSize!;
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", scheme == ColorScheme.Light ? "light" : "dark");
            await page.EvaluateAsync("Promise.allSettled(document.getAnimations().map(animation => animation.finished))");
            await PictureAsync(page, $"{step}-{scheme}");
            (await Axe.ViolationsAsync(page)).ShouldBeEmpty($"{step}, {scheme}");

            await page.SetViewportSizeAsync(360, 740);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360, "No page scrolls sideways.");
            await PictureAsync(page, $"{step}-{scheme}-360");
            await page.SetViewportSizeAsync(size.Width, size.Height);
        }
    }

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
        foreach (var (page, number) in _contexts.SelectMany(context => context.Pages).Concat(_borrowed).Select((page, index) => (page, index + 1)))
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
