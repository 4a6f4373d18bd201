namespace Greenroom.BrowserTests;

public sealed class ForgottenPasswordTests(Theatre theatre) : BrowserTest(theatre)
{
    [Fact]
    public async Task A_link_from_a_mail_sets_a_new_password_once_and_signs_nobody_in()
    {
        Allow("status of 410");
        var person = await Theatre.NewPersonAsync();
        var page = await OpenAsync("/login");

        await page.GetByRole(AriaRole.Link, new() { Name = "Forgot your password?" }).ClickAsync();
        // The page that is left has a field for "E-mail or username".
        await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(person.Email);
        await page.GetByLabel("E-mail", new() { Exact = true }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Open the mail" })).ToBeVisibleAsync();
        await PictureAsync(page, "open-the-mail");
        var link = await Theatre.Host.MailedLinkAsync(person.Email, "reset", Ct);
        await page.GotoAsync(link);
        var password = page.GetByLabel("New password", new() { Exact = true });
        await password.FillAsync("another sentence to remember");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show password" }).ClickAsync();
        await Expect(password).ToHaveAttributeAsync("type", "text");
        await PictureAsync(page, "new-password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set the new password" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(Words("/login$"));
        await Expect(page.GetByText("The new password is set")).ToBeVisibleAsync();
        await PictureAsync(page, "log-in-with-it");
        await page.GetByLabel("E-mail or username").FillAsync(person.Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("another sentence to remember");
        await page.GetByLabel("Password", new() { Exact = true }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your next step" })).ToBeVisibleAsync();
        await page.GotoAsync(link);
        await password.FillAsync("a third sentence");
        await password.PressAsync("Enter");
        await Expect(page.GetByText("This link is over")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Ask for a new link" })).ToBeVisibleAsync();
        await PictureAsync(page, "over");
    }

    [Fact]
    public async Task An_address_is_confirmed_by_a_press_and_not_by_a_visit()
    {
        var person = await Theatre.NewPersonAsync();
        var link = await Theatre.Host.MailedLinkAsync(person.Email, "verify", Ct);
        var page = await OpenAsync("/app", new Look { As = person });
        await Expect(page.GetByText("Confirm your address.")).ToBeVisibleAsync();
        await PictureAsync(page, "not-confirmed");

        await page.GotoAsync(link);
        var go = page.GetByRole(AriaRole.Button, new() { Name = "Continue" });
        await Expect(go).ToBeVisibleAsync();
        ((bool)(await person.GetAsync("/api/user/me"))["email_verified"]!).ShouldBeFalse();
        await go.ClickAsync();

        await Expect(page.GetByText("Your address is confirmed")).ToBeVisibleAsync();
        await PictureAsync(page, "confirmed");
        ((bool)(await person.GetAsync("/api/user/me"))["email_verified"]!).ShouldBeTrue();
        (await Theatre.Host.ReadAsync("SELECT CAST(email_verified_by_holder AS TEXT) FROM users WHERE email = @text", person.Email, Ct)).ShouldBe("1", "the press came with the session, so that a reset keeps the person's passkeys");
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to Home" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your next step" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Confirm your address.")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Whoever_opened_the_link_on_another_device_confirms_once_more_from_the_settings()
    {
        var person = await Theatre.NewPersonAsync();
        var elsewhere = await NewPageAsync();
        var first = await Theatre.Host.MailedLinkAsync(person.Email, "verify", Ct);
        await elsewhere.GotoAsync(first);
        await elsewhere.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(elsewhere.GetByText("whoever made it cannot log in any more")).ToBeVisibleAsync();

        var page = await OpenAsync("/app/settings/security", new Look { As = person });
        var notice = page.GetByText("a forgotten password costs you your passkeys");
        await Expect(notice).ToBeVisibleAsync();
        await ShouldPassAxeAsync(page, "confirm-once-more");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the link again" }).ClickAsync();
        await Expect(page.GetByText("A link is on its way.")).ToBeVisibleAsync();
        await page.GotoAsync(await Theatre.Host.MailedLinkAsync(person.Email, "verify", Ct, besides: first));
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(page.GetByText("Your address is confirmed")).ToBeVisibleAsync();

        await page.GotoAsync("/app/settings/security");
        await Expect(page.GetByLabel("Current password")).ToBeVisibleAsync();
        await Expect(notice).ToBeHiddenAsync();
    }
}
