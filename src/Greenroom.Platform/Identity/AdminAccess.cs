using System.Security.Cryptography;
using System.Text;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Identity;

/// <summary>Says who may use the pages of the operator. Implemented by Accounts.</summary>
public interface IAdministrators
{
    Task<bool> IsAdministratorAsync(Guid userId, CancellationToken ct);
}

/// <summary>The operator's own key beside the accounts of administrators.</summary>
public sealed class AdminOptions
{
    public const int ShortestPassword = 12;

    /// <summary><c>ADMIN_PASSWORD</c>; empty for none.</summary>
    public string Password { get; set; } = "";

    /// <summary><c>ADMIN_EMAIL</c>: whose account administers this server from its first start on; empty for nobody's.</summary>
    public string Email { get; set; } = "";
}

/// <summary>Marks a route of the operator.</summary>
/// <param name="TakesPassword">Whether the header <see cref="AdminAccess.Header"/> opens it as well.</param>
internal sealed record AdminRequirement(bool TakesPassword) : IAuthorizationRequirement;

public static class AdminAccess
{
    public const string Header = "X-Admin-Password";

    /// <summary>For people with an account that administers this server. For everybody else who is signed in there is nothing here.</summary>
    public static TBuilder RequireAdministrator<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization(policy => policy.AddRequirements(new AdminRequirement(TakesPassword: false)));

    /// <summary>The same, or the operator's password in <see cref="Header"/>.</summary>
    public static TBuilder RequireAdministratorOrPassword<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization(policy => policy.AddRequirements(new AdminRequirement(TakesPassword: true)))
            .WithMetadata(new TakesAdminPassword());

    /// <summary>A password in an address ends up in logs, histories and other people's screenshots.</summary>
    public static readonly Failure PasswordInQuery = new(
        "admin.password_in_query", "A password does not belong into an address. Send it in the header X-Admin-Password.", StatusCodes.Status400BadRequest);
}

/// <summary>For the API document.</summary>
public sealed record TakesAdminPassword;

internal sealed class AdminRequirementHandler(IHttpContextAccessor accessor, IAdministrators administrators, IOptions<AdminOptions> options, AuditLog audit)
    : AuthorizationHandler<AdminRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, AdminRequirement requirement)
    {
        var http = accessor.HttpContext!;
        if (context.User.UserId() is { } userId && await administrators.IsAdministratorAsync(userId, http.RequestAborted))
        {
            context.Succeed(requirement);
        }
        else if (requirement.TakesPassword && http.Request.Headers[AdminAccess.Header].ToString() is { Length: > 0 } given)
        {
            if (IsPassword(given))
            {
                context.Succeed(requirement);
                return;
            }

            await audit.RecordAsync(new AuditEntry(AuditNames.AdminPasswordFailed), http.RequestAborted);
        }
    }

    /// <summary>In the same time whatever was given, and never without a password that was set.</summary>
    private bool IsPassword(string given) => options.Value.Password.Length > 0
        & CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Password)));
}

/// <summary>Whoever is signed in but does not administer this server is told what they would be told of an address that there is not.</summary>
internal sealed class HiddenFromOthers : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (policy.Requirements.OfType<AdminRequirement>().FirstOrDefault() is not { } admin)
        {
            return _usual.HandleAsync(next, context, policy, authorizeResult);
        }

        if (admin.TakesPassword && context.Request.Query.Keys.Any(key => key.Contains("password", StringComparison.OrdinalIgnoreCase)))
        {
            return Problems.WriteAsync(context, AdminAccess.PasswordInQuery);
        }

        return authorizeResult.Forbidden && context.User.UserId() is not null
            ? Problems.WriteAsync(context, Problems.Plain(StatusCodes.Status404NotFound))
            : authorizeResult.Succeeded ? _usual.HandleAsync(next, context, policy, authorizeResult) : _usual.HandleAsync(next, context, policy, PolicyAuthorizationResult.Challenge());
    }
}
