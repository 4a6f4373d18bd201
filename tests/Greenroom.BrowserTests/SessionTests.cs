namespace Greenroom.BrowserTests;

public sealed class SessionTests(Theatre theatre) : BrowserTest(theatre)
{
    private const string OneAtATime = "this server allows one session at a time";

    [Fact]
    public async Task A_session_in_another_browser_is_seen_and_ended()
    {
        // The other browser is told by a refusal.
        Allow("status of 401");
        var person = await Theatre.NewPersonAsync();
        var here = await OpenAsync("/app/settings/sessions", new Look { As = person });
        await Expect(here.GetByText("This one", new() { Exact = true })).ToBeVisibleAsync();
        var there = await OpenAsync("/app", new Look { As = person });
        await Expect(there.GetByRole(AriaRole.Heading, new() { Name = "Your next step" })).ToBeVisibleAsync();
        await here.ReloadAsync();
        var rows = here.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "since" });
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.First).ToContainTextAsync("Chrome on Linux");
        await PictureAsync(here, "three-sessions");

        // The newest log-in stands first.
        await rows.First.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(rows).ToHaveCountAsync(2);
        await there.GetByRole(AriaRole.Link, new() { Name = "Interviews", Exact = true }).First.ClickAsync();
        await Expect(there.GetByRole(AriaRole.Dialog, new() { Name = "Log in to go on" })).ToBeVisibleAsync();
        await here.GetByRole(AriaRole.Button, new() { Name = "End all other sessions" }).ClickAsync();

        await Expect(here.GetByText("You are logged in nowhere else.")).ToBeVisibleAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await PictureAsync(here, "one-session");
        await there.ReloadAsync();
        await Expect(there.GetByRole(AriaRole.Heading, new() { Name = "Log in" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_session_that_was_replaced_says_so_and_loses_no_word()
    {
        Allow("status of 401");
        await using var host = await HostProcess.StartAsync(Ct, new Dictionary<string, string> { ["Sessions__SingleActive"] = "true" });
        var person = await Theatre.NewPersonAsync(host);
        var first = await OpenAsync("/app/settings", new Look { As = person, At = host });
        var username = first.GetByLabel("Username", new() { Exact = true });
        await username.FillAsync("kept-when-replaced");
        var second = await OpenAsync("/app", new Look { As = person, At = host });
        await Expect(second.GetByRole(AriaRole.Heading, new() { Name = "Your next step" })).ToBeVisibleAsync();

        await first.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var dialog = first.GetByRole(AriaRole.Dialog, new() { Name = "Log in to go on" });
        await Expect(dialog.GetByText(OneAtATime)).ToBeVisibleAsync();
        await PictureAsync(first, "in-the-middle-of-something");
        await dialog.GetByLabel("Password", new() { Exact = true }).FillAsync(person.Password);
        await dialog.GetByLabel("Password", new() { Exact = true }).PressAsync("Enter");
        await Expect(first.GetByText("Username saved")).ToBeVisibleAsync();
        await Expect(username).ToHaveValueAsync("kept-when-replaced");

        // Now the second one is the one that was replaced, and it comes back to find it out.
        await second.ReloadAsync();
        await Expect(second).ToHaveURLAsync(Words("/login"));
        await Expect(second.GetByText(OneAtATime)).ToBeVisibleAsync();
        await PictureAsync(second, "back-later");
    }
}
