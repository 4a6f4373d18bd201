using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Greenroom.Growth.Connections;
using Greenroom.Growth.Platforms.Instagram;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Greenroom.Growth.Callbacks;

/// <summary>Addresses that are registered with the platform. Only the page of a deletion is for anybody else.</summary>
internal static class CallbackEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/auth/instagram").ExcludeFromDescription();
        group.MapPost("/deauthorize", Deauthorize).DisableAntiforgery();
        group.MapPost("/deletion", Delete).DisableAntiforgery();
        group.MapGet("/webhook", Challenge);
        group.MapPost("/webhook", Notice);

        routes.MapGet("/api/instagram/deletions/{code}", Read).WithTags("Growth").AllowAnonymous()
            .WithName("ReadDeletion").WithSummary("What became of a deletion that was asked for at the platform").Refuses(GrowthFailures.NoDeletion);
    }

    private static async Task<Results<Ok, ProblemHttpResult>> Deauthorize(
        PlatformCallbacks callbacks, [FromForm(Name = "signed_request")] string? signedRequest, CancellationToken ct) =>
        await callbacks.DeleteAsync(signedRequest, ct) is null ? GrowthFailures.NotSigned.ToProblem() : TypedResults.Ok();

    private static async Task<Results<Ok<DeletionReceipt>, ProblemHttpResult>> Delete(
        PlatformCallbacks callbacks, [FromForm(Name = "signed_request")] string? signedRequest, CancellationToken ct) =>
        await callbacks.DeleteAsync(signedRequest, ct) is { } deletion
            ? TypedResults.Ok(new DeletionReceipt(callbacks.PageOf(deletion), deletion.Code))
            : GrowthFailures.NotSigned.ToProblem();

    private static async Task<Results<Ok<DeletionView>, ProblemHttpResult>> Read(string code, PlatformCallbacks callbacks, CancellationToken ct) =>
        await callbacks.FindAsync(code, ct) is { } deletion ? TypedResults.Ok(deletion) : GrowthFailures.NoDeletion.ToProblem();

    /// <summary>The platform asks once whether the address is ours.</summary>
    private static Results<ContentHttpResult, ProblemHttpResult> Challenge(
        IOptions<InstagramOptions> options,
        [FromQuery(Name = "hub.mode")] string? mode,
        [FromQuery(Name = "hub.verify_token")] string? token,
        [FromQuery(Name = "hub.challenge")] string? challenge)
    {
        var expected = options.Value.WebhookVerifyToken;
        var isOurs = mode == "subscribe" && challenge is not null && token is not null && expected.Length > 0
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(expected));
        return isOurs ? TypedResults.Text(challenge, "text/plain") : GrowthFailures.NotSigned.ToProblem();
    }

    private static async Task<Results<Ok, ProblemHttpResult>> Notice(HttpRequest request, PlatformCallbacks callbacks, IOptions<InstagramOptions> options, CancellationToken ct)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        if (!WebhookSignature.IsValid(body.GetBuffer().AsMemory(0, (int)body.Length), request.Headers["X-Hub-Signature-256"], options.Value.SigningSecrets))
        {
            return GrowthFailures.NotSigned.ToProblem();
        }

        await callbacks.NoticedAsync(AccountsOf(body.ToArray()), ct);
        return TypedResults.Ok();
    }

    /// <summary><c>{"object":"instagram","entry":[{"id":"17841…", …}]}</c>. What cannot be read is nobody's: the platform repeats what is not answered with 200.</summary>
    private static List<string> AccountsOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("entry", out var entries) && entries.ValueKind == JsonValueKind.Array
                ? [.. entries.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("id", out _)).Select(e => e.GetProperty("id").ToString()).Distinct(StringComparer.Ordinal)]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
