using System.Reflection;
using System.Runtime.CompilerServices;

namespace Greenroom.ArchitectureTests;

/// <summary>A module shows its registration, its options and its contracts; the rest is its own business.</summary>
public sealed class VisibilityTests
{
    [Fact]
    public void A_module_shows_contracts_and_hides_the_rest()
    {
        var needless = Solution.Modules.SelectMany(Needless).ToList();

        needless.ShouldBeEmpty("public without need: make it internal, or move it to Contracts.cs if it is part of the API");
    }

    [Fact]
    public void Each_module_has_one_way_in()
    {
        foreach (var module in Solution.Modules)
        {
            var name = module.Split('.')[^1];
            var entry = Solution.Load(module).GetType($"{module}.{name}Module").ShouldNotBeNull($"{module} shows {name}Module");

            entry.GetMethods(BindingFlags.Public | BindingFlags.Static).Select(m => m.Name).ShouldBe([$"Add{name}", $"Map{name}"], ignoreOrder: true);
        }
    }

    [Fact]
    public void An_entity_never_leaves_its_module()
    {
        var withTables = new List<string>();
        foreach (var module in Solution.Modules)
        {
            var databases = Solution.Load(module).GetTypes().Where(t => t.Name.EndsWith("Db", StringComparison.Ordinal)).ToList();
            if (databases.Count == 0)
            {
                continue;
            }

            var entities = databases.SelectMany(db => db.GetProperties()).Where(p => p.PropertyType.IsGenericType).Select(p => p.PropertyType.GetGenericArguments()[0]).ToList();

            withTables.Add(module);
            entities.ShouldNotBeEmpty(module);
            entities.Where(e => e.IsVisible).ShouldBeEmpty(module);
        }

        // By name, so that a database which is no longer found here does not pass for one that keeps its entities in.
        withTables.ShouldBe(["Greenroom.Accounts", "Greenroom.Interviews", "Greenroom.Growth"], ignoreOrder: true);
    }

    [Fact]
    public void Every_request_record_is_public()
    {
        var hidden = Solution.Projects.SelectMany(p => Solution.Load(p).GetTypes())
            .Where(t => t.Name.EndsWith("Request", StringComparison.Ordinal) && IsRecord(t) && !t.IsVisible && t.Namespace?.Contains("Interviewers", StringComparison.Ordinal) != true);

        hidden.ShouldBeEmpty(".NET 10 validates nothing of an internal type and does not say so");
    }

    [Fact]
    public void Raw_sql_stands_only_in_the_classes_that_were_decided()
    {
        // A hot path may have SQL of its own, in one named class, good on both engines. A new one is a decision: add it here.
        string[] decided = ["FamilyRows.cs", "UserRows.cs", "TurnEventLog.cs", "DraftService.cs", "PostRows.cs"];
        string[] markers = ["FromSql", "ExecuteSql", "SqlQuery", "CommandText =", "migrationBuilder.Sql("];

        var places = Solution.Modules.SelectMany(Solution.Sources)
            .Where(s => !s.File.Contains("/Migrations/", StringComparison.Ordinal) && markers.Any(m => s.Text.Contains(m, StringComparison.Ordinal)))
            .Select(s => s.File).ToList();

        places.ShouldNotBeEmpty();
        places.Where(file => !decided.Contains(Path.GetFileName(file))).ShouldBeEmpty("raw SQL belongs in Platform/Data, Migrations/ and one named class per hot path");
    }

    [Fact]
    public void Nobody_opens_a_connection_by_hand() =>
        Solution.Modules.SelectMany(Solution.Sources)
            .Where(s => s.Text.Contains(".OpenConnection", StringComparison.Ordinal)).Select(s => s.File)
            .ShouldBeEmpty("on SQLite a transaction that is disposed without a word leaves the write gate only when its connection closes");

    private static IEnumerable<string> Needless(string module)
    {
        var contracts = Solution.Sources(module).Where(s => s.File.EndsWith("Contracts.cs", StringComparison.Ordinal)).Select(s => s.Text).ToList();
        return Solution.Load(module).GetExportedTypes()
            .Where(t => !t.IsNested && !t.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Where(t => !t.Name.EndsWith("Module", StringComparison.Ordinal) && !t.Name.EndsWith("Options", StringComparison.Ordinal))
            .Where(t => !contracts.Any(text => text.Contains($" {t.Name.Split('`')[0]}", StringComparison.Ordinal)))
            .Where(t => !NeededByTheHost(t))
            .Select(t => t.FullName!);
    }

    // The host uses few types by name: exceptions that it explains to the operator.
    private static bool NeededByTheHost(Type type) =>
        Solution.Sources(Solution.Host).Any(s => s.Text.Contains(type.Name, StringComparison.Ordinal)) || typeof(Exception).IsAssignableFrom(type);

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;
}
