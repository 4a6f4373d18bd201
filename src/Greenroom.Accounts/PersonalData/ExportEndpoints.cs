using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Greenroom.Accounts.PersonalData;

internal static class ExportEndpoints
{
    private const string Zip = "application/zip";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/user/me/exports").WithTags("Personal data").RequireAuthorization();

        group.MapPost("/", Ask).WithName("RequestExport").WithSummary("Ask for a copy of everything that the server has of you")
            .WithDescription("Prepared in the background: list the exports until it is `ready`. One at a time: while one is being prepared, that one is the answer. Five a day.");
        group.MapGet("/", List).WithName("ListExports").WithSummary("Own exports, newest first");
        group.MapGet("/{id:guid}/download", Download).WithName("DownloadExport").WithSummary("The archive: a ZIP with one JSON file for each table, and a README")
            .Produces<Stream>(StatusCodes.Status200OK, Zip).DisableRequestTimeout()
            .Refuses(PersonalDataFailures.ExportNotFound, PersonalDataFailures.ExportPending, PersonalDataFailures.ExportFailed, PersonalDataFailures.ExportExpired);
    }

    private static async Task<Results<Accepted<ExportView>, ProblemHttpResult>> Ask(CurrentUser user, ExportService exports, CancellationToken ct) =>
        await exports.AskAsync(user.Id, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var view } => TypedResults.Accepted((string?)null, view),
        };

    private static async Task<Results<Ok<Page<ExportView>>, ProblemHttpResult>> List(
        CurrentUser user,
        ExportService exports,
        [Description(PageRequest.OnCursor)] string? cursor = null,
        [Description(PageRequest.OnLimit), Range(1, PageRequest.MaxLimit)] int? limit = PageRequest.DefaultLimit,
        CancellationToken ct = default) =>
        await exports.ListAsync(user.Id, PageRequest.From(cursor, limit), ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var page } => TypedResults.Ok(page),
        };

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Download(
        Guid id, CurrentUser user, HttpResponse response, ExportService exports, CancellationToken ct)
    {
        var found = await exports.FindArchiveAsync(user.Id, id, ct);
        if (found.Failure is { } failure)
        {
            return failure.ToProblem();
        }

        response.ContentLength = found.Value!.SizeBytes;
        return TypedResults.Stream(target => exports.CopyAsync(found.Value, target, ct), Zip, found.Value.FileName);
    }
}
