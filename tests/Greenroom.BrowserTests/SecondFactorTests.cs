using System.Text.Json.Nodes;
using OtpNet;

namespace Greenroom.BrowserTests;

public sealed class SecondFactorTests(Theatre theatre) : BrowserTest(theatre)
{
    private static readonly Look Phone = new() { Width = 360, Height = 740, Scheme = ColorScheme.Dark };

    [Fact]
    public async Task An_app_is_set_up_on_the_settings_page_and_asked_for_at_the_log_in()
    {
        // The browser logs that the log-in asks for the code.
        Allow("status of 401");
        var person = await Theatre.NewPersonAsync();
        var page = await OpenAsync("/app/settings/security", new Look { As = person });

        await page.GetByRole(AriaRole.Button, new() { Name = "Set up an app" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Your password").FillAsync(person.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = Words("QR code") })).ToBeVisibleAsync();
        await ShouldPassAxeAsync(page, "qr");
        var secret = await page.Locator("dialog code").InnerTextAsync();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(CodeNow(secret));
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch on" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Recovery codes" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(10);
        await ShouldPassAxeAsync(page, "codes");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());
        var codes = (await File.ReadAllLinesAsync(await download.PathAsync(), Ct)).Where(line => Words("^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$").IsMatch(line)).ToList();
        await page.GetByLabel("I have kept them").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Expect(page.GetByText("10 recovery codes left.", new() { Exact = false })).ToBeVisibleAsync();
        await ShouldPassAxeAsync(page, "on");
        await page.GetByRole(AriaRole.Link, new() { Name = "Data", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete the account" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByLabel("Code", new() { Exact = true })).ToBeVisibleAsync();
        await ShouldPassAxeAsync(page, "leaving");

        var phone = await OpenAsync("/login", Phone);
        await phone.GetByLabel("E-mail or username").FillAsync(person.Email);
        await phone.GetByLabel("Password", new() { Exact = true }).FillAsync(person.Password);
        await phone.GetByLabel("Password", new() { Exact = true }).PressAsync("Enter");
        await Expect(phone.GetByLabel("Code of your app")).ToBeFocusedAsync();
        await ShouldPassAxeAsync(phone, "code");
        await phone.GetByLabel("Code of your app").FillAsync("not it");
        await phone.GetByLabel("Code of your app").PressAsync("Enter");
        await Expect(phone.GetByText("This code is not right", new() { Exact = false })).ToBeVisibleAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Use a recovery code" }).ClickAsync();
        await phone.GetByLabel("Recovery code").FillAsync(codes[0].ToLowerInvariant());
        await PictureAsync(phone, "recovery");
        await phone.GetByLabel("Recovery code").PressAsync("Enter");
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "Your next step" })).ToBeVisibleAsync();

        codes.Count.ShouldBe(10);
        ((int)(await person.GetAsync("/api/user/me/second-factor"))["recovery_codes_left"]!).ShouldBe(9);
    }

    [Fact]
    public async Task A_passkey_is_added_and_logs_in_without_the_password()
    {
        // Passkeys belong to the public address, which is localhost here, and no number may be one.
        Allow("another origin: http://localhost:");
        Allow("status of 401");
        var person = await Theatre.NewPersonAsync();
        var home = new UriBuilder(Theatre.Host.Address) { Host = "localhost" }.Uri;
        var page = await NewPageAsync();
        await AddAuthenticatorAsync(page);

        await page.GotoAsync(new Uri(home, "/login?next=%2Fapp%2Fsettings%2Fsecurity").AbsoluteUri);
        await page.GetByLabel("E-mail or username").FillAsync(person.Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(person.Password);
        await page.GetByLabel("Password", new() { Exact = true }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("The key of this test");
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Your password").FillAsync(person.Password);
        await ShouldPassAxeAsync(page, "add");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "not used yet" })).ToBeVisibleAsync();
        await ShouldPassAxeAsync(page, "added");
        await page.GetByRole(AriaRole.Link, new() { Name = "Profile", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).Last.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign up" })).ToBeVisibleAsync();
        await page.GotoAsync(new Uri(home, "/login?next=%2Fapp%2Fsettings%2Fsecurity").AbsoluteUri);
        await ShouldPassAxeAsync(page, "login");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in with a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "last used" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove The key of this test" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Expect(page.GetByText("The key of this test opens nothing any more")).ToBeVisibleAsync();

        (await person.GetAsync("/api/user/me/passkeys"))["items"]!.AsArray().ShouldBeEmpty();
    }

    private static string CodeNow(string secret) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime);

    /// <summary>Chromium's own, with a finger that is always there.</summary>
    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new JsonObject
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
