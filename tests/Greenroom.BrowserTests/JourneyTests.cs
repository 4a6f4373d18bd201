namespace Greenroom.BrowserTests;

public sealed class JourneyTests(Theatre theatre) : BrowserTest(theatre)
{
    [Fact]
    public async Task A_visitor_plays_rehearses_reads_the_report_and_keeps_it()
    {
        var page = await OpenAsync("/");
        var room = new Room(page);

        // The question on the first page, as a guest.
        await PictureAsync(page, "1-landing");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start a 5-minute interview" }).ClickAsync();
        var demo = page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Textbox);
        await Expect(demo).ToBeFocusedAsync();
        await demo.FillAsync(QuestionBank.Asked(await page.GetByRole(AriaRole.Main).InnerTextAsync()).HalfAnswer);
        await room.Send.ClickAsync();
        await Expect(page.GetByText("of 100 for this answer")).ToBeVisibleAsync();
        await Expect(room.Marks.First).ToBeVisibleAsync();
        await PictureAsync(page, "2-demo-marked");
        await room.Button("See the full report").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Question by question" })).ToBeVisibleAsync();

        // Three questions, and what is asked about what was left out.
        await page.GetByRole(AriaRole.Link, new() { Name = "New interview" }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { NameRegex = Words("^Caching") }).CheckAsync(new() { Force = true });
        await Expect(page.GetByRole(AriaRole.Spinbutton, new() { Name = "Questions" })).ToHaveValueAsync("3");
        await PictureAsync(page, "3-set-up");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Expect(room.Field).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "1 of 3" })).ToBeVisibleAsync();
        await PictureAsync(page, "4-first-question");
        var answers = await room.AnswerAllAsync(after => after == 2 ? PictureAsync(page, "5-in-the-middle") : Task.CompletedTask);
        answers.ShouldBeGreaterThan(3, "Half an answer leaves something to follow up on.");

        // The report: a sentence, a mark, the words that earned it.
        await room.ToReport.ClickAsync();
        await Expect(page.GetByText("3 of 3 questions", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(room.Marks.First).ToBeVisibleAsync();
        var report = page.Url;
        var finding = await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync();
        await PictureAsync(page, "6-report");
        var firstQuestion = page.GetByRole(AriaRole.Main).Locator("ol > li").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Level = 3 }) }).First;
        var model = QuestionBank.Asked(await firstQuestion.InnerTextAsync()).ModelAnswer;
        // Found by what the button opens: a follow-up may have been answered in these very words.
        var show = firstQuestion.GetByRole(AriaRole.Button, new() { Name = "Show a model answer" });
        var modelAnswer = page.Locator($"[id='{await show.GetAttributeAsync("aria-controls")}']");
        await Expect(modelAnswer).ToBeHiddenAsync();
        await show.ClickAsync();
        await Expect(modelAnswer).ToBeVisibleAsync();
        await Expect(modelAnswer).ToContainTextAsync(model[..60]);
        await PictureAsync(page, "7-model-answer");

        // The same question once more, with what was learnt.
        await firstQuestion.GetByRole(AriaRole.Button, new() { Name = "Try this one again" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Question 1 again" })).ToBeVisibleAsync();
        await room.AnswerAsync(model);
        var back = page.GetByRole(AriaRole.Link, new() { Name = "Back to the report" });
        await Expect(back.Or(room.Open)).ToBeVisibleAsync();
        if (await room.Open.IsVisibleAsync())
        {
            await room.AnswerAsync(model);
        }

        await PictureAsync(page, "8-tried-again");
        await back.ClickAsync();
        await Expect(page.GetByText("1 later attempt")).ToBeVisibleAsync();

        // Kept: the guest becomes an account, and the account finds everything again.
        await room.Button("Keep this report").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("E-mail").FillAsync("ada.keeps@example.org");
        await dialog.GetByLabel("Password", new() { Exact = true }).FillAsync("a sentence to remember");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Keep everything" }).ClickAsync();
        await Expect(page.GetByText("Kept. This account is yours now.")).ToBeVisibleAsync();
        await Expect(page.GetByText("You are here as a guest.")).ToBeHiddenAsync();
        await PictureAsync(page, "9-kept");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Words("account menu") }).ClickAsync();
        await page.GetByText("Log out").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Log in" }).ClickAsync();
        await page.GetByLabel("E-mail or username").FillAsync("ada.keeps@example.org");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("a sentence to remember");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your next step" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Interviews" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = Words("^Report: ") }).First.ClickAsync();

        await Expect(page).ToHaveURLAsync(report);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(finding);
        await PictureAsync(page, "10-still-there");
    }
}
