using System.Net;
using System.Net.Http.Json;

namespace Greenroom.IntegrationTests.Operation;

/// <summary><c>./run admin</c> as operators call it: a process of its own, which says one thing and ends.</summary>
[Trait("Category", "Reliability")]
public sealed class AdminProcessTests(PostgresServer postgres)
{
    private const string Usage = "Usage: ./run admin create EMAIL, ./run admin reset-password EMAIL, or ./run admin reset-second-factor EMAIL";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_is_made_and_rescued_from_the_command_line_on_SQLite()
    {
        await using var place = Place.OnSqlite();
        await ShouldMakeAndRescueAsync(place);
    }

    [Fact]
    public async Task An_administrator_is_made_and_rescued_from_the_command_line_on_PostgreSQL()
    {
        await using var place = await Place.OnPostgresAsync(postgres);
        await ShouldMakeAndRescueAsync(place);
    }

    [Fact]
    public async Task Wrong_words_change_nothing_and_are_answered_with_one_sentence()
    {
        await using var place = Place.OnSqlite();
        string[][] wrongs = [["admin"], ["admin", "create"], ["admin", "create", "nobody"], ["admin", "create", "a@example.org", "b@example.org"], ["admin", "delete", "a@example.org"]];

        var runs = await Task.WhenAll(wrongs.Select(words => place.RunProcessAsync(words)));

        foreach (var run in runs)
        {
            (run.Code, run.Output, run.Errors.TrimEnd()).ShouldBe((2, "", Usage));
        }

        File.Exists(place.Database).ShouldBeFalse("no database was made on the way");
    }

    private static async Task ShouldMakeAndRescueAsync(Place place)
    {
        const string email = "operator@example.org";
        foreach (var category in new[] { "Default", "Greenroom", "Microsoft.EntityFrameworkCore" })
        {
            place.Environment[$"Logging__LogLevel__{category}"] = "Trace";
        }

        var made = await place.RunProcessAsync("admin", "create", email);
        var nobody = await place.RunProcessAsync("admin", "reset-password", "nobody@example.org");
        await UseAsync(place, TokenOf(made, $"{email} administers this server. Choose a password within the hour: "), email, Api.Password);
        var again = await place.RunProcessAsync("admin", "create", email);
        var rescued = await place.RunProcessAsync("admin", "reset-password", email);
        await UseAsync(place, TokenOf(rescued, $"A new password for {email} within the hour: "), email, "another horse, another battery");

        (nobody.Code, nobody.Output).ShouldBe((1, ""));
        nobody.Errors.ShouldContain("There is no account with the address nobody@example.org.");
        (again.Code, again.Output.TrimEnd()).ShouldBe((0, $"{email} administers this server, with the password that the account has."));
    }

    /// <summary>The token of the link; it must be printed once, to whoever called, and be in no log.</summary>
    private static string TokenOf(Said said, string sentence)
    {
        said.Code.ShouldBe(0, said.Errors);
        var line = said.Output.TrimEnd();
        line.ShouldStartWith($"{sentence}{GreenroomApp.PublicUrl}/reset/");
        line.ShouldNotContain("\n", customMessage: "one sentence and nothing else");
        var token = line.Split('/')[^1];
        token.Length.ShouldBeGreaterThan(40);
        said.Errors.ShouldContain("INSERT INTO", customMessage: "this is the log of everything");
        said.Errors.ShouldNotContain(token);
        return token;
    }

    private static async Task UseAsync(Place place, string token, string email, string password)
    {
        var server = await place.StartAsync();
        var client = server.NewClient();
        (await client.PostAsJsonAsync("/api/auth/reset", new { token, password }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await (await client.LogInAsync(email, Ct, password)).ReadAsync<Session>(Ct)).User.IsAdmin.ShouldBeTrue();
        await (await client.PostAsJsonAsync("/api/auth/reset", new { token, password }, Ct)).ShouldBeProblemAsync(410, "auth.link_expired", Ct);
        await place.StopAsync(server);
    }
}
