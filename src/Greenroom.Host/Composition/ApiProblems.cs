using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Greenroom.Host.Composition;

/// <summary>One schema for every error, and for each operation the errors that it can answer with: those that follow from what it is, and those that its route names.</summary>
internal static class ApiProblems
{
    private const string ContentType = "application/problem+json";
    private const string SchemaName = "ProblemDetails";

    private static readonly Failure Invalid = new(
        "request.invalid",
        "Some fields are not valid.",
        StatusCodes.Status400BadRequest,
        Errors: new Dictionary<string, string[]>(StringComparer.Ordinal) { ["length"] = ["The field Length must be between 5 and 120."] });

    /// <summary>What many operations have in common: written once, referred to by name.</summary>
    private static readonly Dictionary<int, (string Name, Failure[] Failures)> Common = new()
    {
        [StatusCodes.Status400BadRequest] = ("InvalidRequest", [Invalid]),
        [StatusCodes.Status401Unauthorized] = ("NotSignedIn", [Problems.Plain(StatusCodes.Status401Unauthorized)]),
        [StatusCodes.Status413PayloadTooLarge] = ("TooLarge", [Problems.Plain(StatusCodes.Status413PayloadTooLarge)]),
        [StatusCodes.Status415UnsupportedMediaType] = ("UnsupportedType", [Problems.Plain(StatusCodes.Status415UnsupportedMediaType)]),
        [StatusCodes.Status429TooManyRequests] = ("TooManyRequests", [CommonFailures.RateLimited(TimeSpan.FromSeconds(17))]),
        [StatusCodes.Status503ServiceUnavailable] = ("Unavailable", [DatabaseFailures.Unavailable, DatabaseFailures.Full]),
    };

    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var document = context.Document!;
        var responses = operation.Responses ??= [];
        var named = context.Description.ActionDescriptor.EndpointMetadata.OfType<Refusals>().SelectMany(r => r.Failures).ToLookup(f => f.Status);
        var byNature = ByNature(operation, context).ToHashSet();
        var declared = responses.Where(r => r.Value.Content?.ContainsKey(ContentType) == true).Select(r => int.Parse(r.Key, CultureInfo.InvariantCulture));
        foreach (var status in byNature.Union(named.Select(g => g.Key)).Union(declared).ToList())
        {
            var common = byNature.Contains(status) ? Common[status].Failures : [];
            responses[$"{status}"] = (named.Contains(status), common.Length > 0) switch
            {
                (false, true) => new OpenApiResponseReference(Common[status].Name, document),
                (false, false) => Answer([Problems.Plain(status)], document),
                (true, _) => Answer([.. named[status], .. common], document),
            };
        }

        operation.Responses = [];
        foreach (var (status, response) in responses.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            operation.Responses.Add(status, response);
        }

        return Task.CompletedTask;
    }

    public static void AddTo(OpenApiDocument document)
    {
        var components = document.Components ??= new OpenApiComponents();
        components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        components.Schemas[SchemaName] = Schema();
        components.Schemas.Remove("HttpValidationProblemDetails");
        components.Responses = Common.Values.ToDictionary(c => c.Name, c => (IOpenApiResponse)Answer(c.Failures, document), StringComparer.Ordinal);
    }

    private static IEnumerable<int> ByNature(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (operation.RequestBody is not null || operation.Parameters?.Any(p => p.In is ParameterLocation.Query or ParameterLocation.Header) == true)
        {
            yield return StatusCodes.Status400BadRequest;
        }

        if (operation.RequestBody is not null)
        {
            yield return StatusCodes.Status413PayloadTooLarge;
            yield return StatusCodes.Status415UnsupportedMediaType;
        }

        if (ApiOperations.NeedsSignIn(metadata))
        {
            yield return StatusCodes.Status401Unauthorized;
        }

        if (context.Description.RelativePath!.StartsWith("api/", StringComparison.Ordinal))
        {
            yield return StatusCodes.Status503ServiceUnavailable;
            if (!metadata.OfType<NotRateLimited>().Any())
            {
                yield return StatusCodes.Status429TooManyRequests;
            }
        }
    }

    private static OpenApiResponse Answer(Failure[] failures, OpenApiDocument document) => new()
    {
        Description = failures.Length == 1 ? Sentence(failures[0]) : string.Join('\n', failures.Select(f => $"- {Sentence(f)}")),
        Headers = Array.Exists(failures, f => f.RetryAfter is not null)
            ? new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
            {
                ["Retry-After"] = new OpenApiHeader { Description = "Seconds to wait before another try.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" } },
            }
            : null,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [ContentType] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(SchemaName, document),
                Examples = failures.DistinctBy(f => f.Code).ToDictionary(f => f.Code, f => (IOpenApiExample)new OpenApiExample { Value = Example(f) }, StringComparer.Ordinal),
            },
        },
    };

    private static string Sentence(Failure failure) => $"`{failure.Code}`: {failure.Message}";

    private static JsonNode Example(Failure failure)
    {
        // The wait travels as a header.
        var problem = (failure with { RetryAfter = null }).ToProblem().ProblemDetails;
        problem.Extensions["trace_id"] = "0af7651916cd43dd8448eb211c80319c";
        return JsonSerializer.SerializeToNode(problem, JsonFormat.Options)!;
    }

    private static OpenApiSchema Schema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Every error (RFC 9457). Branch on `code`; `title` and `detail` are for people and may change.",
        Required = new HashSet<string>(StringComparer.Ordinal) { "type", "title", "status", "detail", "code", "trace_id" },
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri-reference", Description = "What the status means." },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The status in words." },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The HTTP status." },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What happened, in a sentence for people." },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable: branch on this, never on the wording. docs/api-problems.md lists them all." },
            ["trace_id"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Finds this request in the server's log; quote it in a report." },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Sentences by snake_case field name, when single fields are at fault.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        },
        Examples = [Example(Invalid)],
    };
}
