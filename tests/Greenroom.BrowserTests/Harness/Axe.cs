using Deque.AxeCore.Commons;

namespace Greenroom.BrowserTests.Harness;

/// <summary>
/// All rules of axe, in the page itself. The package for Playwright opens a browser window of its own for each look and reads half a
/// megabyte of script twice, for the sake of frames on other sites; our pages have none, which is looked at too.
/// </summary>
internal static class Axe
{
    private const string Look = """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
          .map(rule => [`${rule.id} (${rule.impact}): ${rule.help}`, ...rule.nodes.map(node => `${node.target}: ${node.html}`)].join('\n  '))
        """;

    private static readonly string Script = $"() => {{ {new BundledAxeScriptProvider().GetScript()} }}";

    /// <summary>What is wrong, a rule each.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        page.Frames.Count.ShouldBe(1, "Frames are not looked into.");
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(Script);
        }

        return await page.EvaluateAsync<string[]>(Look);
    }
}
