namespace Greenroom.BrowserTests;

public sealed class AccountTests(Theatre theatre) : BrowserTest(theatre)
{
    [Fact]
    public async Task Signing_up_names_the_mistakes_beside_the_fields_and_puts_the_cursor_into_the_first()
    {
        // The browser logs the refusal of the server.
        Allow("status of 400");
        var page = await OpenAsync("/sign-up");
        var email = page.GetByLabel("E-mail");
        var password = page.GetByLabel("Password", new() { Exact = true });
        var create = page.GetByRole(AriaRole.Button, new() { Name = "Create account" });

        await password.FillAsync("short");
        await create.ClickAsync();
        await Expect(email).ToBeFocusedAsync();
        await Expect(email).ToHaveAccessibleDescriptionAsync("Enter your e-mail address.");
        await Expect(password).ToHaveAccessibleDescriptionAsync(Words("Use at least 8 characters"));
        await PictureAsync(page, "mistakes");
        await email.FillAsync("grace.signs.up@example.org");
        await password.FillAsync("password123");
        await create.ClickAsync();
        await Expect(password).ToBeFocusedAsync();
        await Expect(password).ToHaveAccessibleDescriptionAsync(Words("common"));
        await PictureAsync(page, "refused-by-the-server");
        await password.FillAsync("a sentence to remember");
        await create.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your next step" })).ToBeVisibleAsync();
        await PictureAsync(page, "signed-up");
    }

    [Fact]
    public async Task A_taken_address_leads_to_the_login()
    {
        Allow("status of 409");
        var person = await Theatre.NewPersonAsync();
        var page = await OpenAsync("/sign-up?next=%2Fapp%2Fsettings");

        await page.GetByLabel("E-mail").FillAsync(person.Email.ToUpperInvariant());
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("a sentence to remember");
        await page.GetByLabel("Password", new() { Exact = true }).PressAsync("Enter");
        await Expect(page.GetByText("There is an account with this address already.")).ToBeVisibleAsync();
        await PictureAsync(page, "taken");
        await page.GetByRole(AriaRole.Link, new() { Name = "Log in instead" }).ClickAsync();
        await LogInAsync(page, person);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Settings" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_wrong_password_costs_one_sentence_and_the_login_leads_to_the_page_that_was_asked_for()
    {
        Allow("status of 401");
        var person = await Theatre.NewPersonAsync();
        var page = await OpenAsync("/app/interviews?status=paused");
        await Expect(page).ToHaveURLAsync(Words("/login\\?next="));
        var password = page.GetByLabel("Password", new() { Exact = true });

        await page.GetByLabel("E-mail or username").FillAsync(person.Email);
        await password.FillAsync("not the password");
        await password.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasTextRegex = Words("is not right") })).ToBeVisibleAsync();
        await Expect(page.GetByLabel("E-mail or username")).ToHaveValueAsync(person.Email);
        await Expect(password).ToHaveValueAsync("");
        await Expect(password).ToBeFocusedAsync();
        await PictureAsync(page, "wrong-password");
        await password.FillAsync(person.Password);
        await password.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(Words("/app/interviews\\?status=paused$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Interviews", Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Paused" })).ToBeCheckedAsync();
    }

    [Fact]
    public async Task A_session_that_ends_asks_for_the_password_on_top_of_the_page_and_loses_no_word()
    {
        Allow("status of 401");
        Allow("status of 400");
        var person = await Theatre.NewPersonAsync();
        var page = await NewPageAsync(new Look { As = person });
        await page.Clock.InstallAsync();
        await page.GotoAsync("/app/settings");
        var username = page.GetByLabel("Username", new() { Exact = true });
        await username.FillAsync("kept-through-the-login");

        // The cookie is gone and the access token too old: nothing is left of the session.
        await page.Context.ClearCookiesAsync();
        await page.Clock.FastForwardAsync("20:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Log in to go on" });
        await Expect(dialog.GetByLabel("E-mail or username")).ToHaveValueAsync(person.Email);
        await Expect(dialog.GetByLabel("Password", new() { Exact = true })).ToBeFocusedAsync();
        await Expect(username).ToHaveValueAsync("kept-through-the-login");
        await PictureAsync(page, "login-on-top");
        await dialog.GetByLabel("Password", new() { Exact = true }).FillAsync(person.Password);
        await dialog.GetByLabel("Password", new() { Exact = true }).PressAsync("Enter");

        await Expect(dialog).ToBeHiddenAsync();
        await Expect(page.GetByText("Username saved")).ToBeVisibleAsync();
        ((string)(await person.GetAsync("/api/user/me"))["username"]!).ShouldBe("kept-through-the-login");
        await PictureAsync(page, "saved-after-all");
    }

    [Fact]
    public async Task Logging_out_in_one_tab_logs_out_the_others()
    {
        var person = await Theatre.NewPersonAsync();
        var first = await OpenAsync("/app", new Look { As = person });
        await Expect(first.GetByRole(AriaRole.Heading, new() { Name = "Your next step" })).ToBeVisibleAsync();
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync("/app/settings");
        await Expect(second.GetByRole(AriaRole.Heading, new() { Name = "Settings" })).ToBeVisibleAsync();

        await first.GetByRole(AriaRole.Button, new() { NameRegex = Words("account menu") }).ClickAsync();
        await first.GetByText("Log out").ClickAsync();

        await Expect(first.GetByRole(AriaRole.Link, new() { Name = "Sign up" })).ToBeVisibleAsync();
        await Expect(second).ToHaveURLAsync(Words("/login"));
        await second.ReloadAsync();
        await Expect(second.GetByRole(AriaRole.Heading, new() { Name = "Log in" })).ToBeVisibleAsync();
    }

    private static async Task LogInAsync(IPage page, Person person)
    {
        await page.GetByLabel("E-mail or username").FillAsync(person.Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(person.Password);
        await page.GetByLabel("Password", new() { Exact = true }).PressAsync("Enter");
    }
}
