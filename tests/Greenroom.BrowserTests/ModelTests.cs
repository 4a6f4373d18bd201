using System.Text.Json.Nodes;
using Greenroom.IntegrationTests.Harness;

namespace Greenroom.BrowserTests;

/// <summary>A host with a model of its own, which the test plays over a real socket. The page is closed before the host goes, or it would complain that nobody is there.</summary>
public sealed class ModelTests(Theatre theatre) : BrowserTest(theatre)
{
    private const string WhoMarked = "The model reported an error, so the built-in grader marked this answer.";

    [Fact]
    public async Task When_the_model_fails_the_answer_is_saved_and_marked_by_the_built_in_grader_and_the_pages_say_so()
    {
        await using var model = await FakeModelEndpoint.StartAsync();
        (model.Grading, model.Wording) = (FakeModelReplies.ServerError, FakeModelReplies.ServerError);
        await using var host = await StartAsync(model);
        var person = await Theatre.NewPersonAsync(host);
        var id = await person.StartInterviewAsync(questions: 1, topics: "caching");
        var page = await OpenAsync($"/app/interviews/{id}", new Look { As = person, At = host });
        var room = new Room(page);
        var asked = await room.AskedAsync();

        await room.AnswerAsync(asked.HalfAnswer);

        await Expect(page.GetByText(WhoMarked).First).ToBeVisibleAsync();
        await Expect(page.GetByText("of 100").First).ToBeVisibleAsync();
        await Expect(room.Field).ToBeEditableAsync();
        await PictureAsync(page, "room");
        await page.ReloadAsync();
        await Expect(page.GetByText(WhoMarked).First).ToBeVisibleAsync();
        var snapshot = await person.GetAsync($"/api/interviews/{id}");
        snapshot["messages"]!.AsArray().Count(message => (string)message!["content"]! == asked.HalfAnswer && (string)message["status"]! == "complete").ShouldBe(1);
        var mark = snapshot["evaluations"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)mark["engine"]!).ShouldBe("offline");
        ((string)mark["fallback"]!["code"]!).ShouldBe("model.error");
        model.GradingCalls.ShouldNotBeEmpty("The model was asked first.");

        await room.Button("Finish early").ClickAsync();
        await Expect(page).ToHaveURLAsync(Words("/report$"));
        await Expect(page.GetByText(WhoMarked).First).ToBeVisibleAsync();
        await Expect(page.GetByText("of 100").First).ToBeVisibleAsync();
        await PictureAsync(page, "report");
        await page.CloseAsync();
    }

    [Fact]
    public async Task An_interview_in_german_is_chosen_on_the_set_up_page_and_its_last_words_are_no_question()
    {
        const string Led = "Auf Deutsch: ";
        await using var model = await FakeModelEndpoint.StartAsync();
        model.Wording = FakeModelReplies.Say(call => Led + (string)JsonNode.Parse(call.Users[0])!["turn"]!["text"]!);
        await using var host = await StartAsync(model);
        var person = await Theatre.NewPersonAsync(host);
        var page = await OpenAsync("/app/interviews/new?topics=caching", new Look { As = person, At = host });
        var room = new Room(page);
        await page.GetByLabel("Language").SelectOptionAsync("Deutsch (German)");
        await page.GetByRole(AriaRole.Spinbutton, new() { Name = "Questions" }).FillAsync("1");
        await PictureAsync(page, "set-up");

        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Expect(room.Open).ToContainTextAsync(Led);
        await room.Button("Give me a hint").ClickAsync();
        await Expect(room.Open.GetByText("Hint", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(room.Open.Locator("[lang=de]").GetByText(Led)).ToHaveCountAsync(2);
        await PictureAsync(page, "hint");
        await room.Button("Skip").ClickAsync();

        await Expect(room.ToReport).ToBeVisibleAsync();
        await Expect(page.GetByText(Led + "That was the last question.")).ToBeVisibleAsync();
        await Expect(room.Past).ToHaveCountAsync(1);
        await PictureAsync(page, "over");
        await page.CloseAsync();
    }

    private static Task<HostProcess> StartAsync(FakeModelEndpoint model) => HostProcess.StartAsync(
        Ct, new Dictionary<string, string> { ["OPENAI_BASE_URL"] = model.Url, ["OPENAI_API_KEY"] = "sk-only-the-tests-know-this", ["OPENAI_MODEL"] = "fake-1" });
}
