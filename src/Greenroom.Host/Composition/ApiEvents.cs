using System.Text.Json.Nodes;
using Greenroom.Platform.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;

namespace Greenroom.Host.Composition;

/// <summary>Server-sent events: the schema of a stream is that of one event, a choice by the name of the event.</summary>
internal static class ApiEvents
{
    private const string ContentType = "text/event-stream";

    private const string WithIds = "One event of a `text/event-stream` (WHATWG HTML, server-sent events): three lines `id:`, `event:` and `data:`, then an empty line. "
        + "`data` is JSON on one line. Send the last `id` as `Last-Event-ID` to go on after it.";

    private const string WithoutIds = "One event of a `text/event-stream` (WHATWG HTML, server-sent events): two lines `event:` and `data:`, then an empty line. "
        + "`data` is JSON on one line. The stream begins with what is, so there is nothing to go on after.";

    public static void Describe(OpenApiOperation operation, IEnumerable<object> metadata, OpenApiDocument document)
    {
        if (metadata.OfType<StreamsEvents>().FirstOrDefault() is not { } stream || operation.Responses?.GetValueOrDefault("200") is not OpenApiResponse response)
        {
            return;
        }

        response.Content ??= new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
        response.Content[ContentType] = new OpenApiMediaType
        {
            Schema = new OpenApiSchemaReference(stream.Events.Name, document),
            Example = ApiExamples.StreamOf(stream.Events),
        };
    }

    public static void AddTo(OpenApiDocument document, IEnumerable<ApiDescriptionGroup> groups)
    {
        var schemas = document.Components!.Schemas!;
        foreach (var stream in groups.SelectMany(g => g.Items).SelectMany(i => i.ActionDescriptor.EndpointMetadata).OfType<StreamsEvents>().Distinct())
        {
            schemas[stream.Events.Name] = new OpenApiSchema
            {
                Description = stream.Numbered ? WithIds : WithoutIds,
                OneOf = [.. schemas[stream.Events.Name].Properties!.Select(p => Event(p.Key, p.Value, stream.Numbered, document))],
            };
        }
    }

    private static OpenApiSchema Event(string name, IOpenApiSchema value, bool isNumbered, OpenApiDocument document)
    {
        // A property that may be null is a choice between null and the reference.
        var payload = value as OpenApiSchemaReference ?? value.OneOf!.OfType<OpenApiSchemaReference>().Single();
        var schema = new OpenApiSchema
        {
            Title = name,
            Description = payload.Reference.Description,
            Type = JsonSchemaType.Object,
            Required = new HashSet<string>(StringComparer.Ordinal) { "event", "data" },
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["event"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [JsonValue.Create(name)] },
                ["data"] = new OpenApiSchemaReference(payload.Reference.Id!, document),
            },
        };
        if (isNumbered)
        {
            schema.Required.Add("id");
            schema.Properties.Add("id", new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "Counts up by one within the conversation." });
        }

        return schema;
    }
}
