using System.Security.Cryptography;
using System.Text.Json;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.Platform.Http;

/// <summary>What a call with an <c>Idempotency-Key</c> answered, kept for a day.</summary>
internal sealed class IdempotentRequest
{
    private IdempotentRequest()
    {
    }

    public Guid UserId { get; private set; }

    public string Route { get; private set; } = "";

    public string Key { get; private set; } = "";

    /// <summary>SHA-256 of the bound arguments: the same key with another body is a mistake of the client.</summary>
    public string RequestHash { get; private set; } = "";

    /// <summary>Null while the first call is still running.</summary>
    public int? Status { get; private set; }

    public string? Response { get; private set; }

    public string? Location { get; private set; }

    public DateTime ExpiresAt { get; private set; }

    public static IdempotentRequest Start(Guid userId, string route, string key, string hash, DateTime expiresAt) =>
        new() { UserId = userId, Route = route, Key = key, RequestHash = hash, ExpiresAt = expiresAt };
}

/// <summary>Makes a repeated POST answer what the first one answered (draft-ietf-httpapi-idempotency-key-header).</summary>
public static class Idempotency
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 255;

    /// <summary>A crashed first call must not block its retry for a day: the claim without an answer ends after this.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Honours the header <c>Idempotency-Key</c> on a route of a signed-in user. Only successes are kept; a refusal may be tried again.</summary>
    public static RouteHandlerBuilder WithIdempotency(this RouteHandlerBuilder route, string name) =>
        route.AddEndpointFilter((context, next) => InvokeAsync(name, context, next)).WithMetadata(new HonoursIdempotencyKey(LongestKey)).Refuses(InProgress, KeyReused);

    private static async ValueTask<object?> InvokeAsync(string route, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var key = http.Request.Headers[Header].ToString();
        if (key.Length == 0 || http.User.UserId() is not { } userId)
        {
            return await next(context);
        }

        if (key.Length > LongestKey)
        {
            return CommonFailures.Invalid("idempotency_key", $"The Idempotency-Key may have at most {LongestKey} characters.").ToProblem();
        }

        var db = http.RequestServices.GetRequiredService<PlatformDb>();
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var ct = http.RequestAborted;
        var hash = Hash(context.Arguments);
        var claimed = await ClaimAsync(db, userId, route, key, hash, now, ct);
        if (!claimed)
        {
            var earlier = await db.IdempotentRequests.AsNoTracking().SingleOrDefaultAsync(r => r.UserId == userId && r.Route == route && r.Key == key, ct);
            return earlier is null ? InProgress.ToProblem() : Replay(earlier, hash, http);
        }

        var rows = db.IdempotentRequests.Where(r => r.UserId == userId && r.Route == route && r.Key == key);
        object? result;
        try
        {
            result = await next(context);
        }
        catch
        {
            await rows.ExecuteDeleteAsync(CancellationToken.None);
            throw;
        }

        var final = result;
        while (final is INestedHttpResult nested)
        {
            final = nested.Result;
        }

        if (final is IStatusCodeHttpResult { StatusCode: >= 200 and < 300 and var status } and IValueHttpResult { Value: { } value })
        {
            var body = JsonSerializer.Serialize(value, value.GetType(), JsonFormat.Options);

            // Created<T> names the address in a property that no interface of the framework shows.
            var location = final.GetType().GetProperty("Location")?.GetValue(final) as string;
            await rows.ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Status, status).SetProperty(r => r.Response, body).SetProperty(r => r.Location, location).SetProperty(r => r.ExpiresAt, now + Kept),
                CancellationToken.None);
        }
        else
        {
            await rows.ExecuteDeleteAsync(CancellationToken.None);
        }

        return result;
    }

    private static async Task<bool> ClaimAsync(PlatformDb db, Guid userId, string route, string key, string hash, DateTime now, CancellationToken ct)
    {
        await db.IdempotentRequests.Where(r => r.UserId == userId && r.Route == route && r.Key == key && r.ExpiresAt < now).ExecuteDeleteAsync(ct);
        db.IdempotentRequests.Add(IdempotentRequest.Start(userId, route, key, hash, now + Claim));
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException exception) when (exception.IsDuplicateKey())
        {
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private static IResult Replay(IdempotentRequest earlier, string hash, HttpContext http)
    {
        if (earlier.RequestHash != hash)
        {
            return KeyReused.ToProblem();
        }

        if (earlier.Status is not { } status)
        {
            return InProgress.ToProblem();
        }

        if (earlier.Location is not null)
        {
            http.Response.Headers.Location = earlier.Location;
        }

        return TypedResults.Text(earlier.Response, "application/json", statusCode: status);
    }

    private static readonly Failure InProgress = new(
        "idempotency.in_progress", "The first request with this Idempotency-Key is still running.", StatusCodes.Status409Conflict, TimeSpan.FromSeconds(1));

    private static readonly Failure KeyReused = new(
        "idempotency.key_reused", "This Idempotency-Key was used for a different request.", StatusCodes.Status422UnprocessableEntity);

    // Only what came from the client counts: the bound bodies, not the injected services.
    private static string Hash(IList<object?> arguments)
    {
        var bodies = arguments.Where(a => a?.GetType() is { IsPublic: true } type && type.Name.EndsWith("Request", StringComparison.Ordinal));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(bodies.ToArray(), JsonFormat.Options);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
