namespace Greenroom.ArchitectureTests;

/// <summary>The dependency rules of docs/architecture.md.</summary>
public sealed class DependencyTests
{
    /// <summary>What a module may reference beside Platform. Everything else is a decision to be taken, here and in docs/architecture.md.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Greenroom.Interviews"] = ["Greenroom.Billing"],
        ["Greenroom.Growth"] = ["Greenroom.Billing"],
    };

    [Fact]
    public void There_are_the_projects_that_these_tests_are_about() =>
        Solution.Projects.ShouldBeSubsetOf(["Greenroom.Accounts", "Greenroom.Billing", "Greenroom.Growth", "Greenroom.Host", "Greenroom.Interviews", "Greenroom.Platform"]);

    [Fact]
    public void Platform_stands_on_nothing_of_ours() => Solution.ReferencesOf(Solution.Platform).ShouldBeEmpty();

    [Fact]
    public void The_host_composes_every_module() =>
        Solution.ReferencesOf(Solution.Host).ShouldBe([.. Solution.Modules.Append(Solution.Platform).Order(StringComparer.Ordinal)]);

    [Fact]
    public void Nobody_references_the_host() =>
        Solution.Projects.Where(p => Solution.ReferencesOf(p).Contains(Solution.Host)).ShouldBeEmpty();

    [Fact]
    public void A_module_references_platform_and_what_was_decided()
    {
        foreach (var module in Solution.Modules)
        {
            var references = Solution.ReferencesOf(module);

            references.ShouldContain(Solution.Platform, module);
            references.Except([Solution.Platform, .. Allowed.GetValueOrDefault(module) ?? []]).ShouldBeEmpty($"{module} reaches into another module");
        }
    }

    [Fact]
    public void What_was_compiled_reaches_no_further_than_what_was_written()
    {
        foreach (var project in Solution.Projects)
        {
            var compiled = Solution.Load(project).GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Greenroom.", StringComparison.Ordinal));

            compiled.Except(Solution.ReferencesOf(project)).ShouldBeEmpty(project);
        }
    }
}
