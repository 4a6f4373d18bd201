using System.Collections.Concurrent;

namespace Greenroom.BrowserTests;

/// <summary>What a page of somebody else can do to a session in the same browser: nothing.</summary>
public sealed class CrossOriginTests(Theatre theatre) : BrowserTest(theatre)
{
    // What each call would need, if only it were believed. The password is the right one.
    private const string Attempts = """
        async ([home, username, password]) => {
          const targets = [
            ['POST', '/api/auth/token', {}],
            ['POST', '/api/auth/token?use_cookies=true', {}],
            ['POST', '/api/auth/logout', {}],
            ['DELETE', '/api/sessions', {}],
            ['POST', '/api/auth/password', { current_password: password, password: 'taken over by somebody' }],
            ['POST', '/api/user/me/deletion', { confirm: username, password }],
          ];
          const inFrame = (enctype, path, body) => new Promise(done => {
            const frame = Object.assign(document.createElement('iframe'), { name: `frame-${document.forms.length}` });
            const form = Object.assign(document.createElement('form'), { method: 'post', enctype, action: home + path, target: frame.name });
            const fields = enctype === 'text/plain' ? [[`${JSON.stringify(body).slice(0, -1)}${Object.keys(body).length ? ',' : ''}"x":"`, '"}']] : Object.entries(body);
            for (const [name, value] of fields) form.append(Object.assign(document.createElement('input'), { name, value }));
            frame.onload = () => done();
            document.body.append(frame, form);
            form.submit();
          });
          const bySource = (element, path) => new Promise(done => {
            const loaded = document.createElement(element);
            loaded.onload = loaded.onerror = () => done();
            loaded.src = home + path;
            document.body.append(loaded);
          });

          const read = [];
          for (const [method, path, body] of targets) {
            const call = (mode, headers) => fetch(home + path, { method: mode === 'cors' ? method : 'POST', mode, credentials: 'include', headers, body: JSON.stringify(body) })
              .then(answer => { if (answer.type !== 'opaque') read.push(`${path} ${answer.status}`); }, () => undefined);
            await call('cors', { 'Content-Type': 'application/json', 'X-Greenroom': '1' });
            await call('cors', { 'Content-Type': 'text/plain' });
            await call('no-cors', { 'Content-Type': 'text/plain' });
            await call('no-cors', { 'Content-Type': 'application/x-www-form-urlencoded' });
            // Without a body there is no type of one to refuse.
            await fetch(home + path, { method: 'POST', mode: 'no-cors', credentials: 'include' }).catch(() => undefined);
            navigator.sendBeacon(home + path);
            await inFrame('application/x-www-form-urlencoded', path, {});
            await inFrame('text/plain', path, body);
            await inFrame('application/x-www-form-urlencoded', path, body);
            await bySource('img', path);
            await bySource('iframe', path);
          }
          await fetch(`${home}/api/user/me`, { credentials: 'include' }).then(answer => read.push(`me ${answer.status}`), () => undefined);
          return read;
        }
        """;

    private const string ByHand = """
        ([address, enctype]) => {
          const form = Object.assign(document.createElement('form'), { method: 'post', enctype, action: address });
          form.append(Object.assign(document.createElement('input'), { name: '{"x":"', value: '"}' }));
          document.body.append(form);
          form.submit();
        }
        """;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_page_at_another_port_can_neither_renew_nor_end_a_session_nor_change_or_delete_the_account(string name)
    {
        await using var elsewhere = await Elsewhere.StartAsync();
        var url = elsewhere.UrlBy(name);
        // All of this is what the browser says to a page that tries.
        foreach (var words in (string[])[$"another origin: {url}/", "blocked by CORS policy", "net::ERR_", "status of 4", "frame-ancestors", "X-Frame-Options", "Refused to display", "in a frame"])
        {
            Allow(words);
        }

        var person = await Theatre.NewPersonAsync();
        var home = Theatre.Host.Address.GetLeftPart(UriPartial.Authority);
        var own = await OpenAsync("/app", new Look { As = person });
        await Expect(own.GetByRole(AriaRole.Heading, new() { Name = "Your next step" })).ToBeVisibleAsync();
        var username = (string)(await person.GetAsync("/api/user/me"))["username"]!;
        var (cookie, generations) = (await CookieAsync(own), await GenerationsAsync(person));
        var answers = new ConcurrentQueue<IResponse>();
        own.Context.Response += (_, answer) => answers.Enqueue(answer);
        var page = await own.Context.NewPageAsync();
        await page.GotoAsync(url);

        var read = await page.EvaluateAsync<string[]>(Attempts, new[] { home, username, person.Password });
        var carried = false;
        foreach (var (path, enctype) in from path in (string[])["/api/auth/token?use_cookies=true", "/api/auth/logout", "/api/user/me/deletion"] from enctype in (string[])["text/plain", "application/x-www-form-urlencoded"] select (path, enctype))
        {
            // It may have led to a download, so each has a page of its own.
            var whole = await own.Context.NewPageAsync();
            await whole.GotoAsync(url);
            var answer = await whole.RunAndWaitForResponseAsync(() => whole.EvaluateAsync(ByHand, new[] { home + path, enctype }), given => given.Url == home + path);
            carried |= (await answer.Request.AllHeadersAsync()).GetValueOrDefault("cookie")?.Contains("greenroom_refresh", StringComparison.Ordinal) is true;
        }

        read.ShouldBeEmpty("No answer can be read.");
        var posts = answers.Where(answer => answer.Request.Method == "POST" && answer.Frame.Page != own && answer.Url.StartsWith(home, StringComparison.Ordinal)).ToList();
        posts.Count.ShouldBeGreaterThanOrEqualTo(24, "Every form reached the server, in frames and as pages.");
        posts.Where(answer => answer.Status is < 400 or >= 500).Select(answer => $"{answer.Url} {answer.Status}").ShouldBeEmpty();
        carried.ShouldBe(name == "127.0.0.1", "Another port is the same site to a cookie; another name is not.");
        (await CookieAsync(own)).ShouldBe(cookie);
        (await GenerationsAsync(person)).ShouldBe(generations, "No token was exchanged.");
        await own.ReloadAsync();
        await Expect(own.GetByRole(AriaRole.Heading, new() { Name = "Your next step" })).ToBeVisibleAsync();
        // The password is the old one, and nobody is about to be deleted: a log-in would say that it undid that.
        (await person.GetAsync("/api/sessions"))["items"]!.AsArray().Count.ShouldBe(2);
        (await person.LogInAsync("with the old password"))["restored"]!.GetValue<bool>().ShouldBeFalse();
        await PictureAsync(own, name);
    }

    private static async Task<string> CookieAsync(IPage page) => (await page.Context.CookiesAsync()).Single(cookie => cookie.Name == "greenroom_refresh").Value;

    private async Task<string> GenerationsAsync(Person person) => await Theatre.Host.ReadAsync(
        "SELECT group_concat(generation || coalesce(revoked_at, '')) FROM (SELECT f.* FROM refresh_families f JOIN users u ON u.id = f.user_id WHERE u.email = @text ORDER BY f.id)", person.Email, Ct);
}
