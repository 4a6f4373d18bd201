using System.Text.RegularExpressions;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>A setting is written down in three places; this holds them together.</summary>
public sealed partial class DocumentedSettingsTests
{
    private static readonly IReadOnlyList<string> Documented = Names(Row(), "docs", "configuration.md");

    /// <summary>Every variable of .env.example.</summary>
    public static IReadOnlyList<string> InExampleFile => Names(Line(), ".env.example");

    [Fact]
    public void The_example_file_has_every_documented_setting_and_no_other()
    {
        Documented.Count.ShouldBeGreaterThan(20);

        InExampleFile.ShouldBe(Documented, ignoreOrder: true);
    }

    [Fact]
    public void No_test_inherits_a_documented_setting_from_whoever_runs_it()
    {
        Documented.Where(name => !CleanEnvironment.Settings.Contains(name) && !CleanEnvironment.Sections.Any(section => name.StartsWith(section, StringComparison.Ordinal)))
            .ShouldBeEmpty("tests/CleanEnvironment.cs does not know them");
    }

    private static IReadOnlyList<string> Names(Regex pattern, params string[] file) =>
        [.. pattern.Matches(File.ReadAllText(Repository.PathTo(file))).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex(@"^\| `(?<name>[A-Za-z_]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();

    [GeneratedRegex("^# (?<name>[A-Za-z_]+)=", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}
