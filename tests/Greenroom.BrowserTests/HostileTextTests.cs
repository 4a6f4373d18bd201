namespace Greenroom.BrowserTests;

public sealed class HostileTextTests(Theatre theatre) : BrowserTest(theatre)
{
    [Fact]
    public async Task Answers_are_text_in_the_room_in_the_report_and_after_a_reload()
    {
        var person = await Theatre.NewPersonAsync();
        var id = await person.StartInterviewAsync(questions: HostileText.Corpus.Length);
        var page = await OpenAsync($"/app/interviews/{id}", new Look { As = person });
        var room = new Room(page);
        await Expect(room.Field).ToBeEditableAsync();

        foreach (var text in HostileText.Corpus)
        {
            await room.AnswerAsync(text);
            if (await room.ToReport.IsVisibleAsync())
            {
                break;
            }
        }

        await HostileText.ShouldBeTextAsync(page);
        await PictureAsync(page, "room");
        await page.ReloadAsync();
        await Expect(room.Past).ToHaveCountAsync(HostileText.Corpus.Length);
        await HostileText.ShouldBeTextAsync(page);
        await room.Button("Finish early").Or(room.ToReport).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Question by question" })).ToBeVisibleAsync();
        await HostileText.ShouldBeTextAsync(page);
        await PictureAsync(page, "report");
    }

    [Fact]
    public async Task Drafts_and_usernames_are_text_too()
    {
        var person = await Theatre.NewPersonAsync();
        var page = await OpenAsync("/app/settings", new Look { As = person });
        var username = page.GetByLabel("Username", new() { Exact = true });
        var save = page.GetByRole(AriaRole.Button, new() { Name = "Save" });

        foreach (var text in HostileText.Corpus)
        {
            await username.FillAsync(text);
            await save.ClickAsync();
            await Expect(username).ToHaveAttributeAsync("aria-invalid", "true");
            (await person.RenameAsync(text)).ShouldBe(400);
        }

        await PictureAsync(page, "username-refused");
        await page.GotoAsync($"/app/interviews/new?topics={Uri.EscapeDataString(HostileText.Corpus[1])}&topics=caching");
        await Expect(page.GetByText(Words("^The bank has "))).ToBeVisibleAsync();
        await HostileText.ShouldHaveDoneNothingAsync(page);
    }

    /// <summary>Typed, left and sent: what a page says about it is text as well. The fields are those that the page has, or that a button on it opens.</summary>
    [Theory]
    [InlineData("/", "Start a 5-minute interview")]
    [InlineData("/login")]
    [InlineData("/sign-up")]
    [InlineData("/reset")]
    [InlineData("/reset/any")]
    [InlineData("/waitlist")]
    [InlineData("/app/interviews/new", "More")]
    [InlineData("/app/settings/profile")]
    [InlineData("/app/settings/security")]
    [InlineData("/app/settings/security", "Set up an app")]
    [InlineData("/app/settings/security", "Add a passkey")]
    [InlineData("/app/settings/data", "Delete the account")]
    [InlineData("/admin/users")]
    public async Task What_is_typed_into_any_field_is_text(string path, string? opens = null)
    {
        Allow("status of 4");
        var visitor = path.StartsWith("/admin", StringComparison.Ordinal) ? await Theatre.AdministratorAsync()
            : path.StartsWith("/app", StringComparison.Ordinal) ? await Theatre.NewPersonAsync()
            : null;
        var page = await OpenAsync(path, new Look { As = visitor });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        if (opens is not null)
        {
            await page.GetByText(opens, new() { Exact = true }).Last.ClickAsync();
        }

        var fields = page.Locator(":is(input:not([type=checkbox], [type=radio], [type=range], [type=number]), textarea):visible:not([readonly])");
        await Expect(fields.First).ToBeVisibleAsync();
        for (var field = 0; field < await fields.CountAsync(); field++)
        {
            foreach (var text in HostileText.Corpus)
            {
                await fields.Nth(field).FillAsync(text);
            }

            await fields.Nth(field).PressAsync("Tab");
        }

        await HostileText.ShouldHaveDoneNothingAsync(page);
        await fields.Last.PressAsync("Enter");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await HostileText.ShouldHaveDoneNothingAsync(page);
    }
}
