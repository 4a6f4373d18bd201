using System.Text.RegularExpressions;

namespace Greenroom.BrowserTests.Harness;

/// <summary>The interview room, by the names that a candidate reads.</summary>
internal sealed partial class Room(IPage page)
{
    /// <summary>Twenty questions with two follow-ups each.</summary>
    private const int MostAnswers = 60;

    public ILocator Field => page.GetByRole(AriaRole.Textbox, new() { Name = "Your answer" });

    public ILocator Send => page.GetByRole(AriaRole.Button, new() { Name = "Send answer" });

    /// <summary>The question that waits for an answer.</summary>
    public ILocator Open => page.GetByRole(AriaRole.Region, new() { NameRegex = OpenName() });

    public ILocator Past => page.GetByRole(AriaRole.List, new() { Name = "Questions so far" }).Locator("> li");

    public ILocator ToReport => page.GetByRole(AriaRole.Link, new() { Name = "See the report" });

    public ILocator Marks => page.Locator("mark");

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    /// <summary>The words of the question that waits for an answer.</summary>
    public async Task<string> PromptAsync() => (await Open.Locator(".font-serif").First.InnerTextAsync()).Trim();

    public async Task<KnownQuestion> AskedAsync() => QuestionBank.Asked(await Open.InnerTextAsync());

    /// <summary>Sends with the keyboard, and waits until the question has moved up to those that are over.</summary>
    public async Task AnswerAsync(string text)
    {
        await Assertions.Expect(Field).ToBeEditableAsync();
        var past = await Past.CountAsync();
        await Field.FillAsync(text);
        await Field.PressAsync("Control+Enter");
        await Assertions.Expect(Past).ToHaveCountAsync(past + 1);
    }

    /// <summary>Answers until the interview is over: main questions in part, follow-ups in full.</summary>
    /// <param name="between">Looks at the room each time it waits for another answer.</param>
    /// <returns>How many answers were sent.</returns>
    public async Task<int> AnswerAllAsync(Func<int, Task> between)
    {
        var known = await AskedAsync();
        for (var answers = 1; answers <= MostAnswers; answers++)
        {
            var isFollowUp = await page.GetByRole(AriaRole.Region, new() { Name = "Follow-up", Exact = true }).IsVisibleAsync();
            known = isFollowUp ? known : await AskedAsync();
            await AnswerAsync(isFollowUp ? known.ModelAnswer : known.HalfAnswer);
            await Assertions.Expect(Field.And(page.Locator(":not([readonly])")).Or(ToReport)).ToBeVisibleAsync();
            if (await ToReport.IsVisibleAsync())
            {
                return answers;
            }

            await between(answers);
        }

        throw new InvalidOperationException($"The interview was not over after {MostAnswers} answers.");
    }

    [GeneratedRegex("^(Question \\d+|Follow-up)$")]
    private static partial Regex OpenName();
}
