using System.Diagnostics;

namespace Greenroom.Bench;

/// <summary>
/// A thousand accounts of 200 posts, one of 10,000 and one of 100,000, all over the last 200 days, each of a guest of its own. Posts have a caption and
/// addresses of the usual length, because a page that is read carries them; the newest have four snapshots, which is what an age curve is fitted to.
/// </summary>
internal sealed class GrowthLoadData(IReadOnlyList<string> small, string large, string largest)
{
    public const int Days = 200;
    public const int SmallAccounts = 1000;
    public const int SmallPosts = 200;
    public const int LargePosts = 10_000;
    public const int LargestPosts = 100_000;

    private static readonly string Accounts =
        $"""
        INSERT INTO instagram_accounts (id, user_id, ig_user_id, flavour, username, access_token, token_issued_at, followers, time_zone, state, sync_status,
            sync_posts, sync_expected, sync_skipped, sync_version, last_synced_at, next_sync_at, created_at, updated_at)
        SELECT {AccountId("n")}, user_id, 'bench-' || n, 'sandbox', 'bench.' || n, 'nobody opens this', now(), 2400, 'Europe/Berlin', 'active', 'done',
            posts, posts, 0, 1, now(), now() + interval '1 year', now(), now()
        FROM unnest($1, $2) WITH ORDINALITY AS owners(user_id, posts, n)
        """;

    // The newest first, as a first sync writes them; ids in the order of writing, as those of version 7 are.
    private static readonly string Posts =
        $"""
        INSERT INTO instagram_posts (id, account_id, ig_post_id, caption, media_type, is_reel, media_url, permalink, like_count, comments_count, saves_count,
            shares_count, reach_count, views_count, posted_at, fetched_at, missed_syncs)
        SELECT (lpad(to_hex(row_number() OVER ()), 8, '0') || '-0000-7000-8000-' || right(a.id::text, 12))::uuid, a.id, 'post-' || k,
            'Number ' || k || ': ' || repeat('what we learnt on the way, ', 5) || '#bench #behindthescenes #tag' || k % 12,
            (ARRAY['IMAGE', 'CAROUSEL_ALBUM', 'VIDEO'])[1 + k % 3], k % 3 = 2, 'https://cdn.example/' || repeat(md5(k::text), 8), 'https://www.example/p/' || md5(k::text),
            CASE WHEN random() >= 0.03 THEN (150 * exp(random()))::int END, (8 * random())::int, (12 * random())::int, (6 * random())::int, NULL, NULL,
            now() - (k - random()) / a.sync_posts * interval '{Days} days', now(), 0
        FROM (SELECT * FROM instagram_accounts ORDER BY id) a, generate_series(1, a.sync_posts) k
        """;

    private const string Snapshots =
        """
        INSERT INTO post_snapshots (post_id, taken_at, like_count, comments_count, saves_count, shares_count)
        SELECT p.id, p.posted_at + s.age, (p.like_count * s.share)::int, (p.comments_count * s.share)::int, (p.saves_count * s.share)::int, (p.shares_count * s.share)::int
        FROM instagram_posts p, (VALUES (interval '1 hour', 0.55), (interval '6 hours', 0.7), (interval '1 day', 0.8), (interval '5 days', 0.9)) s(age, share)
        WHERE p.posted_at > now() - interval '50 days'
        """;

    private static readonly string Followers =
        $"""
        INSERT INTO follower_snapshots (account_id, day, followers, taken_at)
        SELECT id, current_date - d, 2400 - d * 2 + (5 * random())::int, now() FROM instagram_accounts, generate_series(0, {Days - 1}) d
        """;

    private int _next;

    public string LargeToken => large;

    public string LargestToken => largest;

    /// <summary>Of one small account after the other: a crowd of people who each look at their own.</summary>
    public string SmallToken => small[(int)((uint)Interlocked.Increment(ref _next) % (uint)small.Count)];

    /// <summary>Of the account with this number, from 1; both as PostgreSQL reads them.</summary>
    public static string AccountId(string number) => $"('00000000-0000-7000-8000-' || lpad(({number})::text, 12, '0'))::uuid";

    public static async Task<GrowthLoadData> MakeAsync(PostgresCluster postgres, HttpClient client)
    {
        var clock = Stopwatch.StartNew();
        int[] posts = [.. Enumerable.Repeat(SmallPosts, SmallAccounts), LargePosts, LargestPosts];
        var owners = new Guest[posts.Length];
        await Parallel.ForAsync(0, owners.Length, new ParallelOptions { MaxDegreeOfParallelism = HttpLoad.Clients }, async (n, _) => owners[n] = await Api.GuestAsync(client));
        var guests = clock.Elapsed;

        await postgres.ExecuteAsync(Accounts, owners.Select(owner => owner.Id).ToArray(), posts);
        await postgres.ExecuteAsync(Posts);
        await postgres.ExecuteAsync(Snapshots);
        await postgres.ExecuteAsync(Followers);

        // What autovacuum and a checkpoint would do by themselves some minutes later, in the middle of a measurement.
        await postgres.ExecuteAsync("VACUUM (ANALYZE)");
        await postgres.ExecuteAsync("CHECKPOINT");
        Report.Line("the data", $"{posts.Sum():N0} posts of {posts.Length:N0} accounts in {clock.Elapsed.TotalSeconds:0} s, of which the guests {guests.TotalSeconds:0} s");
        return new GrowthLoadData([.. owners.Take(SmallAccounts).Select(owner => owner.Token)], owners[^2].Token, owners[^1].Token);
    }
}
