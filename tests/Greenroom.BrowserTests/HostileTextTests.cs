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
}
