namespace Greenroom.BrowserTests;

/// <summary>A server that opens accounts with a mailed link only.</summary>
public sealed class ProvenAddressTests(Theatre theatre) : BrowserTest(theatre)
{
    private const string Password = "a sentence to remember";

    [Fact]
    public async Task A_new_account_waits_for_its_link_and_opens_with_it()
    {
        Allow("status of 401");
        await using var host = await HostProcess.StartAsync(Ct, new Dictionary<string, string> { ["Accounts__RequireVerifiedEmail"] = "true" });
        var page = await OpenAsync("/sign-up", new Look { At = host });
        const string email = "newcomer@example.org";

        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await Expect(page.GetByText("Check your mail")).ToBeVisibleAsync();
        await ShouldPassAxeAsync(page, "check-your-mail");

        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "log in", Exact = true }).ClickAsync();
        await LogInAsync(page, email);
        await Expect(page.GetByText("the address is not confirmed yet")).ToBeVisibleAsync();
        await ShouldPassAxeAsync(page, "not-yet");

        await page.GotoAsync(await host.MailedLinkAsync(email, "verify", Ct));
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(page.GetByText("Your address is confirmed")).ToBeVisibleAsync();
        await ShouldPassAxeAsync(page, "confirmed");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Log in" }).ClickAsync();
        await LogInAsync(page, email);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your next step" })).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    private static async Task LogInAsync(IPage page, string email)
    {
        await page.GetByLabel("E-mail or username").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByLabel("Password", new() { Exact = true }).PressAsync("Enter");
    }
}
