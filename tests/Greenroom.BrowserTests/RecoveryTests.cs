namespace Greenroom.BrowserTests;

/// <summary>A server that is killed and started again over the same data, time after time.</summary>
public sealed class MortalHost : IAsyncLifetime
{
    private HostProcess? _host;

    public HostProcess Host => _host!;

    public async ValueTask InitializeAsync() => _host = await HostProcess.StartAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;
}

public sealed class RecoveryTests(Theatre theatre, MortalHost mortal) : BrowserTest(theatre), IClassFixture<MortalHost>
{
    private const string Draft = "When the key expires, every request misses at the same moment, and";

    [Fact]
    public async Task A_reload_lands_in_the_same_turn_with_every_word_that_was_typed()
    {
        var person = await Theatre.NewPersonAsync();
        var page = await OpenAsync(await RoomOfAsync(person), new Look { As = person });
        var room = new Room(page);
        var asked = await room.AskedAsync();

        // At once, as by accident: no timer has had its time.
        await room.Field.FillAsync(Draft);
        await page.ReloadAsync();

        await Expect(room.Field).ToHaveValueAsync(Draft);
        await Expect(page.GetByText("Draft restored", new() { Exact = false }).First).ToBeVisibleAsync();
        (await room.AskedAsync()).ShouldBe(asked);
        (await room.Field.EvaluateAsync<int>("field => field.selectionStart")).ShouldBe(Draft.Length, "The cursor stands where the writing stopped.");
        await PictureAsync(page, "restored");
    }

    [Fact]
    public async Task Another_device_goes_on_with_the_draft_of_the_first()
    {
        var person = await Theatre.NewPersonAsync();
        var path = await RoomOfAsync(person);
        var page = await OpenAsync(path, new Look { As = person });
        var room = new Room(page);
        await room.Field.FillAsync(Draft);
        await Expect(page.GetByText("Draft saved")).ToBeVisibleAsync();
        await Expect(page.GetByText("Draft kept on this device")).ToBeHiddenAsync();

        var phone = new Room(await OpenAsync(path, new Look { As = person, Width = 360, Height = 740 }));

        await Expect(phone.Field).ToHaveValueAsync(Draft);
        (await phone.AskedAsync()).ShouldBe(await room.AskedAsync());
    }

    [Fact]
    public async Task A_second_tab_shows_the_same_turn_and_hears_the_answer_of_the_first()
    {
        var person = await Theatre.NewPersonAsync();
        var path = await RoomOfAsync(person);
        var first = await OpenAsync(path, new Look { As = person });
        var here = new Room(first);
        var asked = await here.AskedAsync();
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(path);
        var there = new Room(second);
        await Expect(there.Field).ToBeEditableAsync();
        (await there.AskedAsync()).ShouldBe(asked);

        await here.AnswerAsync(asked.HalfAnswer);

        await Expect(there.Past).ToHaveCountAsync(1);
        await Expect(there.Past).ToContainTextAsync(asked.HalfAnswer);
        await Expect(there.Open).ToContainTextAsync(await here.PromptAsync());
        await Expect(there.Field).ToBeEditableAsync();
        await PictureAsync(second, "second-tab");
    }

    /// <summary>When the server dies: before the answer reaches it, while it is worked on, after it is stored and before the browser knows.</summary>
    public enum Moment
    {
        Before,
        During,
        After,
    }

    [Theory]
    [InlineData(Moment.Before)]
    [InlineData(Moment.During)]
    [InlineData(Moment.After)]
    public async Task A_server_that_is_killed_while_an_answer_is_sent_has_it_once_when_it_is_back(Moment moment)
    {
        // The browser logs each request that finds nobody.
        Allow("net::ERR_");
        var host = mortal.Host;
        var person = await Theatre.NewPersonAsync(host);
        var path = await RoomOfAsync(person);
        var page = await OpenAsync(path, new Look { As = person, At = host });
        var room = new Room(page);
        var asked = await room.AskedAsync();
        var killed = new TaskCompletionSource();
        await page.RouteAsync("**/api/conversations/append", async route =>
        {
            if (moment == Moment.After)
            {
                await route.FetchAsync();
            }

            var sent = moment == Moment.During ? route.ContinueAsync() : Task.CompletedTask;
            await host.KillAsync();
            await (moment == Moment.During ? sent : route.AbortAsync("connectionreset"));
            killed.TrySetResult();
        }, new() { Times = 1 });

        await room.Field.FillAsync(asked.HalfAnswer);
        await room.Field.PressAsync("Control+Enter");
        await killed.Task.WaitAsync(Ct);
        await Expect(page.GetByText("Reconnecting").Or(page.GetByText("Your answer was not sent")).First).ToBeVisibleAsync();
        await PictureAsync(page, $"{moment}-server-is-gone");
        await host.StartAgainAsync(Ct);

        await GoOnAsync(room, asked);
        var next = await room.PromptAsync();
        await Expect(page.GetByText(asked.HalfAnswer)).ToHaveCountAsync(1);
        await PictureAsync(page, $"{moment}-server-is-back");
        var snapshot = await person.GetAsync(path.Replace("/app/", "/api/", StringComparison.Ordinal));
        snapshot["messages"]!.AsArray().Count(message => (string)message!["content"]! == asked.HalfAnswer).ShouldBe(1);

        await room.AnswerAsync(asked.ModelAnswer);
        (await room.PromptAsync()).ShouldNotBe(next);
    }

    /// <summary>Does what the room offers, whichever it is: nothing, one press on Retry, or one more on Send.</summary>
    private async Task GoOnAsync(Room room, KnownQuestion asked)
    {
        var retry = room.Button("Retry");
        var moved = room.Past.First;
        var unsent = room.Field.And(room.Field.Page.Locator(":not(:placeholder-shown):not([readonly])"));
        var isDone = false;
        while (!isDone)
        {
            // What is seen here may be gone a moment later, because the room goes on by itself; then one looks again.
            await Expect(moved.Or(retry).Or(unsent).First).ToBeVisibleAsync();
            isDone = await moved.IsVisibleAsync();
            if (!isDone && await retry.IsVisibleAsync())
            {
                await retry.ClickAsync();
                isDone = true;
            }
            else if (!isDone && await unsent.IsVisibleAsync())
            {
                await Expect(room.Field).ToHaveValueAsync(asked.HalfAnswer);
                await room.Send.ClickAsync();
                isDone = true;
            }
        }

        await Expect(room.Past).ToHaveCountAsync(1);
        await Expect(room.Field).ToBeEditableAsync();
    }

    private static async Task<string> RoomOfAsync(Person person) => $"/app/interviews/{await person.StartInterviewAsync(topics: "caching")}";
}
