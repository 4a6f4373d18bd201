using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Greenroom.Growth.Connections;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Greenroom.Growth.Posts;

internal static class PostEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/instagram/posts").WithTags("Growth").RequireAuthorization();
        group.MapGet("/", List).WithName("ListPosts").WithSummary("The account's posts with their latest counts").Refuses(GrowthFailures.NoAccount);
        group.MapGet("/{id:guid}", Read).WithName("ReadPost").WithSummary("One post beside the usual post at the same age").Refuses(GrowthFailures.NoPost);
    }

    private static async Task<Results<Ok<PostsView>, ProblemHttpResult>> List(
        CurrentUser user,
        PostList posts,
        [FromQuery(Name = "account_id"), Description(ConnectionEndpoints.OnAccountId)] Guid? accountId = null,
        [WordsOf(typeof(PostOrder)), Description("Newest first when absent.")] string? sort = null,
        [WordsOf(typeof(ContentType)), Description("Only posts of this kind; all when absent.")] string? type = null,
        [Description(PageRequest.OnCursor)] string? cursor = null,
        [Description(PageRequest.OnLimit), Range(1, PageRequest.MaxLimit)] int? limit = PostList.DefaultLimit,
        CancellationToken ct = default) =>
        await posts.ReadAsync(user.Id, accountId, sort, type, PageRequest.From(cursor, limit ?? PostList.DefaultLimit), ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var view } => TypedResults.Ok(view),
        };

    private static async Task<Results<Ok<PostHistoryView>, ProblemHttpResult>> Read(CurrentUser user, PostHistory posts, Guid id, CancellationToken ct) =>
        await posts.ReadAsync(user.Id, id, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var view } => TypedResults.Ok(view),
        };
}
