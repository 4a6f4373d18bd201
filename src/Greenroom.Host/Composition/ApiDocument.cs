using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Greenroom.Platform.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Greenroom.Host.Composition;

/// <summary>The OpenAPI 3.1 document at <c>/openapi/v1.json</c>. A copy is committed as <c>web/openapi.json</c>; a test compares them.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddSchemaTransformer(ApiSchemas.CompleteAsync);

        // Problems last: whether an operation can be refused as invalid depends on its parameters.
        options.AddOperationTransformer(ApiOperations.DescribeAsync);
        options.AddOperationTransformer(ApiProblems.DescribeAsync);
        options.AddDocumentTransformer((document, context, _) =>
        {
            Introduce(document);
            ApiProblems.AddTo(document);
            ApiEvents.AddTo(document, context.DescriptionGroups);
            ApiSchemas.Finish(document);
            return Task.CompletedTask;
        });
    });

    public static void MapApiDocument(this WebApplication app) =>
        app.MapOpenApi($"/openapi/{Name}.json").WithMetadata(new NotRateLimited());

    /// <summary>The document as text, as it is committed: indented, with a final line break.</summary>
    public static async Task<string> WriteAsync(WebApplication app)
    {
        var provider = app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name);
        var document = await provider.GetOpenApiDocumentAsync();
        var json = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1);
        return JsonNode.Parse(json)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }

    private static void Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Greenroom",
            Version = "1",
            Description = "Mock interviews whose marks can be traced to the words of the answer. JSON is snake_case, instants are RFC 3339 UTC, ids are UUIDs. "
                + "Fields that a request does not know are ignored; new fields and new events may come at any time, so ignore what you do not know.\n\n"
                + "**Start** with `POST /api/auth/demo` (or register), send its `token` as `Authorization: Bearer`, then `POST /api/interviews`, "
                + "`POST /api/conversations/create` and `POST /api/conversations/append` until the state is `closed`, and read `GET /api/interviews/{id}/report`.\n\n"
                + "**Errors** are application/problem+json with a stable `code`; docs/api-problems.md lists them. `Retry-After` stands wherever another try makes sense.\n\n"
                + "**Lists** come in pages: send `next_cursor` back as `cursor` until it is null.",
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [ApiOperations.Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "The `token` of a session answer. It lives for `expires_in` seconds; `POST /api/auth/token` gives the next one.",
            },
        };
        foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>())
        {
            tag.Description = Tags.GetValueOrDefault(tag.Name ?? "");
        }
    }

    private static readonly Dictionary<string, string> Tags = new(StringComparer.Ordinal)
    {
        ["Health"] = "For load balancers and people on call.",
        ["Accounts"] = "Registering, guests, sessions and one's own profile.",
        ["Recovery"] = "Forgotten passwords, and proving and changing an e-mail address.",
        ["Second factor"] = "Codes of an authenticator app beside the password, and what helps when the phone is gone.",
        ["Passkeys"] = "Logging in with a finger, a face or a PIN, on a device that was added before.",
        ["Sessions"] = "Where one is signed in.",
        ["Waitlist"] = "For those who cannot come in yet.",
        ["Admin"] = "For whoever runs this server: an account that administers it, and nobody else.",
        ["Personal data"] = "A copy of everything that the server has of you, and the end of the account.",
        ["Interviews"] = "Setting up interviews, their clock, and everything needed to draw one.",
        ["Conversations"] = "The dialogue: turns, drafts and events.",
        ["Growth"] = "A creator's own accounts: connecting, syncing, posts, and figures that say what they are worth.",
        ["Reports"] = "What an interview showed, with the words that show it.",
    };
}
