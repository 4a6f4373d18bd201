using System.Text.RegularExpressions;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>A setting is written down in three places; this holds them together.</summary>
public sealed partial class DocumentedSettingsTests
{
    private static readonly IReadOnlyList<string> Documented = [.. Rows().SelectMany(NamesOf)];

    /// <summary>Every variable of .env.example.</summary>
    public static IReadOnlyList<string> InExampleFile => Names(Line(), ".env.example");

    [Fact]
    public void The_example_file_has_every_documented_setting_and_no_other()
    {
        Documented.Count.ShouldBeGreaterThan(20);

        InExampleFile.ShouldBe(Documented, ignoreOrder: true);
    }

    [Fact]
    public void Every_row_of_a_table_of_variables_names_some()
    {
        // A row that is read as none would be missed by every test that asks which variables there are.
        Rows().Where(row => NamesOf(row).Count == 0).ShouldBeEmpty();
        Documented.ShouldContain("GitHub__TokenUrl", "one of several in a row");
        Documented.ShouldBeUnique();
    }

    [Fact]
    public void No_test_inherits_a_documented_setting_from_whoever_runs_it()
    {
        Documented.Where(name => !CleanEnvironment.Settings.Contains(name) && !CleanEnvironment.Sections.Any(section => name.StartsWith(section, StringComparison.Ordinal)))
            .ShouldBeEmpty("tests/CleanEnvironment.cs does not know them");
    }

    /// <summary>The rows of every table of docs/configuration.md whose first column is called "variable".</summary>
    private static List<string> Rows()
    {
        var rows = new List<string>();
        var inTable = false;
        foreach (var line in File.ReadLines(Repository.PathTo("docs", "configuration.md")))
        {
            inTable = line.StartsWith("| variable |", StringComparison.Ordinal) || (inTable && line.StartsWith('|'));
            if (inTable && !line.StartsWith("| variable |", StringComparison.Ordinal) && !line.StartsWith("|---", StringComparison.Ordinal))
            {
                rows.Add(line);
            }
        }

        return rows;
    }

    /// <summary>The variables of a row: one, or several that are told about together.</summary>
    private static List<string> NamesOf(string row) => [.. Row().Match(row).Groups["name"].Captures.Select(name => name.Value)];

    private static IReadOnlyList<string> Names(Regex pattern, params string[] file) =>
        [.. pattern.Matches(File.ReadAllText(Repository.PathTo(file))).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex(@"^\| `(?<name>[A-Za-z_]+)`(, `(?<name>[A-Za-z_]+)`)* \|", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();

    [GeneratedRegex("^# (?<name>[A-Za-z_]+)=", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}
