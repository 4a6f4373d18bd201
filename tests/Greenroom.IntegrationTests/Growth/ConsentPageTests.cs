using System.Net;
using System.Text.RegularExpressions;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>The sandbox's consent page, walked as a program without a browser would: read the form, send it, follow.</summary>
public sealed partial class ConsentPageTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_form_leads_back_to_a_connected_account()
    {
        var creator = await Creator.SignUpAsync(app);
        var (state, cookie) = await creator.BeginAsync("?flavour=sandbox&persona=sandbox:tiny");
        using var browser = app.NewClient();
        var page = await browser.GetAsync($"/auth/sandbox?state={Uri.EscapeDataString(state)}&persona=sandbox:tiny", Ct);
        var html = await page.Content.ReadAsStringAsync(Ct);

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        Forms().Count(html).ShouldBe(1);
        html.ShouldContain("<select id=\"persona\" name=\"persona\">");
        Options().Matches(html).Select(o => o.Groups[1].Value).ShouldBe(
            ["sandbox:creator", "sandbox:null", "sandbox:tiny", "sandbox:empty", "sandbox:expired", "sandbox:ratelimited", "sandbox:noperm"]);
        html.ShouldContain("value=\"sandbox:tiny\" selected");

        var form = Forms().Match(html);
        var hidden = Hidden().Match(html).Groups[1].Value;
        var allowed = await browser.GetAsync($"{form.Groups[1].Value}?state={Uri.EscapeDataString(WebUtility.HtmlDecode(hidden))}&persona=sandbox:empty", Ct);
        allowed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var callback = allowed.Headers.Location!.ToString();
        callback.ShouldStartWith("/auth/instagram/callback?code=sandbox%3Aempty&state=");
        (await creator.CallbackAsync(callback[callback.IndexOf('?', StringComparison.Ordinal)..], cookie)).ShouldBe("/app/growth?connected=true");
        await app.RunAllJobsAsync(Ct);
        (await creator.PostsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Connect_answers_with_the_address_of_the_page()
    {
        var creator = await Creator.SignUpAsync(app);

        var url = (await creator.GetAsync("/api/instagram/connect?flavour=sandbox&persona=sandbox:null")).GetProperty("url").GetString()!;

        var html = await creator.Http.GetStringAsync(url, Ct);
        html.ShouldContain("value=\"sandbox:null\" selected");
    }

    [Theory]
    [InlineData("?state=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("?state=a&persona=%22%3E%3Cscript%3E")]
    public async Task What_stands_in_the_address_is_text(string query)
    {
        var html = await app.NewClient().GetStringAsync("/auth/sandbox" + query, Ct);

        html.Replace("<script src=\"/theme.js\"></script>", "", StringComparison.Ordinal).ShouldNotContain("<script");
        html.ShouldContain("value=\"sandbox:creator\" selected");
    }

    [Fact]
    public async Task Without_a_state_there_is_nothing_to_allow()
    {
        var html = await app.NewClient().GetStringAsync("/auth/sandbox", Ct);

        html.ShouldContain("opened without a connection");
        html.ShouldContain("href=\"/app/growth\"");
        html.ShouldNotContain("<form");
    }

    [GeneratedRegex("<form action=\"([^\"]+)\" method=\"get\">")]
    private static partial Regex Forms();

    [GeneratedRegex("<option value=\"([^\"]+)\"")]
    private static partial Regex Options();

    [GeneratedRegex("<input type=\"hidden\" name=\"state\" value=\"([^\"]*)\">")]
    private static partial Regex Hidden();
}
