using System.Reflection;
using System.Text.Json;
using Greenroom.Platform.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Greenroom.Host.Composition;

/// <summary>Says about operations what their signature does not: who may call, which headers come and go, which words a parameter takes.</summary>
internal static class ApiOperations
{
    public const string Bearer = "bearer";

    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (NeedsSignIn(metadata))
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        }

        DescribeParameters(operation, context.Description);
        if (metadata.OfType<HonoursIdempotencyKey>().FirstOrDefault() is { } key)
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = Idempotency.Header,
                In = ParameterLocation.Header,
                Description = "Makes a repeat safe: the same key answers what the first call answered. Kept for a day.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = key.LongestKey },
            });
        }

        AddHeader(operation, "201", "Location", "The address of what was made.");
        foreach (var header in metadata.OfType<AnswerHeader>())
        {
            AddHeader(operation, $"{header.Status}", header.Name, header.Description);
        }

        ApiEvents.Describe(operation, metadata, context.Document!);
        return Task.CompletedTask;
    }

    public static bool NeedsSignIn(IEnumerable<object> metadata) => metadata.OfType<IAuthorizeData>().Any() && !metadata.OfType<IAllowAnonymous>().Any();

    private static void DescribeParameters(OpenApiOperation operation, ApiDescription description)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (parameter is { In: ParameterLocation.Path, Name: "id", Description: null })
            {
                parameter.Description = $"The id of the {NounBefore("{id}", description.RelativePath!)}.";
            }

            var source = description.ParameterDescriptions.FirstOrDefault(p => p.Name == parameter.Name)?.ParameterDescriptor as IParameterInfoParameterDescriptor;
            if (source?.ParameterInfo.GetCustomAttribute<WordsOfAttribute>() is { } words)
            {
                parameter.Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Enum = [.. Enum.GetNames(words.Type).Select(name => JsonNamingPolicy.SnakeCaseLower.ConvertName(name))],
                };
            }
        }
    }

    // "api/interviews/{id}/pause": an interview.
    private static string NounBefore(string placeholder, string path) =>
        path.Split('/').TakeWhile(part => !part.StartsWith(placeholder[..^1], StringComparison.Ordinal)).Last().TrimEnd('s');

    private static void AddHeader(OpenApiOperation operation, string status, string name, string description)
    {
        if (operation.Responses?.GetValueOrDefault(status) is OpenApiResponse response)
        {
            response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
            response.Headers[name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        }
    }
}
