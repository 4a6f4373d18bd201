using System.Text.Json;

namespace Greenroom.BrowserTests;

/// <summary>Somebody with one interview behind them, one running, and a sample account: every page has something to show.</summary>
public sealed class FurnishedAccount(Theatre theatre) : IAsyncLifetime
{
    private readonly Dictionary<string, IPage> _pages = new(StringComparer.Ordinal);

    public Person Person { get; private set; } = null!;

    public Person Administrator { get; private set; } = null!;

    public string Finished { get; private set; } = "";

    public string Running { get; private set; } = "";

    public string Post { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Person = await theatre.NewPersonAsync();
        Administrator = await theatre.AdministratorAsync();
        Finished = await Person.FinishedInterviewAsync();
        Running = await Person.StartInterviewAsync(topics: "caching");
        await Person.ConnectSampleAccountAsync();
        Post = (string)(await Person.GetAsync("/api/instagram/posts?sort=likes&limit=1"))["posts"]![0]!["id"]!;
    }

    /// <summary>One for each visitor, who goes through all of their pages with it: nothing is done on them.</summary>
    public async Task<IPage> PageAsync(Person? visitor, int width)
    {
        var who = visitor?.Email ?? "nobody";
        if (!_pages.TryGetValue(who, out var page))
        {
            var context = await theatre.NewContextAsync(new Look { As = visitor, Width = width, Height = width == 360 ? 740 : 900 });
            page = await context.NewPageAsync();
            _pages[who] = page;
        }

        return page;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _pages.Values)
        {
            await page.Context.CloseAsync();
        }
    }
}

public abstract class AccessibilityTests(Theatre theatre, FurnishedAccount account, int width) : BrowserTest(theatre)
{
    /// <summary>A test of the web app sees to it that no page of its router is missing in this file.</summary>
    public static TheoryData<string> Pages => [.. JsonSerializer.Deserialize<string[]>(File.ReadAllText(Repository.PathTo("web", "src", "test", "pages.json")))!];

    private const string Choice = """
        { "items": [
          { "id": "1784-1", "username": "ada.makes", "name": "Ada Makes" },
          { "id": "1784-2", "username": "ada.bakes", "name": null },
          { "id": "1784-3", "username": "a_name_of_thirty_characters_xxx", "name": "A studio whose name is longer than the card that it has to fit into on a telephone" }
        ] }
        """;

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_passes_axe_in_both_themes_and_fits_the_screen(string route)
    {
        // The page of a code that nobody was given: the browser complains about the answer that the page is about.
        Allow("/api/instagram/deletions/any");
        var isBehindTheLogin = route == "/admin/claim/any" || route.StartsWith("/app", StringComparison.Ordinal);
        var isOfAdministrators = !isBehindTheLogin && route.StartsWith("/admin", StringComparison.Ordinal);
        var path = route.Replace("{running}", account.Running, StringComparison.Ordinal)
            .Replace("{finished}", account.Finished, StringComparison.Ordinal)
            .Replace("{post}", account.Post, StringComparison.Ordinal);
        var page = Borrow(await account.PageAsync(isBehindTheLogin ? account.Person : isOfAdministrators ? account.Administrator : null, width));
        if (route == "/app/growth/accounts?choose=any")
        {
            // Only a login at Facebook opens several accounts, and no test goes there.
            await page.RouteAsync("**/api/instagram/choices/any", answer => answer.FulfillAsync(new() { ContentType = "application/json", Body = Choice }));
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.GotoAsync(path);
        var name = route == "/" ? "landing" : string.Join('-', route.Split('/', '?', '=', '{', '}').Where(part => part.Length > 0));

        foreach (var (scheme, theme) in ((ColorScheme, string)[])[(ColorScheme.Light, "light"), (ColorScheme.Dark, "dark")])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            if (route.StartsWith("/auth/", StringComparison.Ordinal))
            {
                // No program of ours stays on that page to follow the change.
                await page.ReloadAsync();
            }

            await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", theme);
            await SettleAsync(page, route);
            await PictureAsync(page, $"{name}-{theme}-{width}");

            (await Axe.ViolationsAsync(page)).ShouldBeEmpty($"{route}, {theme}, {width} px");
        }

        // While an answer is ours, nothing is kept in the cache.
        await page.UnrouteAllAsync();
        var (inner, scroll) = (await page.EvaluateAsync<int>("innerWidth"), await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        scroll.ShouldBeLessThanOrEqualTo(inner, "No page scrolls sideways.");
        inner.ShouldBe(width, "A page that is wider than the screen is zoomed out on a phone.");
    }

    /// <summary>The page has everything that it shows: its heading, its data, its fonts.</summary>
    private static async Task SettleAsync(IPage page, string route)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        var last = route switch
        {
            "/" => page.GetByRole(AriaRole.Heading, new() { Name = "What it costs" }),
            "/app" => page.GetByText("Sample data"),
            "/app/interviews" => page.GetByRole(AriaRole.Link, new() { NameRegex = Words("^Report: ") }),
            "/app/interviews/new" => page.GetByText(Words("^The bank has ")),
            "/app/interviews/{running}" => new Room(page).Field,
            "/app/interviews/{finished}/report" => page.GetByRole(AriaRole.Heading, new() { Name = "Question by question" }),
            "/app/growth" => page.GetByRole(AriaRole.Heading, new() { Name = "Next post" }),
            "/app/growth/posts" => page.GetByRole(AriaRole.Region, new() { Name = "Posts", Exact = true }),
            "/app/growth/posts/{post}" => page.GetByText(Words("the usual post has")).First,
            "/app/growth/insights" => page.GetByRole(AriaRole.Heading, new() { Name = "How earlier statements turned out" }),
            "/app/growth/accounts" => page.GetByRole(AriaRole.Button, new() { NameRegex = Words("^Disconnect") }),
            "/app/growth/accounts?choose=any" => page.GetByRole(AriaRole.Button, new() { Name = "Connect 3 accounts" }),
            "/app/settings/data" => page.GetByRole(AriaRole.Button, new() { Name = "Prepare an export" }),
            "/auth/sandbox?state=any" => page.GetByRole(AriaRole.Button, new() { Name = "Allow and connect" }),
            "/app/settings/sessions" => page.GetByText("This one", new() { Exact = true }),
            "/app/settings/security" => page.GetByText("Logged in", new() { Exact = true }).First,
            "/admin" => page.GetByRole(AriaRole.Heading, new() { Name = "This server" }),
            "/admin/waitlist" or "/admin/users" or "/admin/jobs" or "/admin/audit" => page.GetByRole(AriaRole.Table),
            "/admin/claim/any" => page.GetByRole(AriaRole.Button, new() { Name = "Administer this server" }),
            "/deletion/any" => page.GetByText("There is no deletion with this code"),
            "/docs/api" => page.GetByText("/api/conversations/append").First,
            _ => page.GetByRole(AriaRole.Main),
        };
        await Expect(last).ToBeVisibleAsync();
        await page.EvaluateAsync("document.fonts.ready");
        await Expect(page.Locator(".skeleton")).ToHaveCountAsync(0);
        // Half of a colour that is still changing has no contrast of its own.
        await page.EvaluateAsync("Promise.allSettled(document.getAnimations().map(animation => animation.finished))");
    }
}

/// <summary>Half of the longest part of the run each, so that both of its threads have something to do to the end.</summary>
public sealed class AccessibilityOnADesk(Theatre theatre, FurnishedAccount account) : AccessibilityTests(theatre, account, width: 1440), IClassFixture<FurnishedAccount>;

public sealed class AccessibilityOnAPhone(Theatre theatre, FurnishedAccount account) : AccessibilityTests(theatre, account, width: 360), IClassFixture<FurnishedAccount>;
