using Greenroom.IntegrationTests.Harness;

namespace Greenroom.BrowserTests;

/// <summary>To GitHub and back, across sites: the app is at a number, GitHub at a name.</summary>
public sealed class GitHubTests(Theatre theatre, GitHubStage stage) : BrowserTest(theatre), IClassFixture<GitHubStage>
{
    [Fact]
    public async Task A_newcomer_signs_up_by_GitHub_logs_out_and_comes_back_by_it()
    {
        // A log-in page without a session, and the refusal to unlink.
        Allow("status of 401");
        Allow("status of 422");
        Allow($"another origin: {stage.GitHub.Url}/");
        stage.GitHub.Visitor = new GitHubUser { Login = "octo-signs-up", Emails = [new GitHubEmail("octo.signs.up@example.org")] };
        var page = await OpenAsync("/login?next=%2Fapp%2Fsettings", new Look { At = stage.Host });
        var toGitHub = page.GetByRole(AriaRole.Link, new() { Name = "Continue with GitHub" });
        await Expect(toGitHub).ToBeVisibleAsync();
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await PictureAsync(page, "log-in");

        await toGitHub.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Settings" })).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Username", new() { Exact = true })).ToHaveValueAsync("octo-signs-up");
        await page.GetByRole(AriaRole.Link, new() { Name = "Security", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Unlink GitHub" }).ClickAsync();
        await Expect(page.GetByText("It was not unlinked.")).ToBeVisibleAsync();
        await PictureAsync(page, "last-way-in");
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Profile", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign up" })).ToBeVisibleAsync();
        await page.GotoAsync("/login");
        await toGitHub.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your next step" })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your next step" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_account_is_linked_in_the_settings_and_unlinked_and_a_no_is_told()
    {
        Allow($"another origin: {stage.GitHub.Url}/");
        var person = await Theatre.NewPersonAsync(stage.Host);
        stage.GitHub.Visitor = new GitHubUser { Login = "octo-links", Emails = [new GitHubEmail(person.Email)], SaysNo = true };
        var page = await OpenAsync("/app/settings/security", new Look { As = person, At = stage.Host });
        var link = page.GetByRole(AriaRole.Button, new() { Name = "Link GitHub" });

        await LinkAsync();
        await Expect(page.GetByText("You said no at GitHub")).ToBeVisibleAsync();
        await PictureAsync(page, "no");
        stage.GitHub.Visitor.SaysNo = false;
        await LinkAsync();
        await Expect(page.GetByText("octo-links")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(Words("/app/settings/security$"));
        await PictureAsync(page, "linked");
        await page.GetByRole(AriaRole.Button, new() { Name = "Unlink GitHub" }).ClickAsync();

        await Expect(link).ToBeVisibleAsync();
        await Expect(page.GetByText("GitHub is unlinked").First).ToBeVisibleAsync();

        async Task LinkAsync()
        {
            await link.ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByLabel("Your password").FillAsync(person.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Continue to GitHub" }).ClickAsync();
        }
    }

    [Fact]
    public async Task A_name_at_GitHub_is_text()
    {
        var person = await Theatre.NewPersonAsync(stage.Host);
        // GitHub gives no such name, and none would be taken from it.
        await stage.Host.PlantAsync(
            $"INSERT INTO external_logins (id, user_id, provider, provider_user_id, name, created_at) SELECT id, id, 'github', '1', @text, created_at FROM users WHERE email = '{person.Email}'",
            [string.Join(' ', HostileText.Corpus)], Ct);

        var page = await OpenAsync("/app/settings/security", new Look { As = person, At = stage.Host });
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Unlink GitHub" })).ToBeVisibleAsync();

        await HostileText.ShouldBeTextAsync(page);
        await PictureAsync(page, "linked");
    }
}
