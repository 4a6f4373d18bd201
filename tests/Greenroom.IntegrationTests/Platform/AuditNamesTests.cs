using System.Reflection;
using System.Text.RegularExpressions;
using Greenroom.Platform.Audit;

namespace Greenroom.IntegrationTests.Platform;

public sealed partial class AuditNamesTests
{
    private static readonly string[] Names = [.. typeof(AuditNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetValue(null)!)];

    [Fact]
    public void Every_event_is_documented_and_no_other()
    {
        var documented = Row().Matches(File.ReadAllText(Repository.PathTo("docs", "audit-log.md"))).Select(m => m.Groups["name"].Value);

        documented.ShouldBe(Names, ignoreOrder: true);
    }

    [Fact]
    public void Every_event_is_written_down_somewhere()
    {
        var sources = string.Join('\n', Directory.EnumerateFiles(Repository.PathTo("src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.EndsWith("AuditNames.cs", StringComparison.Ordinal)).Select(File.ReadAllText));

        typeof(AuditNames).GetFields().Select(f => $"AuditNames.{f.Name}").Where(use => !Regex.IsMatch(sources, $@"\b{Regex.Escape(use)}\b", RegexOptions.None, TimeSpan.FromSeconds(5)))
            .ShouldBeEmpty();
    }

    [GeneratedRegex("^\\| `(?<name>[a-z_.]+)` \\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
