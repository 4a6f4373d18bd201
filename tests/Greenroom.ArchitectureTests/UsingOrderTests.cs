using System.Text.RegularExpressions;

namespace Greenroom.ArchitectureTests;

/// <summary>The order of the usings is what ./lint puts right and neither the compiler nor the check of the whitespace asks for.</summary>
public sealed partial class UsingOrderTests
{
    [Fact]
    public void Usings_stand_in_the_order_that_lint_gives_them()
    {
        var files = new[] { "src", "tests", "bench" }.SelectMany(Solution.SourcesUnder).ToList();

        files.Count.ShouldBeGreaterThan(400, "there is something to look at");
        files.Where(file => !IsSorted(file.Text)).Select(file => file.File).ShouldBeEmpty("./lint sorts them");
    }

    [Theory]
    [InlineData("System", "System.Text", "Apple", "Npgsql", "static System.Math", "A = System.Text")]
    [InlineData("Microsoft.Extensions", "Microsoft.Extensions.Options", "MicrosoftOther")]
    public void The_order_is_one_of_names(params string[] usings)
    {
        var sorted = string.Concat(usings.Select(name => $"using {name};\n"));
        var turned = string.Concat(usings.Reverse().Select(name => $"using {name};\n"));

        IsSorted(sorted).ShouldBeTrue();
        IsSorted(turned).ShouldBeFalse();
    }

    private static bool IsSorted(string text)
    {
        var keys = Using().Matches(text).Select(Key).ToList();
        return keys.SequenceEqual(keys.Order(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Namespaces, System first; then static ones; then names of our own. A dot sorts before any letter.</summary>
    private static string Key(Match directive)
    {
        var kind = directive.Groups["static"].Success ? 's' : directive.Groups["alias"].Success ? 'z' : 'n';
        var name = directive.Groups["alias"].Success ? directive.Groups["alias"].Value : directive.Groups["name"].Value;
        var isSystem = name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
        return $"{kind}{(isSystem && kind != 'z' ? 0 : 1)}{name}";
    }

    [GeneratedRegex(@"^using (?<static>static )?((?<alias>\w+) = )?(?<name>[\w.]+)[^;(]*;", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Using();
}
