namespace Greenroom.BrowserTests.Harness;

/// <summary>Text that would run, fetch or hide something if any page took it for markup. What runs opens a dialog and leaves its mark on the window.</summary>
internal static class HostileText
{
    public static readonly string[] Corpus =
    [
        "<script>alert(ran=1)</script>",
        "<img src=x onerror=alert(ran=1)>",
        "<svg onload=alert(ran=1)>",
        "\"><script>alert(ran=1)</script>",
        "'><img src=x onerror='alert(ran=1)'>",
        "</textarea><script>alert(ran=1)</script>",
        "</script><script>alert(ran=1)</script>",
        "<iframe src=\"javascript:alert(ran=1)\"></iframe>",
        "<a href=\"javascript:alert(ran=1)\">press here</a>",
        "[press here](javascript:alert(ran=1))",
        "![x](x\"onerror=\"alert(ran=1))",
        "<body onpageshow=alert(ran=1)>",
        "<details open ontoggle=alert(ran=1)>",
        "<style>*{display:none}</style>",
        "<math><mi xlink:href=\"javascript:alert(ran=1)\">x</mi></math>",
        "<base href=\"https://elsewhere.example/\">",
        "<meta http-equiv=refresh content=\"0;url=https://elsewhere.example/\">",
        "{{constructor.constructor('alert(ran=1)')()}} ${alert(ran=1)}",
        "&lt;script&gt;alert(ran=1)&lt;/script&gt; &#60;img src=x onerror=alert(ran=1)&#62;",
        "<scr\u00adipt>alert(ran=1)</scr\u00adipt> \u202e)1(trela \u202c \ud83d\udca5",
    ];

    // Handlers, elements that bring something with them, and addresses that run.
    private const string Foreign = """
        () => {
          const brought = [...document.querySelectorAll('main :is(script, iframe, math, style, base, meta, object, embed), body script:not([src]), [href^=javascript], [src^=javascript], img[src=x]')];
          const handlers = [...document.querySelectorAll('*')].filter(element => element.getAttributeNames().some(name => name.startsWith('on')));
          return [...brought, ...handlers].map(element => element.outerHTML.slice(0, 200)).concat('ran' in window ? ['something ran'] : []);
        }
        """;

    // The report sets the numbers of points between the words of an answer.
    private const string Words = """
        () => {
          const copy = document.querySelector('main').cloneNode(true);
          copy.querySelectorAll('sup').forEach(number => number.remove());
          const titles = [...copy.querySelectorAll('[title]')].map(element => element.title);
          return [copy.textContent, ...titles].join('\n');
        }
        """;

    /// <summary>Every one of them is on the page as it was typed, and none of it has become anything else.</summary>
    /// <param name="texts">Those that this page has to show: the corpus, when nothing is said.</param>
    public static async Task ShouldBeTextAsync(IPage page, params string[] texts)
    {
        var words = await page.EvaluateAsync<string>(Words);
        foreach (var text in texts is [] ? Corpus : texts)
        {
            words.ShouldContain(text, Case.Sensitive, page.Url);
        }

        await ShouldHaveDoneNothingAsync(page);
    }

    public static async Task ShouldHaveDoneNothingAsync(IPage page) => (await page.EvaluateAsync<string[]>(Foreign)).ShouldBeEmpty(page.Url);
}
