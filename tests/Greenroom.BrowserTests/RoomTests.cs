namespace Greenroom.BrowserTests;

public sealed class RoomTests(Theatre theatre) : BrowserTest(theatre)
{
    [Fact]
    public async Task A_paused_interview_keeps_the_words_and_goes_on_where_it_stopped()
    {
        var (page, room, _) = await EnterAsync();
        await room.Field.FillAsync("First I would");

        await room.Button("Pause").ClickAsync();
        await Expect(page.GetByText("left on the clock")).ToBeVisibleAsync();
        await Expect(room.Field).ToBeHiddenAsync();
        await PictureAsync(page, "paused");
        await page.ReloadAsync();
        await Expect(room.Button("Resume")).ToBeFocusedAsync();
        await room.Button("Resume").PressAsync("Enter");

        await Expect(room.Field).ToHaveValueAsync("First I would");
        await Expect(room.Field).ToBeEditableAsync();
        await Expect(page.GetByRole(AriaRole.Timer, new() { Name = "Time left" })).ToBeVisibleAsync();
        await PictureAsync(page, "resumed");
    }

    [Fact]
    public async Task Leaving_pauses_and_the_list_leads_back()
    {
        var (page, room, _) = await EnterAsync();
        await room.Field.FillAsync("First I would");

        await page.GetByRole(AriaRole.Button, new() { NameRegex = Words("^Leave") }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Leave with an unsent answer?" });
        await Expect(dialog).ToContainTextAsync("Your answers are saved");
        await PictureAsync(page, "asks-first");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Pause and leave" }).ClickAsync();
        await Expect(page.GetByText("Paused. Your answers are saved.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Resume: Caching" }).ClickAsync();
        await room.Button("Resume").ClickAsync();

        await Expect(room.Field).ToHaveValueAsync("First I would");
    }

    [Fact]
    public async Task A_hint_other_words_and_a_skip_help_and_are_told_in_the_report()
    {
        var (page, room, _) = await EnterAsync();

        await room.Button("Say it another way").ClickAsync();
        await Expect(room.Open.GetByText("The same in other words")).ToBeVisibleAsync();
        await room.Button("Give me a hint").ClickAsync();
        await Expect(room.Open.GetByText("Hint", new() { Exact = true })).ToBeVisibleAsync();
        await PictureAsync(page, "helped");
        await room.AnswerAsync((await room.AskedAsync()).HalfAnswer);
        await Expect(room.Field).ToBeEditableAsync();
        await room.Button("Skip").ClickAsync();
        await Expect(room.Past).ToHaveCountAsync(2);
        await Expect(room.Past.Last).ToContainTextAsync("Skipped");
        await Expect(room.Field).ToBeEditableAsync();
        await PictureAsync(page, "skipped");
        await room.Button("Finish early").ClickAsync();

        await Expect(page.GetByText("1 hint gave away")).ToBeVisibleAsync();
        await Expect(page.GetByText("1 question said another way. That costs nothing.")).ToBeVisibleAsync();
        await PictureAsync(page, "report");
    }

    [Fact]
    public async Task Finishing_early_asks_about_unsent_words_and_reports_what_was_answered()
    {
        var (page, room, asked) = await EnterAsync();
        await room.AnswerAsync(asked.HalfAnswer);
        await room.Field.FillAsync("Not sent yet");
        var finish = room.Button("Finish early");

        await finish.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Finish with an unsent answer?" });
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Go on writing" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(room.Field).ToHaveValueAsync("Not sent yet");
        await finish.ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Finish without it" }).ClickAsync();

        await Expect(page.GetByText("1 of 3 questions, and the mark is over those.")).ToBeVisibleAsync();
        await PictureAsync(page, "report");
    }

    [Fact]
    public async Task A_simulation_gives_no_help_and_shows_no_mark_before_the_end()
    {
        var person = await Theatre.NewPersonAsync();
        var id = await person.StartInterviewAsync(questions: 1, mode: "simulation", topics: "caching");
        var page = await OpenAsync($"/app/interviews/{id}", new Look { As = person });
        var room = new Room(page);
        await Expect(page.GetByText("No hints and no marks before the end")).ToBeVisibleAsync();
        await Expect(room.Button("Give me a hint")).ToBeHiddenAsync();

        var answers = await room.AnswerAllAsync(async _ =>
        {
            await Expect(page.GetByText("of 100")).ToHaveCountAsync(0);
            await Expect(room.Marks).ToHaveCountAsync(0);
        });
        answers.ShouldBeGreaterThan(1, "There was a moment between two answers in which a mark could have shown.");
        await PictureAsync(page, "over");
        await room.ToReport.ClickAsync();

        await Expect(page.GetByText("of 100").First).ToBeVisibleAsync();
        await Expect(room.Marks.First).ToBeVisibleAsync();
        await PictureAsync(page, "report");
    }

    [Fact]
    public async Task Starting_another_interview_says_that_the_running_one_is_paused_and_leads_back_to_it()
    {
        var person = await Theatre.NewPersonAsync();
        var first = await person.StartInterviewAsync(topics: "databases");
        var page = await OpenAsync("/app/interviews/new?topics=caching", new Look { As = person });
        await Expect(page.GetByText("Another interview is running.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { NameRegex = Words("^Caching") })).ToBeCheckedAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Another interview was paused")).ToBeVisibleAsync();
        await PictureAsync(page, "notice");
        await page.GetByRole(AriaRole.Link, new() { Name = "Open it" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(Words($"{first}$"));
        await Expect(new Room(page).Button("Resume")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_interview_of_somebody_else_does_not_exist()
    {
        Allow("status of 404");
        var owner = await Theatre.NewPersonAsync();
        var id = await owner.StartInterviewAsync();
        var page = await OpenAsync($"/app/interviews/{id}", new Look { As = await Theatre.NewPersonAsync() });

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "There is no such interview" })).ToBeVisibleAsync();
        await page.GotoAsync($"/app/interviews/{id}/report");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "There is no such report" })).ToBeVisibleAsync();
        await PictureAsync(page, "no-report");
    }

    private async Task<(IPage Page, Room Room, KnownQuestion Asked)> EnterAsync()
    {
        var person = await Theatre.NewPersonAsync();
        var page = await OpenAsync($"/app/interviews/{await person.StartInterviewAsync(topics: "caching")}", new Look { As = person });
        var room = new Room(page);
        await Expect(room.Field).ToBeEditableAsync();
        return (page, room, await room.AskedAsync());
    }
}
