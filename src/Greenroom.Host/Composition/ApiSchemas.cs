using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Greenroom.Host.Composition;

/// <summary>Says about schemas what the generator cannot see: the types behind our converters, and examples.</summary>
internal static class ApiSchemas
{
    public static async Task CompleteAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        // Strings have a converter of ours (it refuses U+0000), and a converter hides the type from the generator.
        if (context.JsonTypeInfo.Type == typeof(string) && schema.Type is null)
        {
            schema.Type = context.JsonPropertyInfo is { IsGetNullable: true } ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        }

        if (context.JsonTypeInfo.ElementType == typeof(string) && schema.Items is null)
        {
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String };
        }

        if (ApiExamples.For(context.JsonTypeInfo.Type) is { } example)
        {
            schema.Examples = [example];
        }

        // The comment of an enum belongs to it also where it may be absent.
        if (Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is { IsEnum: true } words)
        {
            schema.Description ??= (await context.GetOrCreateSchemaAsync(words, cancellationToken: ct)).Description;
        }
    }

    /// <summary>The last touch, once every comment has found its schema.</summary>
    public static void Finish(OpenApiDocument document)
    {
        foreach (var schema in document.Components!.Schemas!.Values.OfType<OpenApiSchema>())
        {
            // Enums are words. Where one may be absent the place that uses it says so, not the enum.
            if (schema.Enum is { Count: > 0 } words)
            {
                schema.Type = JsonSchemaType.String;
                schema.Enum = [.. words.Where(word => word is not null && !word.IsJsonNullSentinel() && word.GetValueKind() == JsonValueKind.String)];
            }

#pragma warning disable CS0618 // The framework still puts the <example> of a comment where OpenAPI 3.0 had it.
            if (schema.Example is { } example)
            {
                schema.Examples = [example];
                schema.Example = null;
            }
#pragma warning restore CS0618
        }
    }
}
