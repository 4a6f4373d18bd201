using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>Bad bodies to every writing route. Driven by the OpenAPI document, so that a new route is covered without a line here.</summary>
public sealed class BodyValidationTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_writing_route_refuses_what_is_not_json()
    {
        var client = await app.SignUpAsync(Ct);
        foreach (var route in await WritingRoutesAsync())
        {
            foreach (var body in new[] { "{", "[]", "\"text\"", "{\"a\":1,}", "{'a':1}" })
            {
                var response = await SendAsync(client, route, body);
                response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{route.Name} took {body}");
                (await response.ReadProblemAsync(Ct)).Code.ShouldBe("request.invalid", route.Name);
            }
        }
    }

    [Fact]
    public async Task Every_field_of_every_writing_route_refuses_a_value_of_another_type_and_names_the_field()
    {
        var client = await app.SignUpAsync(Ct);
        foreach (var route in await WritingRoutesAsync())
        {
            foreach (var (name, schema) in route.Properties)
            {
                var body = route.ValidBody();
                body[name] = Types(schema).Contains("object") ? 5 : new JsonObject { ["not"] = "this" };

                await ShouldNameAsync(client, route, body, name);
            }
        }
    }

    [Fact]
    public async Task Every_bound_of_every_field_is_enforced()
    {
        var client = await app.SignUpAsync(Ct);
        var tried = 0;
        foreach (var route in await WritingRoutesAsync())
        {
            foreach (var (name, schema) in route.Properties)
            {
                foreach (var bad in OutOfBounds(schema))
                {
                    var body = route.ValidBody();
                    body[name] = bad;
                    await ShouldNameAsync(client, route, body, name);
                    tried++;
                }
            }
        }

        tried.ShouldBeGreaterThan(20, "a document without bounds would make this test say nothing");
    }

    [Fact]
    public void Every_body_type_is_public_down_to_its_members()
    {
        var hidden = BodyTypes().SelectMany(type => Reachable(type, [])).Distinct().Where(type => !type.IsVisible).Select(type => type.FullName);

        hidden.ShouldBeEmpty("the validation generator of .NET 10 passes internal types over without a word");
    }

    [Fact]
    public void Every_body_type_with_rules_is_known_to_the_validator()
    {
        var options = app.Services.GetRequiredService<IOptions<ValidationOptions>>().Value;
        var withRules = BodyTypes().Where(type => type.GetProperties().Any(p => p.GetCustomAttributes<ValidationAttribute>().Any())).ToList();

        withRules.Count.ShouldBeGreaterThan(5);
#pragma warning disable ASP0029 // The resolver is for evaluation only; that it answers is what is asked here.
        withRules.Where(type => !options.TryGetValidatableTypeInfo(type, out _)).Select(type => type.FullName)
            .ShouldBeEmpty("AddValidation() must be called in the assembly that maps the route, with InterceptorsNamespaces set");
#pragma warning restore ASP0029
    }

    private IReadOnlyList<Type> BodyTypes() =>
        [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(e => e.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType).OfType<Type>().Distinct()];

    private static IEnumerable<Type> Reachable(Type type, HashSet<Type> seen) =>
        type.Assembly.GetName().Name!.StartsWith("Greenroom", StringComparison.Ordinal) && seen.Add(type)
            ? type.GetProperties().SelectMany(p => p.PropertyType.GenericTypeArguments.Append(p.PropertyType.GetElementType() ?? p.PropertyType))
                .SelectMany(t => Reachable(t, seen)).Prepend(type)
            : [];

    private static async Task ShouldNameAsync(HttpClient client, WritingRoute route, JsonObject body, string field)
    {
        var text = body.ToJsonString();
        var response = await SendAsync(client, route, text);
        var what = $"{route.Name} with {(text.Length > 300 ? text[..300] : text)}";
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, what);
        var problem = await response.ReadProblemAsync(Ct);
        problem.Code.ShouldBe("request.invalid", what);
        problem.Errors.ShouldNotBeNull(what).Keys.ShouldContain(key => key == field || key.StartsWith(field + "[", StringComparison.Ordinal), what);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, WritingRoute route, string body) =>
        client.SendAsync(new HttpRequestMessage(route.Method, route.Path) { Content = new StringContent(body, Encoding.UTF8, "application/json") }, Ct);

    private static IEnumerable<JsonNode> OutOfBounds(JsonObject schema)
    {
        if (schema["maxLength"] is { } longest && schema["enum"] is null)
        {
            yield return new string('x', longest.GetValue<int>() + 1);
        }

        if (schema["minLength"] is { } shortest && shortest.GetValue<int>() > 1)
        {
            yield return new string('x', shortest.GetValue<int>() - 1);
        }

        if (schema["maximum"] is { } largest && Types(schema).Contains("integer"))
        {
            yield return largest.GetValue<decimal>() + 1;
        }

        if (schema["minimum"] is { } smallest && Types(schema).Contains("integer"))
        {
            yield return smallest.GetValue<decimal>() - 1;
        }

        if (schema["maxItems"] is { } most)
        {
            yield return new JsonArray([.. Enumerable.Range(0, most.GetValue<int>() + 1).Select(i => (JsonNode)$"item-{i}")]);
        }

        if (schema["pattern"] is not null)
        {
            yield return "not // this";
        }

        if (schema["format"]?.GetValue<string>() == "email")
        {
            yield return "not an address";
        }
    }

    private static string[] Types(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => [.. several.Select(t => t!.GetValue<string>())],
        JsonValue one => [one.GetValue<string>()],
        _ => [],
    };

    private async Task<IReadOnlyList<WritingRoute>> WritingRoutesAsync()
    {
        var document = JsonNode.Parse(await app.NewClient().GetStringAsync("/openapi/v1.json", Ct))!;
        var routes = new List<WritingRoute>();
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject().Where(o => o.Key is "post" or "put" or "patch"))
            {
                if (operation!["requestBody"]?["content"]?["application/json"]?["schema"] is JsonObject schema)
                {
                    routes.Add(new WritingRoute(new HttpMethod(method.ToUpperInvariant()), path, Resolve(document, schema), s => Resolve(document, s)));
                }
            }
        }

        routes.Count.ShouldBeGreaterThan(6);
        return routes;
    }

    // A body that may be absent is written as oneOf null and the reference.
    private static JsonObject Resolve(JsonNode document, JsonObject schema)
    {
        if (schema["oneOf"] is JsonArray choices)
        {
            return Resolve(document, choices.OfType<JsonObject>().Last(c => c["type"]?.ToString() != "null"));
        }

        return schema["$ref"] is { } reference ? Resolve(document, document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!.AsObject()) : schema;
    }

    private sealed class WritingRoute(HttpMethod method, string path, JsonObject schema, Func<JsonObject, JsonObject> resolve)
    {
        public HttpMethod Method { get; } = method;

        public string Name { get; } = $"{method} {path}";

        // Whatever the address names, the body is looked at first.
        public string Path { get; } = string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? "019b8d00-0000-7000-8000-000000000000" : part));

        public IEnumerable<(string Name, JsonObject Schema)> Properties =>
            schema["properties"]?.AsObject().Select(p => (p.Key, resolve(p.Value!.AsObject()))) ?? [];

        /// <summary>Every required field with a value that fits, so that what a test adds is the only fault.</summary>
        public JsonObject ValidBody()
        {
            var required = schema["required"]?.AsArray().Select(r => r!.GetValue<string>()).ToHashSet() ?? [];
            return new JsonObject(Properties.Where(p => required.Contains(p.Name)).Select(p => KeyValuePair.Create(p.Name, Fitting(p.Schema))));
        }

        private static JsonNode? Fitting(JsonObject schema)
        {
            var types = Types(schema);
            return 0 switch
            {
                _ when schema["enum"] is JsonArray words => words[0]!.DeepClone(),
                _ when schema["format"]?.ToString() == "email" => "ada@example.org",
                _ when schema["format"]?.ToString() == "uuid" => "019b8d00-0000-7000-8000-000000000000",
                _ when types.Contains("integer") => (schema["minimum"]?.GetValue<decimal>() ?? 1),
                _ when types.Contains("boolean") => true,
                _ when types.Contains("array") => new JsonArray(),
                _ => new string('x', Math.Max(schema["minLength"]?.GetValue<int>() ?? 1, 2)),
            };
        }
    }
}
