using System.Globalization;
using System.Text.Json;
using Greenroom.Growth.Data;
using Greenroom.Growth.Platforms;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Growth.Sync;

/// <summary>Writes posts in two statements, however many they are: the posts as they stand now, and a snapshot of each whose counts have changed.</summary>
/// <remarks>
/// The SQL is one for both engines; only how rows are read out of a JSON parameter differs. Saves, shares, reach and views are told of recent posts
/// only, so where nothing is told the last known number stands; likes that are no longer told have been hidden.
/// </remarks>
internal sealed class PostRows(GrowthDb db)
{
    // The order is that of the record below.
    private const string Columns = "id, ig_post_id, caption, media_type, is_reel, media_url, permalink, posted_at, like_count, comments_count, saves_count, shares_count, reach_count, views_count";

    // The same, with what is stored of an earlier answer where this one does not tell.
    private const string Known =
        """
        r.id, r.ig_post_id, CASE WHEN r.tells_caption THEN r.caption ELSE (SELECT p.caption FROM instagram_posts p WHERE p.account_id = {1} AND p.ig_post_id = r.ig_post_id) END,
        r.media_type, CASE WHEN r.tells_kind THEN r.is_reel
            ELSE coalesce((SELECT p.is_reel FROM instagram_posts p WHERE p.account_id = {1} AND p.ig_post_id = r.ig_post_id), r.is_reel) END,
        r.media_url, r.permalink, r.posted_at, r.like_count, r.comments_count, r.saves_count, r.shares_count, r.reach_count, r.views_count
        """;

    private const string SqliteInstant = @"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFF";

    private const string SqliteRows =
        """
        (SELECT value->>'id' AS id, value->>'ig_post_id' AS ig_post_id, value->>'caption' AS caption, value->>'media_type' AS media_type, value->>'is_reel' AS is_reel,
                value->>'media_url' AS media_url, value->>'permalink' AS permalink, value->>'posted_at' AS posted_at, value->>'like_count' AS like_count,
                value->>'comments_count' AS comments_count, value->>'saves_count' AS saves_count, value->>'shares_count' AS shares_count,
                value->>'reach_count' AS reach_count, value->>'views_count' AS views_count,
                value->>'tells_caption' AS tells_caption, value->>'tells_kind' AS tells_kind
         FROM json_each({0})) AS r
        """;

    private const string PostgresRows =
        """
        json_to_recordset({0}::json) AS r(id uuid, ig_post_id text, caption text, media_type text, is_reel boolean, media_url text, permalink text,
            posted_at timestamptz, like_count int, comments_count int, saves_count int, shares_count int, reach_count int, views_count int,
            tells_caption boolean, tells_kind boolean)
        """;

    private const string SqliteIds = "(SELECT value AS ig_post_id FROM json_each({0})) AS r";
    private const string PostgresIds = "jsonb_array_elements_text({0}::jsonb) AS r(ig_post_id)";

    /// <param name="now">When they are written, which is within a page of when they were read.</param>
    public async Task WriteAsync(Guid accountId, IEnumerable<PlatformPost> posts, DateTime now, CancellationToken ct)
    {
        // The platform may send a post twice; one statement must not meet a row twice.
        var rows = posts.DistinctBy(p => p.Id, StringComparer.Ordinal).Select(p => Row(p, now)).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        var (source, ids) = db.Database.IsPostgres() ? (PostgresRows, PostgresIds) : (SqliteRows, SqliteIds);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
#pragma warning disable EF1002 // The interpolated parts are the constants above; values are parameters.
        await db.Database.ExecuteSqlRawAsync(
            $$"""
            INSERT INTO instagram_posts ({{Columns}}, account_id, fetched_at, missed_syncs)
            SELECT {{Known}}, {1}, {2}, 0 FROM {{source}} WHERE true
            ON CONFLICT (account_id, ig_post_id) DO UPDATE SET
                caption = excluded.caption, media_type = excluded.media_type, is_reel = excluded.is_reel, media_url = excluded.media_url,
                permalink = excluded.permalink, posted_at = excluded.posted_at, like_count = excluded.like_count, comments_count = excluded.comments_count,
                saves_count = coalesce(excluded.saves_count, instagram_posts.saves_count), shares_count = coalesce(excluded.shares_count, instagram_posts.shares_count),
                reach_count = coalesce(excluded.reach_count, instagram_posts.reach_count), views_count = coalesce(excluded.views_count, instagram_posts.views_count),
                fetched_at = excluded.fetched_at, missed_syncs = 0
            """,
            [JsonSerializer.Serialize(rows), accountId, now],
            ct);

        // Each post is looked up by itself: left to choose, PostgreSQL reads all posts of the account for every batch.
        await db.Database.ExecuteSqlRawAsync(
            $$"""
            INSERT INTO post_snapshots (post_id, taken_at, like_count, comments_count, saves_count, shares_count, reach_count, views_count)
            SELECT p.id, {2}, p.like_count, p.comments_count, p.saves_count, p.shares_count, p.reach_count, p.views_count
            FROM {{ids}} JOIN instagram_posts p ON p.id = (SELECT id FROM instagram_posts WHERE account_id = {1} AND ig_post_id = r.ig_post_id)
            WHERE NOT EXISTS (
                SELECT 1 FROM post_snapshots s
                WHERE s.post_id = p.id AND s.taken_at = (SELECT max(taken_at) FROM post_snapshots WHERE post_id = p.id)
                  AND s.like_count IS NOT DISTINCT FROM p.like_count AND s.comments_count IS NOT DISTINCT FROM p.comments_count
                  AND s.saves_count IS NOT DISTINCT FROM p.saves_count AND s.shares_count IS NOT DISTINCT FROM p.shares_count
                  AND s.reach_count IS NOT DISTINCT FROM p.reach_count AND s.views_count IS NOT DISTINCT FROM p.views_count)
            ON CONFLICT (post_id, taken_at) DO NOTHING
            """,
            [JsonSerializer.Serialize(rows.Select(row => row["ig_post_id"])), accountId, now],
            ct);
#pragma warning restore EF1002
        await transaction.CommitAsync(ct);
    }

    /// <summary>Each day once; the last word of a day stands.</summary>
    public async Task WriteFollowersAsync(Guid accountId, IEnumerable<PlatformFollowers> days, DateTime now, CancellationToken ct)
    {
        var json = JsonSerializer.Serialize(days.Select(d => new { day = d.Day, followers = d.Followers }));
        var source = db.Database.IsPostgres()
            ? "jsonb_to_recordset({0}::jsonb) AS r(day date, followers int)"
            : "(SELECT value->>'day' AS day, value->>'followers' AS followers FROM json_each({0})) AS r";
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
#pragma warning disable EF1002 // The interpolated part is one of the two constants above; values are parameters.
        await db.Database.ExecuteSqlRawAsync(
            $$"""
            INSERT INTO follower_snapshots (account_id, day, followers, taken_at) SELECT {1}, day, followers, {2} FROM {{source}} WHERE true
            ON CONFLICT (account_id, day) DO UPDATE SET followers = excluded.followers, taken_at = excluded.taken_at
            """,
            [json, accountId, now],
            ct);
#pragma warning restore EF1002
        await transaction.CommitAsync(ct);
    }

    // Ids and instants as EF itself writes them on each engine: on SQLite both are text and are compared as such.
    private Dictionary<string, object?> Row(PlatformPost post, DateTime now)
    {
        var isPostgres = db.Database.IsPostgres();
        var id = Ids.New(now);
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["id"] = isPostgres ? id.ToString() : id.ToString().ToUpperInvariant(),
            ["ig_post_id"] = post.Id,
            ["caption"] = StorableText.Bounded(post.Caption, PostConfiguration.LongestCaption),
            ["media_type"] = post.MediaType,
            ["is_reel"] = post.IsReel,
            ["media_url"] = StorableText.Whole(post.MediaUrl, PostConfiguration.LongestUrl),
            ["permalink"] = StorableText.Whole(post.Permalink, PostConfiguration.LongestUrl),
            ["posted_at"] = post.PostedAt.ToString(isPostgres ? "O" : SqliteInstant, CultureInfo.InvariantCulture),
            ["like_count"] = post.Likes,
            ["comments_count"] = post.Comments,
            ["saves_count"] = post.Saves,
            ["shares_count"] = post.Shares,
            ["reach_count"] = post.Reach,
            ["views_count"] = post.Views,
            ["tells_caption"] = post.TellsCaption,
            ["tells_kind"] = post.TellsKind,
        };
    }
}
