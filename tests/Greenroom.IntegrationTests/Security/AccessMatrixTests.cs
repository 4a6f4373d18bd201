using System.Data.Common;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Security;

/// <summary>Every operation of the running host, called by everybody, about what one person owns. The operations are the host's; what is expected of them is <see cref="AccessMatrix"/>.</summary>
public abstract partial class AccessMatrixTests(GreenroomApp app)
{
    private const int LongestAnswer = 4 * 1024 * 1024;
    private const string Deadlock = "40P01";

    /// <summary>A stream tells what there is at once, or it tells nothing.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_operation_has_a_line_in_the_matrix_and_every_line_an_operation()
    {
        var documented = await DocumentedAsync();
        var operations = documented.Keys.Union(Routes()).ToList();
        var lines = AccessMatrix.Entries.Select(e => e.Operation).Distinct().ToList();

        documented.Count.ShouldBeGreaterThan(40);
        operations.Except(lines).ShouldBeEmpty("nobody has said who may call these: add a line each to Entries in tests/Greenroom.IntegrationTests/Security/AccessMatrix.cs");
        lines.Except(operations).ShouldBeEmpty("the host has no such operation: take the line out of tests/Greenroom.IntegrationTests/Security/AccessMatrix.cs, or spell it as the API document does");
    }

    [Fact]
    public async Task The_document_asks_for_a_token_where_the_matrix_does()
    {
        var documented = await DocumentedAsync();

        foreach (var entry in AccessMatrix.Entries.Where(e => documented.ContainsKey(e.Operation)))
        {
            documented[entry.Operation].ShouldBe(entry.Access is not (Access.Public or Access.Signed), $"{entry}: whether the operation has security in the API document");
        }
    }

    [Fact]
    public async Task Nobody_reaches_what_is_somebody_elses()
    {
        var faults = new List<string>();
        foreach (var entry in AccessMatrix.Entries)
        {
            // New people each time: what an operation does to whoever calls it is their own affair.
            faults.AddRange(await TryAsync(entry, await OthersAsync()));

            // And nobody is left, so that there is little to look through for the next line.
            await ForgetEverybodyAsync();
        }

        faults.ShouldBeEmpty();
    }

    /// <summary>A stream that was left may still be at work for its user; PostgreSQL then ends one of the two, and the other way round it goes through.</summary>
    private async Task ForgetEverybodyAsync()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await app.ExecuteAsync("DELETE FROM users", Ct);
                return;
            }
            catch (DbException deadlock) when (deadlock.SqlState == Deadlock && tries < 5)
            {
                // Once more.
            }
        }
    }

    private async Task<IReadOnlyList<(string Name, Belongings Person)>> OthersAsync() =>
        [("another user", await Belongings.OfUserAsync(app)), ("a guest", await Belongings.OfGuestAsync(app)), ("an admin", await Belongings.OfAdminAsync(app))];

    /// <summary>Returns what went wrong, each as a sentence.</summary>
    private async Task<IReadOnlyList<string>> TryAsync(AccessEntry entry, IReadOnlyList<(string Name, Belongings Person)> others)
    {
        var owner = entry.OfGuest ? await Belongings.OfGuestAsync(app) : await Belongings.OfUserAsync(app);
        using var nobody = app.NewClient();
        var calls = new List<(string Name, HttpClient Client, Ask Ask)> { ("anonymous", nobody, await PrepareAsync(entry, owner, owner)) };
        foreach (var (name, person) in others)
        {
            calls.Add((name, person.Http, await PrepareAsync(entry, owner, person)));
        }

        var own = await PrepareAsync(entry, owner, owner);
        var before = await OwnedRows.ReadAsync(app, owner.Id, Ct);
        var faults = new List<string>();
        foreach (var (name, client, ask) in calls)
        {
            var (status, text) = await SendAsync(client, entry, ask);
            if (!IsRight(entry, name, status))
            {
                faults.Add($"{entry}: {name} got {status}: {text[..Math.Min(300, text.Length)]}");
            }

            if (entry.Access != Access.Public && !(name == "an admin" && (entry.AdminMay || entry.Access == Access.Admin)) && OwnedRows.IdsIn(text).Except(OwnedRows.IdsIn($"{ask.Path} {ask.Body}")).Where(before.Ids.Contains).ToList() is { Count: > 0 } leaked)
            {
                faults.Add($"{entry}: the answer to {name} has the owner's {string.Join(", ", leaked)}: {text[..Math.Min(300, text.Length)]}");
            }
        }

        if (entry.Access != Access.Public)
        {
            var after = await OwnedRows.ReadAsync(app, owner.Id, Ct);
            faults.AddRange(before.Rows.Except(after.Rows).Select(row => $"{entry}: others removed or changed {row}"));
            faults.AddRange(after.Rows.Except(before.Rows).Select(row => $"{entry}: others added or changed {row}"));
        }

        var (ownStatus, ownText) = await SendAsync(owner.Http, entry, own);
        var succeeds = entry.Access == Access.Admin ? ownStatus == 404 : entry.Expected is { } expected ? ownStatus == expected : ownStatus is >= 200 and < 300;
        if (!succeeds)
        {
            faults.Add($"{entry}: the owner got {ownStatus}: {ownText[..Math.Min(300, ownText.Length)]}");
        }

        if (entry.ShowsOwn && !OwnedRows.IdsIn(ownText).Any(before.Ids.Contains))
        {
            faults.Add($"{entry}: the owner's answer shows nothing of the owner's, so this line proves nothing: {ownText[..Math.Min(300, ownText.Length)]}");
        }

        return faults;
    }

    private static bool IsRight(AccessEntry entry, string caller, int status) => (entry.Access, caller) switch
    {
        (Access.Public or Access.Signed, _) => status == entry.Expected,
        (_, "anonymous") => status == 401,
        (Access.Self, _) => status is >= 200 and < 500 and not 401,
        (Access.Admin, "an admin") => status is >= 200 and < 300,
        (Access.Own, "an admin") when entry.AdminMay => status is >= 200 and < 300,
        _ => status == 404,
    };

    private static async Task<Ask> PrepareAsync(AccessEntry entry, Belongings owner, Belongings caller)
    {
        var ask = await entry.Prepare(owner, caller);
        var pattern = "^" + Parameter().Replace(Regex.Escape(entry.Path).Replace("\\{", "{", StringComparison.Ordinal), "[^/]+") + "$";
        (ask.Path ?? entry.Path).Split('?')[0].ShouldMatch(pattern, $"{entry} calls another operation");
        return ask;
    }

    private static async Task<(int Status, string Text)> SendAsync(HttpClient client, AccessEntry entry, Ask ask)
    {
        using var request = new HttpRequestMessage(new HttpMethod(entry.Verb), ask.Path ?? entry.Path);
        request.Content = ask.Body switch
        {
            null => null,
            HttpContent content => content,
            var body => JsonContent.Create(body),
        };
        foreach (var (name, value) in ask.Headers ?? [])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        var streams = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        return ((int)response.StatusCode, streams ? await FirstEventAsync(response) : await response.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>Streams are left after their first event: they would go on for minutes.</summary>
    private static async Task<string> FirstEventAsync(HttpResponseMessage response)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(LongestSilence);
        var text = new StringBuilder();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Ct));
        try
        {
            while (text.Length < LongestAnswer && await reader.ReadLineAsync(patience.Token) is { } line)
            {
                text.Append(line).Append('\n');
                if (line.StartsWith("data:", StringComparison.Ordinal))
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (!Ct.IsCancellationRequested)
        {
            // Nothing came: that is what the others are to be told.
        }

        return text.ToString();
    }

    /// <summary>The operations of the document, and whether they ask for a token.</summary>
    private async Task<Dictionary<string, bool>> DocumentedAsync()
    {
        var document = JsonNode.Parse(await app.NewClient().GetStringAsync("/openapi/v1.json", Ct))!;
        return (from path in document["paths"]!.AsObject()
                from verb in path.Value!.AsObject()
                select (Name: $"{verb.Key.ToUpperInvariant()} {path.Key}", Secured: verb.Value!["security"] is JsonArray { Count: > 0 })).ToDictionary(o => o.Name, o => o.Secured, StringComparer.Ordinal);
    }

    /// <summary>What is mapped and left out of the document on purpose.</summary>
    private IEnumerable<string> Routes() =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + Constraint().Replace(endpoint.RoutePattern.RawText!, "}").Trim('/')
        where path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/auth/", StringComparison.Ordinal)
        from verb in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select $"{verb} {path}";

    [GeneratedRegex(@"\{[^}]*}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("[:?=][^}]*}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();
}

public sealed class AccessMatrixOnSqlite(SqliteApp app) : AccessMatrixTests(app), IClassFixture<SqliteApp>;
public sealed class AccessMatrixOnPostgres(PostgresApp app) : AccessMatrixTests(app), IClassFixture<PostgresApp>;
