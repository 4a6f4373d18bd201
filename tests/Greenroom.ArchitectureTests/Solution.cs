using System.Reflection;
using System.Xml.Linq;

namespace Greenroom.ArchitectureTests;

/// <summary>The projects of the product, as compiled and as written down in their project files.</summary>
internal static class Solution
{
    public const string Host = "Greenroom.Host";
    public const string Platform = "Greenroom.Platform";

    private static readonly string Root = FindRoot();

    /// <summary>Every project under src/, whether or not a test knows it by name.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "src")).Select(d => Path.GetFileName(d)).Where(name => File.Exists(ProjectFile(name))).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Modules => Projects.Where(p => p is not Host and not Platform);

    public static Assembly Load(string project) => Assembly.Load(project);

    /// <summary>The project references as written in the project file: these are the rule, whatever the compiler left out.</summary>
    public static IReadOnlyList<string> ReferencesOf(string project) =>
        [.. XDocument.Load(ProjectFile(project)).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))).Order(StringComparer.Ordinal)];

    public static IEnumerable<(string File, string Text)> Sources(string project) => SourcesUnder($"src/{project}");

    public static IEnumerable<(string File, string Text)> SourcesUnder(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(f => (Path.GetRelativePath(Root, f).Replace('\\', '/'), File.ReadAllText(f)));

    private static string ProjectFile(string project) => Path.Combine(Root, "src", project, project + ".csproj");

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Greenroom.slnx")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException("Greenroom.slnx was not found above the tests.");
    }
}
