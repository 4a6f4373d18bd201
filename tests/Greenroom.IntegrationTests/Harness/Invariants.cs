namespace Greenroom.IntegrationTests.Harness;

/// <summary>What must be true of every database at rest, whatever happened to the program: each a question that finds no row. Good on both engines.</summary>
public static class Invariants
{
    /// <summary>What Data Protection seals begins with this (its magic header in base64).</summary>
    private const string Sealed = "CfDJ8%";

    /// <summary>By what a row would mean.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["a post is stored twice"] = "SELECT account_id, ig_post_id FROM instagram_posts GROUP BY account_id, ig_post_id HAVING COUNT(*) > 1",
        ["two messages have one place"] = "SELECT conversation_id, seq FROM messages GROUP BY conversation_id, seq HAVING COUNT(*) > 1",
        ["a message was stored twice"] =
            "SELECT conversation_id, client_message_id FROM messages WHERE client_message_id IS NOT NULL GROUP BY conversation_id, client_message_id HAVING COUNT(*) > 1",
        ["an answer was accepted and got no reply"] =
            """
            SELECT m.id FROM messages m JOIN conversations c ON c.id = m.conversation_id JOIN interviews i ON i.id = c.interview_id
            WHERE m.author = 'candidate' AND m.status = 'complete' AND c.state <> 'closed' AND i.status = 'in_progress'
              AND NOT EXISTS (SELECT 1 FROM messages r WHERE r.reply_to_id = m.id)
            """,
        ["an answer was marked twice in one attempt"] = "SELECT answer_message_id, attempt FROM evaluations GROUP BY answer_message_id, attempt HAVING COUNT(*) > 1",
        ["an interview is complete without a score, and nothing says why"] =
            """
            SELECT i.id FROM interviews i WHERE i.status = 'completed' AND i.score IS NULL
              AND NOT EXISTS (
                SELECT 1 FROM evaluations e JOIN questions q ON q.id = e.question_id JOIN conversations c ON c.id = q.conversation_id
                WHERE c.interview_id = i.id AND e.status IN ('not_graded', 'insufficient'))
              AND NOT EXISTS (
                SELECT 1 FROM questions q JOIN conversations c ON c.id = q.conversation_id WHERE c.interview_id = i.id AND q.status IN ('expired', 'skipped', 'planned', 'asked'))
            """,
        ["somebody has two running interviews"] = "SELECT user_id FROM interviews WHERE status = 'in_progress' GROUP BY user_id HAVING COUNT(*) > 1",
        ["a session has two live refresh tokens"] =
            "SELECT t.family_id FROM refresh_tokens t JOIN refresh_families f ON f.id = t.family_id WHERE t.generation = f.generation GROUP BY t.family_id HAVING COUNT(*) > 1",
        ["a token lives in a session that was ended"] = "SELECT t.id FROM refresh_tokens t JOIN refresh_families f ON f.id = t.family_id WHERE f.revoked_at IS NOT NULL",
        ["a platform's token is stored as it is"] = $"SELECT id FROM instagram_accounts WHERE access_token NOT LIKE '{Sealed}'",
        ["accounts of a login are stored as they are"] = $"SELECT id FROM pending_connections WHERE grants NOT LIKE '{Sealed}'",
    };

    /// <summary>Asserts all of them, and that no row belongs to a user who is gone: also in tables that did not exist when this was written.</summary>
    public static async Task ShouldHoldInvariantsAsync(this GreenroomApp app, CancellationToken ct)
    {
        foreach (var (broken, question) in All)
        {
            (await app.RowsAsync(question, ct)).Select(row => string.Join(' ', row)).ShouldBeEmpty(broken);
        }

        var withUsers = await app.RowsAsync(
            app.IsPostgres
                ? "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'user_id'"
                : "SELECT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name = 'user_id'",
            ct);
        withUsers.Count.ShouldBeGreaterThan(4);
        foreach (var table in withUsers.Select(row => (string)row[0]!).Where(table => table != "audit_events"))
        {
            (await app.ScalarAsync<long>($"SELECT COUNT(*) FROM \"{table}\" o WHERE o.user_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM users u WHERE u.id = o.user_id)", ct))
                .ShouldBe(0, $"{table} has rows of users who are gone");
        }
    }
}
