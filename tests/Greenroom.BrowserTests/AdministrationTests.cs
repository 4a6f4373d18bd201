using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Greenroom.BrowserTests;

/// <summary>Whoever keeps the server: by the printed link into the administration, and what is done there.</summary>
public sealed class AdministrationTests(Theatre theatre) : BrowserTest(theatre)
{
    [Fact]
    public async Task The_printed_link_leads_by_the_log_in_into_the_administration_where_the_waitlist_is_downloaded_and_a_job_tried_again()
    {
        // Nobody listens there, so the mail that greets the newcomer fails.
        await using var host = await HostProcess.StartAsync(Ct, new Dictionary<string, string>
        {
            ["SMTP_URL"] = string.Create(CultureInfo.InvariantCulture, $"smtp://127.0.0.1:{FreePort()}"),
            ["MAIL_FROM"] = "greenroom@example.org",
        });
        var person = await Theatre.NewPersonAsync(host);
        await person.JoinWaitlistAsync("waits@example.org");
        var page = await OpenAsync(await host.PrintedClaimLinkAsync(Ct), new Look { At = host });

        await page.GetByLabel("E-mail or username").FillAsync(person.Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(person.Password);
        await page.GetByLabel("Password", new() { Exact = true }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Administer this server" }).ClickAsync();
        await PictureAsync(page, "claimed");
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to the administration" }).ClickAsync();
        await Expect(page.GetByText("1 account, 1 of them new within seven days.")).ToBeVisibleAsync();
        await Expect(page.GetByText(Words("^(No backup has been made yet|The last backup was made)"))).ToBeVisibleAsync();
        await PictureAsync(page, "overview");

        var tabs = page.GetByRole(AriaRole.Navigation, new() { Name = "Administration" });
        await tabs.GetByRole(AriaRole.Link, new() { Name = "Waitlist" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "waits@example.org" })).ToBeVisibleAsync();
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download all as CSV" }).ClickAsync());
        file.SuggestedFilename.ShouldBe("waitlist.csv");
        await using var stream = await file.CreateReadStreamAsync();
        using var csv = new StreamReader(stream);
        (await csv.ReadToEndAsync(Ct)).ShouldMatch("^email,created_at\r\n\"waits@example.org\",20[^\r]+Z\r\n$");

        await tabs.GetByRole(AriaRole.Link, new() { Name = "Jobs" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try now: platform.send_mail" }).First.ClickAsync();
        await Expect(page.GetByText("Tried again now: platform.send_mail").First).ToBeVisibleAsync();
        await PictureAsync(page, "tried-again");
        await tabs.GetByRole(AriaRole.Link, new() { Name = "Audit" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { NameRegex = Words("^A failed job was tried again") })).ToBeVisibleAsync();
        await PictureAsync(page, "audit");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
