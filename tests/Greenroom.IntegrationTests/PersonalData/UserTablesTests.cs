using Greenroom.Platform.PersonalData;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.PersonalData;

/// <summary>No table of users can be forgotten: the schema itself says which there are.</summary>
public abstract class UserTablesTests(GreenroomApp app)
{
    /// <summary>Tables that hold nobody's data, each with its reason. A new table stands here or in its module's <c>…UserData</c>.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Nobodys = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["__EFMigrationsLock"] = "of the migrations",
        ["__migrations_accounts"] = "of the migrations",
        ["__migrations_growth"] = "of the migrations",
        ["__migrations_interviews"] = "of the migrations",
        ["__migrations_platform"] = "of the migrations",
        ["backups"] = "when a backup was made and how large it is",
        ["waitlist"] = "addresses of people without an account, who delete nothing by deleting one",
        ["audit_events"] = "keeps the id of an account that may be gone, and nothing else that leads to a person",
        ["data_deletions"] = "a random code and a date; whose it was is what was deleted",
        ["data_protection_keys"] = "the server's own keys",
        ["jobs"] = "name things and no people; each module takes out those about its own (another test looks)",
        ["pending_registrations"] = "what people chose who have no account yet; gone after a day",
        ["topics"] = "of the question bank",
    };

    [Fact]
    public async Task Every_table_that_holds_rows_of_users_is_exported_and_erased()
    {
        var graph = await TableGraph.ReadAsync(app);
        using var scope = app.Services.CreateScope();
        var known = scope.ServiceProvider.GetServices<IOwnsUserData>().SelectMany(owner => owner.Tables).ToList();

        graph.Tables.Count(table => graph.OwnerColumn(table) is not null).ShouldBeGreaterThan(20, "a schema that is not read would make this test say nothing");
        known.ShouldBeUnique("two modules cannot both own a table");
        known.Except(graph.Tables).ShouldBeEmpty("there are no such tables");
        graph.Tables.Where(table => graph.OwnerColumn(table) is not null).Except(known).Except(Nobodys.Keys).ShouldBeEmpty(
            "these tables have rows of users: add a UserTable for each to the module's …UserData, or name it in Nobodys with the reason why it stays (docs/personal-data.md)");
        graph.Tables.Except(known).Except(Nobodys.Keys).ShouldBeEmpty(
            "these tables lead to no user: name each in Nobodys with the reason, or add a UserTable if it names people in another way");
    }
}

public sealed class UserTablesOnSqlite(SqliteApp app) : UserTablesTests(app), IClassFixture<SqliteApp>;
public sealed class UserTablesOnPostgres(PostgresApp app) : UserTablesTests(app), IClassFixture<PostgresApp>;
