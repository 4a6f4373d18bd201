namespace Greenroom.BrowserTests;

/// <summary>A server whose every table holds hostile text, some of it by requests, the rest past all checks.</summary>
public sealed class HostileServer(Theatre theatre) : IAsyncLifetime
{
    private HostProcess? _host;

    public HostProcess Host => _host!;

    /// <summary>Of the administrator, who sees most: the tests go through their pages one after another.</summary>
    public IPage Page { get; private set; } = null!;

    public string Post { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var ct = CancellationToken.None;
        _host = await HostProcess.StartAsync(ct);
        var administrator = await theatre.NewPersonAsync(Host);
        await administrator.BecomeAdministratorAsync(await Host.PrintedClaimLinkAsync(ct));
        await administrator.ConnectSampleAccountAsync();
        Post = (string)(await administrator.GetAsync("/api/instagram/posts?sort=likes&limit=1"))["posts"]![0]!["id"]!;
        var browser = await theatre.NewContextAsync(new Look { As = administrator, At = Host });
        Page = await browser.NewPageAsync();
        foreach (var text in HostileText.Corpus.Where(text => text.All(char.IsAscii)))
        {
            await administrator.LogInAsync(text);
        }

        // One after the other, as the program writes times: without a zero at the end. The next page of a list begins at such a text.
        const string Later = "(strftime('%Y-%m-%d %H:%M:%S', 'now', '+1 year') || printf('.%06d1', @number))";
        const string Now = "(strftime('%Y-%m-%d %H:%M:%S', 'now') || printf('.%06d1', @number))";
        var id = "printf('0199%04d-0000-7000-8000-%012d', @number, @number)";
        await PlantAsync($"INSERT INTO waitlist (id, email, created_at) VALUES ({id}, @text || '@example.org', {Now})");
        await PlantAsync($"INSERT INTO users (id, username, normalized_username, email, normalized_email, email_verified, security_stamp, access_failed_count, is_admin, is_guest, created_at, updated_at) VALUES ({id}, @text, upper(@text), @text || '@example.org', upper(@text) || '@EXAMPLE.ORG', 0, 'none', 0, 0, 0, {Now}, {Now})");
        await PlantAsync($"INSERT INTO jobs (id, kind, run_at, attempts, last_error, created_at) VALUES ({id}, 'of.a.kind: ' || @text, {Later}, 3, 'failed by ' || @text, {Now})");
        await PlantAsync($"INSERT INTO audit_events (id, at, name, user_id, actor_id, ip, device, detail) SELECT {id}, {Later}, 'happened: ' || @text, id, id, 'from ' || @text, 'by ' || @text, 'detail ' || @text FROM users WHERE is_admin");
        await PlantAsync($"INSERT INTO backups (id, started_at, finished_at, file_name, ok, error) VALUES ({id}, {Later}, {Later}, @text, 0, @text)");
        await PlantAsync("UPDATE instagram_posts SET caption = @text, media_url = CASE @number % 2 WHEN 0 THEN media_url ELSE 'http://[' || @text END, permalink = 'javascript:alert(ran=1)' WHERE id = (SELECT id FROM instagram_posts ORDER BY like_count DESC, posted_at DESC LIMIT 1 OFFSET @number)");
        await PlantAsync($"INSERT INTO passkeys (credential_id, user_id, data) SELECT randomblob(16), id, json_object('PublicKey', '00', 'Name', 'passkey ' || @text, 'CreatedAt', '2026-11-01 00:00:00+00:00', 'SignCount', 0, 'Transports', json('[]'), 'IsUserVerified', json('true'), 'IsBackupEligible', json('false'), 'IsBackedUp', json('false'), 'AttestationObject', '00', 'ClientDataJson', '00') FROM users WHERE is_admin");
        await Host.PlantAsync("UPDATE instagram_accounts SET username = @text", [HostileText.Corpus[1]], ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (Page is not null)
        {
            await Page.Context.CloseAsync();
        }

        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    private Task PlantAsync(string sql) => Host.PlantAsync(sql, HostileText.Corpus, CancellationToken.None);
}

/// <summary>Text from elsewhere on the pages that show it: a list of people, what a program calls itself, why a job failed, the captions of a platform.</summary>
public sealed class ForeignTextTests(Theatre theatre, HostileServer server) : BrowserTest(theatre), IClassFixture<HostileServer>
{
    [Theory]
    [InlineData("/admin/users", "")]
    [InlineData("/admin/waitlist", "")]
    [InlineData("/admin/jobs?state=failed", "failed by ")]
    [InlineData("/admin/audit", "detail ")]
    [InlineData("/app/settings/security", "passkey ")]
    [InlineData("/app/settings/security", "happened: ")]
    [InlineData("/app/growth/posts?sort=likes", "")]
    public async Task A_list_of_what_others_have_written_is_a_list_of_text(string path, string before)
    {
        var page = await VisitAsync(path);

        string[] texts = [.. HostileText.Corpus.Select(text => before + text)];

        await ShouldShowAsync(page, texts);

        await HostileText.ShouldBeTextAsync(page, texts);
        await PictureAsync(page, path.Split('?')[0].Trim('/').Replace('/', '-'));
    }

    [Fact]
    public async Task Programs_call_themselves_what_they_like_in_the_list_of_sessions()
    {
        var page = await VisitAsync("/app/settings/sessions");
        string[] programs = [.. HostileText.Corpus.Where(text => text.All(char.IsAscii))];

        await Expect(page.GetByText("Unknown program")).ToHaveCountAsync(programs.Length);

        await HostileText.ShouldBeTextAsync(page, programs);
        await PictureAsync(page, "sessions");
    }

    [Theory]
    [InlineData("/admin", 19)]
    [InlineData("/app", 1)]
    [InlineData("/app/growth", 1)]
    [InlineData("/app/growth/insights", 1)]
    [InlineData("/app/growth/accounts", 1)]
    [InlineData("post", 0)]
    public async Task A_name_a_caption_and_an_error_from_elsewhere_are_text(string path, int shown)
    {
        var page = await VisitAsync(path == "post" ? $"/app/growth/posts/{server.Post}" : path);

        await ShouldShowAsync(page, [HostileText.Corpus[shown]]);

        await HostileText.ShouldBeTextAsync(page, HostileText.Corpus[shown]);
        await PictureAsync(page, path.Trim('/').Replace('/', '-'));
    }

    [Fact]
    public async Task What_is_searched_for_and_what_the_address_names_is_said_again_as_text()
    {
        // No account has such an id, and the server says so.
        Allow("user_id=%3Cimg");
        var page = await VisitAsync("/admin/users");
        var search = page.GetByRole(AriaRole.Searchbox, new() { Name = "Name or address" });
        foreach (var text in HostileText.Corpus.Select(text => $"not {text}"))
        {
            await search.FillAsync(text);
            await search.PressAsync("Enter");
            await Expect(page.GetByText($"No account has \u201c{text}\u201d")).ToBeVisibleAsync();
            await HostileText.ShouldBeTextAsync(page, text);
        }

        await PictureAsync(page, "search");
        foreach (var query in (string[])["/admin/audit?name=", "/admin/audit?user_id=", "/admin/jobs?state=", "/app/growth?account="])
        {
            await page.GotoAsync(query + Uri.EscapeDataString(HostileText.Corpus[1]));
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Expect(page.Locator(".skeleton")).ToHaveCountAsync(0);
            await HostileText.ShouldHaveDoneNothingAsync(page);
        }
    }

    private async Task<IPage> VisitAsync(string path)
    {
        var page = Borrow(server.Page, server.Host);
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>Reads on until all of them are there.</summary>
    private static async Task ShouldShowAsync(IPage page, string[] texts)
    {
        var main = page.GetByRole(AriaRole.Main);
        var more = page.GetByRole(AriaRole.Button, new() { Name = "Show more" });
        var rows = main.Locator("tr, li");
        // Whichever end of them comes first, this one is among the first ten or so.
        await Expect(main).ToContainTextAsync(texts[texts.Length * 3 / 4]);
        while (await main.TextContentAsync() is var shown && !texts.All(text => shown!.Contains(text, StringComparison.Ordinal)))
        {
            var before = await rows.CountAsync();
            await more.ClickAsync();
            await Expect(rows).Not.ToHaveCountAsync(before);
        }

        await Expect(page.Locator(".skeleton")).ToHaveCountAsync(0);
    }
}
