using System.Globalization;
using System.Text.RegularExpressions;

namespace Greenroom.BrowserTests;

public sealed partial class GrowthTests(Theatre theatre) : BrowserTest(theatre)
{
    [Fact]
    public async Task A_guest_connects_a_sample_account_reads_it_takes_a_table_along_and_disconnects()
    {
        var page = await OpenAsync("/login");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try it as a guest" }).ClickAsync();

        // Nothing is connected, and one click leads on.
        await page.GetByRole(AriaRole.Link, new() { Name = "Growth", Exact = true }).First.ClickAsync();
        await Expect(page.GetByText("No account is connected yet")).ToBeVisibleAsync();
        await PictureAsync(page, "growth-1-empty");
        await page.GetByRole(AriaRole.Button, new() { Name = "Explore a sample account" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Connect a sample account" })).ToBeVisibleAsync();
        await PictureAsync(page, "growth-2-consent");
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow and connect" }).ClickAsync();

        // It is read while one looks on; nothing has to be reloaded.
        await Expect(page).ToHaveURLAsync(Words("/app/growth$"));
        await Expect(page.GetByText(Words(" is connected\\. ")).First).ToBeVisibleAsync();
        await Expect(page.GetByText("Sample data").First).ToBeVisibleAsync();
        await Expect(page.GetByText(Words("^Synced ")).First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Main).Locator("blockquote")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Next post" })).ToBeVisibleAsync();
        await PictureAsync(page, "growth-3-overview");

        // The period is in the address and survives a reload.
        await page.GetByRole(AriaRole.Main).GetByText("90 days", new() { Exact = true }).First.ClickAsync();
        await Expect(page).ToHaveURLAsync(Words("period=90"));
        await page.ReloadAsync();
        await Expect(page.GetByText(Words("against the 90 days before")).First).ToBeVisibleAsync();

        // What the posts teach, with the evidence behind it.
        var tabs = page.GetByRole(AriaRole.Navigation, new() { Name = "Growth" });
        await tabs.GetByRole(AriaRole.Link, new() { Name = "Insights" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The next three posts" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "How earlier statements turned out" })).ToBeVisibleAsync();
        await PictureAsync(page, "growth-4-insights");

        // What is not useful makes room for the next best, and comes back by Undo.
        var suggestions = page.GetByRole(AriaRole.Group, new() { Name = "Suggestions" });
        var slots = suggestions.GetByRole(AriaRole.Listitem);
        var notUseful = suggestions.GetByRole(AriaRole.Button, new() { NameRegex = Words("^Not useful: ") });
        var first = await slots.First.Locator("p").First.InnerTextAsync();
        await notUseful.First.ClickAsync();
        await Expect(suggestions.GetByText(first, new() { Exact = true })).ToHaveCountAsync(0);
        await Expect(notUseful).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(slots.First.GetByText(first, new() { Exact = true })).ToBeVisibleAsync();
        await Expect(slots).ToHaveCountAsync(3);

        await page.GetByRole(AriaRole.Button, new() { NameRegex = Words("^Why: ") }).First.ClickAsync();
        var why = page.GetByRole(AriaRole.Dialog);
        await Expect(why.GetByText("Europe/Berlin")).ToBeVisibleAsync();
        await PictureAsync(page, "growth-5-why");
        await why.GetByRole(AriaRole.Link).First.ClickAsync();

        // One of the posts behind it, beside the usual post.
        await Expect(page).ToHaveURLAsync(Words("/app/growth/posts/[0-9a-f-]{36}"));
        await Expect(page.GetByText(Words("the usual post has")).First).ToBeVisibleAsync();
        await PictureAsync(page, "growth-6-post");

        // The file holds what the table shows, in its order.
        await tabs.GetByRole(AriaRole.Link, new() { Name = "Posts" }).ClickAsync();
        var table = page.GetByRole(AriaRole.Region, new() { Name = "Posts", Exact = true });
        await Expect(table.GetByRole(AriaRole.Row)).ToHaveCountAsync(21);
        await page.RunAndWaitForResponseAsync(
            () => page.GetByLabel("Order").SelectOptionAsync("likes"),
            response => response.Url.Contains("sort=likes", StringComparison.Ordinal));
        await Expect(page).ToHaveURLAsync(Words("sort=likes"));
        // The old order stays, and is busy, until the new one is there.
        await Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        var words = await table.Locator("tbody tr td:nth-child(4)").AllInnerTextsAsync();
        string[] likes = [.. words.Select(word => word.Replace(",", "", StringComparison.Ordinal))];
        // Those that are hidden stand last.
        likes.Select(word => int.TryParse(word, CultureInfo.InvariantCulture, out var count) ? count : -1).ShouldBeInOrder(SortDirection.Descending);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { NameRegex = Words("as CSV$") }).ClickAsync());
        var file = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        LikesOf(file).ShouldBe(likes);
        await PictureAsync(page, "growth-7-by-likes");

        // Gone, with everything.
        await tabs.GetByRole(AriaRole.Link, new() { Name = "Accounts" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Words("^Disconnect") }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await PictureAsync(page, "growth-8-disconnect");
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = Words("^Disconnect") }).ClickAsync();
        await Expect(page.GetByText("No account is connected yet")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByText("No account is connected yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Saying_no_connects_nothing_and_says_so()
    {
        var page = await OpenAsync("/app/growth", new Look { As = await Theatre.NewPersonAsync(), Width = 360, Height = 740 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Explore a sample account" }).ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();

        await Expect(page.GetByText("You did not give access, so nothing was connected.").First).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(Words("/app/growth$"));
        await Expect(page.GetByText("No account is connected yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_expired_connection_says_what_to_do()
    {
        var page = await OpenAsync("/app/growth", new Look { As = await Theatre.NewPersonAsync() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Explore a sample account" }).ClickAsync();
        await page.GetByLabel("Which account").SelectOptionAsync("An expired connection");

        await page.GetByRole(AriaRole.Button, new() { Name = "Allow and connect" }).ClickAsync();

        await Expect(page.GetByText(Words("no longer accepts the connection")).First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reconnect" })).ToBeVisibleAsync();
        await PictureAsync(page, "growth-9-expired");
    }

    /// <summary>A caption may hold whatever a file of commas has; the two numbers at the end of a row do not.</summary>
    [GeneratedRegex(@",(?<likes>\d+|hidden),(?:\d+|not known)\r\n", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EndOfRow();

    private static IEnumerable<string> LikesOf(string file) => EndOfRow().Matches(file).Select(row => row.Groups["likes"].Value);
}
