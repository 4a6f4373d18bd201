using System.IO.Compression;
using System.Text.Json;

namespace Greenroom.BrowserTests;

/// <summary>Taking one's data along, and leaving.</summary>
public sealed class PersonalDataTests(Theatre theatre) : BrowserTest(theatre)
{
    [Fact]
    public async Task An_export_is_prepared_and_downloaded_and_has_the_interview_in_it()
    {
        var person = await Theatre.NewPersonAsync();
        var interview = await person.FinishedInterviewAsync();
        var page = await OpenAsync("/app/settings/data", new Look { As = person });

        await page.GetByRole(AriaRole.Button, new() { Name = "Prepare an export" }).ClickAsync();
        var download = page.GetByRole(AriaRole.Button, new() { Name = "Download the export" });
        await Expect(download).ToBeVisibleAsync();
        var file = await page.RunAndWaitForDownloadAsync(() => download.ClickAsync());
        await Expect(page.GetByText("Your export was downloaded")).ToBeVisibleAsync();
        await PictureAsync(page, "downloaded");

        file.SuggestedFilename.ShouldMatch(@"^greenroom-export-\d{4}-\d\d-\d\d\.zip$");
        await using var stream = await file.CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Ct);
        using var zip = new ZipArchive(bytes, ZipArchiveMode.Read);
        Read(zip, "interviews.json").RootElement.EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetString().ShouldBe(interview);
        Read(zip, "users.json").RootElement[0].GetProperty("email").GetString().ShouldBe(person.Email);
        zip.Entries.ShouldContain(entry => entry.FullName.StartsWith("interview-reports/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deleted_account_is_left_by_a_page_that_tells_the_way_back_and_logging_in_undoes_it()
    {
        // The browser logs the refusal of the wrong password.
        Allow("status of 422");
        var person = await Theatre.NewPersonAsync();
        var page = await OpenAsync("/app/settings/data", new Look { As = person });

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete the account" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        var password = dialog.GetByLabel("Password", new() { Exact = true });
        var delete = dialog.GetByRole(AriaRole.Button, new() { Name = "Delete the account" });
        await dialog.GetByLabel(Words("^Type .* to confirm$")).FillAsync(person.Email.Split('@')[0]);
        await password.FillAsync("not the password");
        await delete.ClickAsync();
        await Expect(password).ToHaveAccessibleDescriptionAsync(Words("not the password of the account"));
        await PictureAsync(page, "wrong-password");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty("the dialog");
        await password.FillAsync(person.Password);
        await delete.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your account will be deleted" })).ToBeVisibleAsync();
        await Expect(page.GetByText(Words("The deletion comes on .*20"))).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(Words("/goodbye$"));
        await PictureAsync(page, "goodbye");
        await page.GetByRole(AriaRole.Link, new() { Name = "Log in and keep the account" }).ClickAsync();
        await page.GetByLabel("E-mail or username").FillAsync(person.Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(person.Password);
        await page.GetByLabel("Password", new() { Exact = true }).PressAsync("Enter");

        await Expect(page.GetByText("Welcome back. Your account will not be deleted.")).ToBeVisibleAsync();
        await PictureAsync(page, "back");
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(Words("/app$"));
    }

    private static JsonDocument Read(ZipArchive zip, string path)
    {
        using var content = zip.GetEntry(path).ShouldNotBeNull(path).Open();
        return JsonDocument.Parse(content);
    }
}
