using System.ComponentModel.DataAnnotations;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Greenroom.IntegrationTests.Interviews;
using Greenroom.Platform.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>The API document as a client developer relies on it. It does not depend on the engine.</summary>
public sealed class OpenApiTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_committed_document_is_the_one_that_is_served()
    {
        var served = await app.NewClient().GetStringAsync("/openapi/v1.json", Ct);

        var committed = await File.ReadAllTextAsync(CommittedPath(), Ct);

        var differences = Differences(JsonNode.Parse(committed), JsonNode.Parse(served), "#").Take(10);
        differences.ShouldBeEmpty(
            "web/openapi.json is out of date. Run `dotnet run --project src/Greenroom.Host -- openapi > web/openapi.json`, then `npm --prefix web run schema`, and commit both.");
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_a_summary_and_a_described_tag()
    {
        var document = await ReadAsync();

        document.Operations.Select(o => o.Node["operationId"]?.ToString()).ShouldBeUnique();
        document.Operations.Where(o => string.IsNullOrEmpty(o.Node["operationId"]?.ToString()) || string.IsNullOrEmpty(o.Node["summary"]?.ToString())).Select(o => o.Name).ShouldBeEmpty();
        var tags = document.Root["tags"]!.AsArray().Where(t => t!["description"] is not null).Select(t => t!["name"]!.ToString()).ToList();
        document.Operations.Where(o => o.Node["tags"] is not JsonArray { Count: 1 } own || !tags.Contains(own[0]!.ToString())).Select(o => o.Name).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_operation_lists_the_refusals_that_follow_from_what_it_is()
    {
        var document = await ReadAsync();

        foreach (var operation in document.Operations)
        {
            string[] expected =
            [
                .. operation.Node["security"] is null ? Array.Empty<string>() : ["401"],
                .. operation.Node["requestBody"] is null ? Array.Empty<string>() : ["400", "413", "415"],
                .. operation.Path.StartsWith("/api/", StringComparison.Ordinal) ? ["429", "503"] : Array.Empty<string>(),
            ];
            expected.Except(operation.Responses.Select(r => r.Status)).ShouldBeEmpty(operation.Name);
        }
    }

    [Fact]
    public async Task Every_refusal_is_a_problem_with_a_code_and_an_example_of_it()
    {
        var document = await ReadAsync();
        var refusals = document.Operations.SelectMany(o => o.Responses.Where(r => r.Status[0] is '4' || (r.Status[0] is '5' && o.Path.StartsWith("/api/", StringComparison.Ordinal)))).ToList();

        refusals.Count.ShouldBeGreaterThan(50);
        foreach (var (operation, status, response) in refusals)
        {
            var what = $"{operation} {status}";
            var (type, content) = response["content"].ShouldNotBeNull(what).AsObject().ShouldHaveSingleItem();
            type.ShouldBe("application/problem+json", what);
            var schema = document.Resolve(content!["schema"]!);
            schema["required"]!.AsArray().Select(r => r!.ToString()).ShouldBe(["type", "title", "status", "detail", "code", "trace_id"], ignoreOrder: true, what);
            foreach (var (code, example) in content["examples"].ShouldNotBeNull(what).AsObject())
            {
                example!["value"]!["code"]!.ToString().ShouldBe(code, what);
                example["value"]!["status"]!.ToString().ShouldBe(status, what);
            }
        }

        refusals.Where(r => r.Status is "429" or "503" && r.Node["headers"]?["Retry-After"] is null).ShouldBeEmpty("a client must know how long to wait");
    }

    [Fact]
    public async Task Every_json_body_has_an_example_that_passes_validation()
    {
        var strict = new JsonSerializerOptions(JsonFormat.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
        var document = await ReadAsync();
        var withBody = document.Operations.Where(o => o.Node["requestBody"] is not null).ToList();

        withBody.Count.ShouldBeGreaterThan(6);
        foreach (var operation in withBody)
        {
            var schema = document.Resolve(operation.Node["requestBody"]!["content"]!["application/json"]!["schema"]!);
            var example = schema["examples"]?[0].ShouldNotBeNull($"{operation.Name}: put an <example> beside the request record");
            var body = example.Deserialize(BodyTypeOf(operation), strict)!;
            var faults = new List<ValidationResult>();
            Validator.TryValidateObject(body, new ValidationContext(body), faults, validateAllProperties: true);
            faults.Select(f => f.ErrorMessage).ShouldBeEmpty(operation.Name);
        }
    }

    [Fact]
    public async Task Every_example_has_the_fields_of_its_schema()
    {
        var document = await ReadAsync();
        var examples = document.Schemas.SelectMany(s => s.Value!["examples"]?.AsArray().Select(e => (s.Key, Schema: s.Value, Example: e!.AsObject())) ?? []).ToList();

        foreach (var name in new[] { "SessionView", "InterviewView", "InterviewSnapshot", "AppendResult", "ReportView", "ProblemDetails" })
        {
            examples.ShouldContain(e => e.Key == name, name);
        }

        foreach (var (name, schema, example) in examples)
        {
            example.Select(p => p.Key).Except(schema["properties"]!.AsObject().Select(p => p.Key)).ShouldBeEmpty(name);
            (schema["required"]?.AsArray() ?? []).Select(r => r!.ToString()).Except(example.Select(p => p.Key)).ShouldBeEmpty(name);
        }
    }

    [Fact]
    public async Task A_streamed_turn_is_made_of_the_events_that_the_document_describes()
    {
        var document = await ReadAsync();
        var choices = document.Schemas["ConversationEvent"]!["oneOf"]!.AsArray().Select(c => c!["properties"]!)
            .ToDictionary(c => c["event"]!["enum"]![0]!.ToString(), c => document.Resolve(c["data"]!));
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/conversations/append")
        {
            Content = JsonContent.Create(new { conversation_id = room.ConversationId, message = Candidate.PartialAnswer }),
            Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/event-stream") } },
        };

        var response = await room.Candidate.Http.SendAsync(request, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);

        choices.Keys.ShouldBe(["accepted", "state", "delta", "evaluation", "message", "done", "error", "resync"]);
        var events = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(e => e.Split('\n')).Where(lines => lines.Length == 3).ToList();
        events.Count.ShouldBeGreaterThan(5);
        foreach (var lines in events)
        {
            var name = lines[1]["event: ".Length..];
            var data = JsonNode.Parse(lines[2]["data: ".Length..])!.AsObject();
            data.Select(p => p.Key).ShouldBe(choices[name]["properties"]!.AsObject().Select(p => p.Key), ignoreOrder: true, name);
        }
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_no_description_holds_markup()
    {
        var document = await ReadAsync();

        foreach (var (place, text) in Texts(document.Root, "#"))
        {
            if (place.EndsWith("/$ref", StringComparison.Ordinal))
            {
                Should.NotThrow(() => document.Follow(text), $"{place}: {text}");
            }

            if (place.EndsWith("/description", StringComparison.Ordinal) && !place.Contains("/example", StringComparison.Ordinal))
            {
                text.ShouldNotMatch("&lt;|&gt;|cref=|<[a-z]+ |System\\.|Nullable", place);
            }
        }
    }

    private async Task<ApiDocument> ReadAsync() => new(JsonNode.Parse(await app.NewClient().GetStringAsync("/openapi/v1.json", Ct))!);

    private Type BodyTypeOf(ApiOperation operation) =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Single(e => e.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == operation.Node["operationId"]!.ToString())
            .Metadata.GetMetadata<IAcceptsMetadata>()!.RequestType!;

    private static string CommittedPath()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Greenroom.slnx")))
        {
            directory = directory.Parent;
        }

        return Path.Combine(directory.ShouldNotBeNull("Greenroom.slnx was not found above the tests.").FullName, "web", "openapi.json");
    }

    private static IEnumerable<string> Differences(JsonNode? committed, JsonNode? served, string place) => (committed, served) switch
    {
        _ when JsonNode.DeepEquals(committed, served) => [],
        (JsonObject old, JsonObject current) => old.Select(p => p.Key).Union(current.Select(p => p.Key)).SelectMany(key => Differences(old[key], current[key], $"{place}/{key}")),
        (JsonArray old, JsonArray current) when old.Count == current.Count => old.Zip(current).SelectMany((pair, i) => Differences(pair.First, pair.Second, $"{place}/{i}")),
        _ => [$"{place} is {Short(committed)} in the file and {Short(served)} on the server"],
    };

    private static string Short(JsonNode? node) => node?.ToJsonString(JsonFormat.Options) switch
    {
        null => "missing",
        { Length: > 80 } text => text[..80] + "…",
        var text => text,
    };

    private static IEnumerable<(string Place, string Text)> Texts(JsonNode? node, string place) => node switch
    {
        JsonObject value => value.SelectMany(p => Texts(p.Value, $"{place}/{p.Key}")),
        JsonArray value => value.SelectMany((item, i) => Texts(item, $"{place}/{i}")),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [(place, value.GetValue<string>())],
        _ => [],
    };

    private sealed record ApiOperation(string Path, string Name, JsonObject Node, IReadOnlyList<(string Operation, string Status, JsonNode Node)> Responses);

    private sealed class ApiDocument(JsonNode root)
    {
        public JsonNode Root => root;

        public JsonObject Schemas => root["components"]!["schemas"]!.AsObject();

        public IReadOnlyList<ApiOperation> Operations { get; } =
            [.. from path in root["paths"]!.AsObject() from verb in path.Value!.AsObject() select Read(root, path.Key, verb.Key, verb.Value!.AsObject())];

        public JsonObject Resolve(JsonNode node) => Resolve(root, node);

        public JsonObject Follow(string reference) => Follow(root, reference);

        private static ApiOperation Read(JsonNode root, string path, string verb, JsonObject node)
        {
            var name = $"{verb} {path}";
            return new ApiOperation(path, name, node, [.. node["responses"]!.AsObject().Select(r => (name, r.Key, (JsonNode)Resolve(root, r.Value!)))]);
        }

        // What may be absent is written as oneOf null and the reference.
        private static JsonObject Resolve(JsonNode root, JsonNode node) => node switch
        {
            _ when node["$ref"] is { } reference => Follow(root, reference.ToString()),
            _ when node["oneOf"]?.AsArray() is { Count: 2 } choices && choices[0]!["type"]?.ToString() == "null" => Resolve(root, choices[1]!),
            _ => node.AsObject(),
        };

        private static JsonObject Follow(JsonNode root, string reference) =>
            reference.Split('/').Skip(1).Aggregate((JsonNode?)root, (node, part) => node![part]).ShouldNotBeNull(reference).AsObject();
    }
}
