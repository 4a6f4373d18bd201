using System.ComponentModel;
using Greenroom.Growth.Platforms;
using Greenroom.Growth.Platforms.Sandbox;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Greenroom.Platform.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Greenroom.Growth.Connections;

internal static class ConnectionEndpoints
{
    private static readonly VisitCookie Visit = new("greenroom_connect", "/auth/instagram", ConnectionService.StateLife);

    /// <summary>What <c>account_id</c> means, for the API document.</summary>
    public const string OnAccountId = "Which account; the one connected last when absent.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/instagram").WithTags("Growth").RequireAuthorization();
        group.MapGet("/connect", Connect).WithName("ConnectInstagram").WithSummary("Begin to connect an account")
            .WithDescription("Send the browser to the address within ten minutes. It must be the browser that asked: the answer sets a cookie that the return is checked against.")
            .Refuses(GrowthFailures.FlavourUnknown([SandboxPlatform.Name]), GrowthFailures.PersonaUnknown(SandboxPersona.Names), GrowthFailures.TimeZoneUnknown);
        group.MapGet("/accounts", List).WithName("ListAccounts").WithSummary("Connected accounts and what can be connected");
        group.MapPost("/refresh", Refresh).WithName("RefreshAccount").WithSummary("Read the account again now")
            .Refuses(GrowthFailures.NoAccount, GrowthFailures.NeedsReconnect, GrowthFailures.Paused(TimeSpan.FromMinutes(12)));
        group.MapDelete("/disconnect", Disconnect).WithName("DisconnectAccount").WithSummary("Remove an account with its posts and their history")
            .Refuses(GrowthFailures.NoAccount);

        routes.MapGet("/api/growth/events", Follow).WithTags("Growth").RequireAuthorization().WithName("FollowAccounts").WithSummary("Accounts as they change, live")
            .WithDescription("Begins with every account as it stands. Ends after two minutes at the latest: come back then. Lines that begin with a colon only keep the connection alive.")
            .Produces<AccountEvent>(StatusCodes.Status200OK, EventStreamResult.ContentType).WithMetadata(new StreamsEvents(typeof(AccountEvent), Numbered: false))
            .DisableRequestTimeout();

        // For browsers on their way back, not for clients of the API.
        routes.MapGet("/auth/instagram/callback", Callback).ExcludeFromDescription();
    }

    private static async Task<Results<Ok<ConnectView>, ProblemHttpResult>> Connect(
        HttpContext http,
        CurrentUser user,
        ConnectionService connections,
        [Description("sandbox, instagram or facebook; the usual one of this server when absent.")] string? flavour = null,
        [Description("Sandbox only: which sample account to offer first, such as `sandbox:creator`.")] string? persona = null,
        [FromQuery(Name = "time_zone"), Description("IANA name, such as `Europe/Berlin`: where the days of a new account begin, when its platform does not tell. UTC when absent.")] string? timeZone = null,
        CancellationToken ct = default)
    {
        var browser = Visit.Issue(http);
        return await connections.BeginAsync(user.Id, flavour, persona, timeZone, browser, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var url } => TypedResults.Ok(new ConnectView(url!)),
        };
    }

    private static async Task<RedirectHttpResult> Callback(
        HttpContext http, ConnectionService connections, IOptions<GrowthOptions> options, string? code, string? state, string? error, CancellationToken ct)
    {
        var place = await connections.FinishAsync(state, code, error, Visit.Read(http), ct);
        Visit.Clear(http);
        return TypedResults.Redirect($"{options.Value.FrontendUrl?.TrimEnd('/')}{place}");
    }

    private static async Task<Ok<AccountsView>> List(CurrentUser user, ConnectionService connections, PlatformSelection platforms, CancellationToken ct) =>
        TypedResults.Ok(new AccountsView([.. (await connections.ListAsync(user.Id, ct)).Select(AccountViews.Of)], platforms.Flavours));

    private static async Task<Results<Accepted<RefreshView>, ProblemHttpResult>> Refresh(
        CurrentUser user, ConnectionService connections, [FromQuery(Name = "account_id"), Description(OnAccountId)] Guid? accountId = null, CancellationToken ct = default) =>
        await connections.RefreshAsync(user.Id, accountId, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var account } => TypedResults.Accepted((string?)null, new RefreshView("fetch scheduled", AccountViews.Of(account!))),
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> Disconnect(
        CurrentUser user, ConnectionService connections, [FromQuery(Name = "account_id"), Description(OnAccountId)] Guid? accountId = null, CancellationToken ct = default) =>
        await connections.DisconnectAsync(user.Id, accountId, ct) ? TypedResults.NoContent() : GrowthFailures.NoAccount.ToProblem();

    private static IResult Follow(CurrentUser user, AccountEvents events, StreamSeats seats)
    {
        var userId = user.Id;
        return seats.TryFollow(userId, gone => events.FollowAsync(userId, gone)) is { } stream
            ? new EventStreamResult(stream)
            : CommonFailures.RateLimited(TimeSpan.FromSeconds(10)).ToProblem();
    }
}
