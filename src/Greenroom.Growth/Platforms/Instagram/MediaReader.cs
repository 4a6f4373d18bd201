using System.Globalization;
using System.Text.Json;

namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>Reads the posts of an account, by whichever login it was connected.</summary>
internal sealed class MediaReader(GraphClient graph, MediaInsights insights, Refusals refusals)
{
    private const string About = "media";

    /// <summary>The platform refuses the whole call for one field that a kind of login does not have: each list has fewer that may be such.</summary>
    private static readonly string[] Fields =
    [
        "id,media_type,timestamp,like_count,comments_count,permalink,media_url,thumbnail_url,caption,media_product_type",
        "id,media_type,timestamp,like_count,comments_count,permalink,media_url,thumbnail_url,caption",
        "id,media_type,timestamp,like_count,comments_count,permalink,media_url,thumbnail_url",
    ];

    /// <summary>A page, the newest first; those of the first page that still gain come with their insights.</summary>
    /// <exception cref="PlatformException">See <see cref="PlatformTrouble"/>.</exception>
    public async Task<PlatformPage> PostsAsync(GraphAccount account, string? cursor, int limit, CancellationToken ct)
    {
        var (answer, fields) = await PageAsync(account, cursor, limit, ct);
        if (answer.Json.Property("data") is not { ValueKind: JsonValueKind.Array } data)
        {
            throw GraphError.Unreadable(status: 200).ToException();
        }

        var media = data.EnumerateArray().ToList();
        var read = media.ConvertAll(one => (Post: MediaPost.Read(one, tellsCaption: fields.Contains("caption", StringComparison.Ordinal)), Media: one));
        var posts = read.Select(one => one.Post).OfType<PlatformPost>().ToList();
        var skipped = read.Where(one => one.Post is null).Select(one => MediaPost.IdOf(one.Media)).ToList();
        return new PlatformPage(cursor is null ? await insights.WithAsync(account, posts, ct) : posts, skipped, GraphPaging.Next(answer.Json));
    }

    private async Task<(GraphAnswer Answer, string Fields)> PageAsync(GraphAccount account, string? cursor, int limit, CancellationToken ct)
    {
        var known = refusals.Find<int>(account, About);
        for (var fields = known; ; fields++)
        {
            var query = new List<(string, string)> { ("fields", Fields[fields]), ("limit", limit.ToString(CultureInfo.InvariantCulture)) };
            if (cursor is not null)
            {
                query.Add(("after", cursor));
            }

            var answer = await graph.GetAsync(account, $"{account.Node}/media", query, ct);
            if (answer.Error is { IsBadParameter: true } && fields < Fields.Length - 1)
            {
                continue;
            }

            answer.OrThrow();
            if (fields > known)
            {
                refusals.Keep(account, About, fields);
            }

            return (answer, Fields[fields]);
        }
    }
}
