namespace Greenroom.BrowserTests;

public sealed class ThemeTests(Theatre theatre) : BrowserTest(theatre)
{
    // Notes when the theme is set, and whether there was anything to paint yet.
    private const string WatchTheTheme = """
        new MutationObserver((_, observer) => {
          if (!document.documentElement?.dataset.theme) return;
          observer.disconnect();
          window.themeCameFirst = document.body === null;
        }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-theme'] });
        document.addEventListener('DOMContentLoaded', () => {
          window.themeAtFirst = document.documentElement.dataset.theme;
          window.paperAtFirst = getComputedStyle(document.documentElement).backgroundColor;
        });
        """;

    [Theory]
    [InlineData(ColorScheme.Dark, null, "dark", "rgb(18, 22, 19)")]
    [InlineData(ColorScheme.Light, null, "light", "rgb(247, 246, 241)")]
    [InlineData(ColorScheme.Light, "dark", "dark", "rgb(18, 22, 19)")]
    [InlineData(ColorScheme.Dark, "light", "light", "rgb(247, 246, 241)")]
    public async Task The_theme_is_there_before_anything_is_painted(ColorScheme system, string? chosen, string theme, string paper)
    {
        var page = await NewPageAsync(new Look { Scheme = system });
        if (chosen is not null)
        {
            await page.AddInitScriptAsync($"localStorage.setItem('greenroom.theme', '{chosen}')");
        }

        await page.AddInitScriptAsync(WatchTheTheme);
        await page.GotoAsync("/login");

        (await page.EvaluateAsync<bool>("window.themeCameFirst")).ShouldBeTrue("The theme is set while the page has no body, so that nothing can be painted in the other one.");
        (await page.EvaluateAsync<string>("window.themeAtFirst")).ShouldBe(theme);
        (await page.EvaluateAsync<string>("window.paperAtFirst")).ShouldBe(paper);
        await PictureAsync(page, $"{system}-{chosen ?? "system"}");
    }

    [Fact]
    public async Task A_theme_that_is_chosen_in_the_settings_holds_after_a_reload_and_the_system_can_have_it_back()
    {
        var page = await OpenAsync("/app/settings", new Look { As = await Theatre.NewPersonAsync() });
        var root = page.Locator("html");
        await Expect(root).ToHaveAttributeAsync("data-theme", "light");

        await page.GetByText("Dark", new() { Exact = true }).ClickAsync();
        await Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Dark" })).ToBeCheckedAsync();
        await Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        await PictureAsync(page, "dark");
        await page.GetByText("As the system", new() { Exact = true }).ClickAsync();

        await Expect(root).ToHaveAttributeAsync("data-theme", "light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Expect(root).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task Nothing_moves_for_those_who_asked_for_less_motion()
    {
        var person = await Theatre.NewPersonAsync();
        var page = await OpenAsync($"/app/interviews/{await person.StartInterviewAsync()}", new Look { As = person, Motion = ReducedMotion.Reduce });
        await Expect(new Room(page).Field).ToBeEditableAsync();

        var moving = await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('*')].flatMap(element => {
              const { transitionDuration, animationDuration, animationName, scrollBehavior } = getComputedStyle(element);
              const longest = Math.max(...`${transitionDuration},${animationName === 'none' ? '0s' : animationDuration}`.split(',').map(parseFloat));
              return longest > 0.001 || scrollBehavior === 'smooth' ? [`${element.tagName}.${element.className}: ${longest} s`] : [];
            })
            """);

        moving.ShouldBeEmpty();
        await PictureAsync(page, "room");
    }
}
