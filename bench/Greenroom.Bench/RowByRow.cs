using Greenroom.Growth.Platforms;
using Greenroom.Platform.Data;
using Npgsql;

namespace Greenroom.Bench;

/// <summary>The way that everybody writes first: a statement for each row, prepared, and a commit after each. Only here, to be beaten.</summary>
internal static class RowByRow
{
    private const string Post =
        """
        INSERT INTO instagram_posts (id, account_id, ig_post_id, caption, media_type, is_reel, media_url, permalink, like_count, comments_count, saves_count,
            shares_count, reach_count, views_count, posted_at, fetched_at, missed_syncs)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL, NULL, $13, $14, 0)
        ON CONFLICT (account_id, ig_post_id) DO UPDATE SET caption = excluded.caption, media_type = excluded.media_type, is_reel = excluded.is_reel,
            media_url = excluded.media_url, permalink = excluded.permalink, like_count = excluded.like_count, comments_count = excluded.comments_count,
            saves_count = excluded.saves_count, shares_count = excluded.shares_count, posted_at = excluded.posted_at, fetched_at = excluded.fetched_at, missed_syncs = 0
        """;

    private const string Snapshot =
        "INSERT INTO post_snapshots (post_id, taken_at, like_count, comments_count, saves_count, shares_count) VALUES ($1, $2, $3, $4, $5, $6)";

    /// <param name="oneCommit">The two rows of a post by one commit, which is the kinder half of the naive ways.</param>
    public static async Task WriteAsync(NpgsqlDataSource source, Guid accountId, IEnumerable<PlatformPost> posts, bool oneCommit, DateTime now)
    {
        await using var connection = await source.OpenConnectionAsync();
        foreach (var post in posts)
        {
            var id = Ids.New(now);
            await using var transaction = oneCommit ? await connection.BeginTransactionAsync() : null;
            await ExecuteAsync(connection, Post, [
                id, accountId, post.Id, post.Caption!, post.MediaType, post.IsReel, post.MediaUrl!, post.Permalink!, post.Likes!, post.Comments!, post.Saves!, post.Shares!,
                post.PostedAt, now]);
            await ExecuteAsync(connection, Snapshot, [id, now, post.Likes!, post.Comments!, post.Saves!, post.Shares!]);
            if (transaction is not null)
            {
                await transaction.CommitAsync();
            }
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        await command.ExecuteNonQueryAsync();
    }
}
