namespace Greenroom.BrowserTests;

public sealed class KeyboardTests(Theatre theatre) : BrowserTest(theatre)
{
    [Fact]
    public async Task Keys_alone_lead_from_the_first_page_to_an_answer_that_is_marked()
    {
        var page = await OpenAsync("/");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Start a 5-minute interview" })).ToBeVisibleAsync();

        await TabToAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Start a 5-minute interview" }));
        await PictureAsync(page, "focus-on-the-first-page");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Textbox)).ToBeFocusedAsync();
        await page.Keyboard.InsertTextAsync(QuestionBank.Asked(await page.GetByRole(AriaRole.Main).InnerTextAsync()).HalfAnswer);
        await page.Keyboard.PressAsync("Control+Enter");

        await Expect(page.GetByText("of 100 for this answer")).ToBeVisibleAsync();
        await PictureAsync(page, "marked");
        await TabToAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "See the full report" }));
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task In_the_room_control_enter_sends_and_escape_discards_nothing()
    {
        var person = await Theatre.NewPersonAsync();
        var page = await OpenAsync($"/app/interviews/{await person.StartInterviewAsync(topics: "caching")}", new Look { As = person });
        var room = new Room(page);
        await Expect(room.Field).ToBeFocusedAsync();
        await Expect(room.Send).ToHaveAttributeAsync("aria-keyshortcuts", "Control+Enter");
        await Expect(room.Send).ToContainTextAsync("Ctrl");
        var answer = (await room.AskedAsync()).HalfAnswer;

        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(room.Past).ToHaveCountAsync(0);
        await page.Keyboard.InsertTextAsync(answer);
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Escape");
        await Expect(room.Field).ToHaveValueAsync(answer);
        await page.Keyboard.TypeAsync(" g h ?");
        await Expect(room.Field).ToHaveValueAsync(answer + " g h ?");
        await page.Keyboard.PressAsync("Control+Enter");

        await Expect(room.Past).ToHaveCountAsync(1);
        await Expect(room.Past).ToContainTextAsync(answer);
        await Expect(room.Field).ToBeFocusedAsync();
        await PictureAsync(page, "sent");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/login")]
    [InlineData("/app")]
    [InlineData("/app/interviews/new")]
    [InlineData("/app/settings/security")]
    [InlineData("room")]
    public async Task The_skip_link_comes_first_and_every_stop_after_it_can_be_seen(string route)
    {
        var person = await Theatre.NewPersonAsync();
        var path = route == "room" ? $"/app/interviews/{await person.StartInterviewAsync()}" : route;
        var page = await OpenAsync(path, new Look { As = route is "/" or "/login" ? null : person });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(page.Locator(".skeleton")).ToHaveCountAsync(0);
        // The room and the login place the cursor themselves; a reader of the page begins at its top.
        await page.EvaluateAsync("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')");

        await page.Keyboard.PressAsync("Tab");
        var skip = page.GetByRole(AriaRole.Link, new() { Name = "Skip to the page" });
        await Expect(skip).ToBeFocusedAsync();
        await Expect(skip).ToBeInViewportAsync();
        await PictureAsync(page, $"{route.Trim('/').Replace('/', '-')}-skip-link");
        var unseen = new List<string>();
        for (var stop = 0; stop < 12; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string?>(UnseenFocus) is { } element)
            {
                unseen.Add(element);
            }
        }

        unseen.ShouldBeEmpty();
        await skip.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<bool>("document.activeElement.closest('main') !== null")).ShouldBeTrue("After the skip link comes the page itself.");
    }

    [Fact]
    public async Task The_palette_goes_anywhere_and_gives_the_focus_back()
    {
        var page = await OpenAsync("/app", new Look { As = await Theatre.NewPersonAsync() });
        var start = page.GetByRole(AriaRole.Link, new() { Name = "Start your first interview" });
        await start.FocusAsync();

        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await PictureAsync(page, "palette");
        await page.Keyboard.PressAsync("Escape");
        await Expect(start).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("settings");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Settings" })).ToBeFocusedAsync();
    }

    // An outline on what has the focus, or on the frame that stands for it: a label around a radio button, the frame of the editor.
    private const string UnseenFocus = """
        (() => {
          const hasRing = element => {
            const { outlineStyle, outlineWidth } = getComputedStyle(element);
            return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
          };
          const active = document.activeElement;
          if (active === null || active === document.body) return null;
          for (let element = active, steps = 0; element && steps < 3; element = element.parentElement, steps++) {
            const { width, height } = element.getBoundingClientRect();
            if (width > 1 && height > 1 && hasRing(element)) return null;
          }
          return active.outerHTML.slice(0, 200);
        })()
        """;

    private static async Task TabToAsync(IPage page, ILocator target)
    {
        for (var stop = 0; stop < 30; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }
        }

        await Expect(target).ToBeFocusedAsync();
    }
}
