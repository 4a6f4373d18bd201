namespace Greenroom.BrowserTests;

public sealed class HostileTextTests(Theatre theatre) : BrowserTest(theatre)
{
    private static readonly string[] Corpus =
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "\"><script>alert(1)</script>",
        "'><img src=x onerror='alert(1)'>",
        "</textarea><script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "<iframe src=\"javascript:alert(1)\"></iframe>",
        "<a href=\"javascript:alert(1)\">press here</a>",
        "[press here](javascript:alert(1))",
        "![x](x\"onerror=\"alert(1))",
        "<body onpageshow=alert(1)>",
        "<details open ontoggle=alert(1)>",
        "<style>*{display:none}</style>",
        "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
        "<base href=\"https://elsewhere.example/\">",
        "<meta http-equiv=refresh content=\"0;url=https://elsewhere.example/\">",
        "{{constructor.constructor('alert(1)')()}} ${alert(1)}",
        "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;",
        "<scr\u00adipt>alert(1)</scr\u00adipt> \u202e)1(trela \u202c \ud83d\udca5",
    ];

    [Fact]
    public async Task Answers_are_text_in_the_room_in_the_report_and_after_a_reload()
    {
        var person = await Theatre.NewPersonAsync();
        var id = await person.StartInterviewAsync(questions: Corpus.Length);
        var page = await OpenAsync($"/app/interviews/{id}", new Look { As = person });
        var room = new Room(page);
        await Expect(room.Field).ToBeEditableAsync();
        var elements = await ForeignElementsAsync(page);

        foreach (var text in Corpus)
        {
            await room.AnswerAsync(text);
            if (await room.ToReport.IsVisibleAsync())
            {
                break;
            }
        }

        await ShouldBeTextAsync(page, elements);
        await PictureAsync(page, "room");
        await page.ReloadAsync();
        await Expect(room.Past).ToHaveCountAsync(Corpus.Length);
        await ShouldBeTextAsync(page, elements);
        await room.Button("Finish early").Or(room.ToReport).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Question by question" })).ToBeVisibleAsync();
        await ShouldBeTextAsync(page, await ForeignElementsAsync(page));
        await PictureAsync(page, "report");
    }

    [Fact]
    public async Task Drafts_and_usernames_are_text_too()
    {
        var person = await Theatre.NewPersonAsync();
        var page = await OpenAsync("/app/settings", new Look { As = person });
        var username = page.GetByLabel("Username", new() { Exact = true });
        var save = page.GetByRole(AriaRole.Button, new() { Name = "Save" });

        foreach (var text in Corpus)
        {
            await username.FillAsync(text);
            await save.ClickAsync();
            await Expect(username).ToHaveAttributeAsync("aria-invalid", "true");
            (await person.RenameAsync(text)).ShouldBe(400);
        }

        await PictureAsync(page, "username-refused");
        await page.GotoAsync($"/app/interviews/new?topics={Uri.EscapeDataString(Corpus[1])}&topics=caching");
        await Expect(page.GetByText(Words("^The bank has "))).ToBeVisibleAsync();
        (await page.EvaluateAsync<int>("document.querySelectorAll('[onerror]').length")).ShouldBe(0);
    }

    /// <summary>Every string of the corpus is on the page as it was typed, and none of it has become an element.</summary>
    private static async Task ShouldBeTextAsync(IPage page, int elements)
    {
        // The report sets the numbers of points between the words of an answer.
        var text = await page.GetByRole(AriaRole.Main).EvaluateAsync<string>("""
            main => {
              const copy = main.cloneNode(true);
              copy.querySelectorAll('sup').forEach(number => number.remove());
              return copy.textContent;
            }
            """);
        foreach (var hostile in Corpus)
        {
            text.ShouldContain(hostile);
        }

        (await ForeignElementsAsync(page)).ShouldBe(elements);
        (await page.EvaluateAsync<int>("document.querySelectorAll('[onerror], [onload], [ontoggle], [onpageshow], [href^=javascript], [src^=javascript]').length")).ShouldBe(0);
    }

    private static Task<int> ForeignElementsAsync(IPage page) =>
        page.EvaluateAsync<int>("document.querySelectorAll('main script, main img, main iframe, main math, main details, main style, main base, main meta, main textarea').length");
}
