namespace Greenroom.IntegrationTests.PersonalData;

/// <summary>Of every column of every table of users: whether an export gives it. Names apart by a space.</summary>
internal static class ExportedColumns
{
    /// <summary>What opens or proves something. The export says only whether it is there.</summary>
    private static readonly Dictionary<string, string> KeptBackByTable = new(StringComparer.Ordinal)
    {
        ["outbox"] = "sealed",
        ["users"] = "concurrency_stamp password security_stamp",
        ["refresh_tokens"] = "refresh_token",
        ["account_links"] = "password",
        ["second_factors"] = "secret",
        ["recovery_codes"] = "hash",
        ["passkey_ceremonies"] = "state",
        ["oauth_states"] = "browser state",
        ["export_parts"] = "content",
        ["connect_states"] = "browser",
        ["pending_connections"] = "grants",
        ["instagram_accounts"] = "access_token",
    };

    /// <summary>What is theirs to know. A passkey's document has its name and its public key, which open nothing.</summary>
    private static readonly Dictionary<string, string> GivenByTable = new(StringComparer.Ordinal)
    {
        ["idempotency"] = "user_id route key expires_at location request_hash response status",
        ["rate_limits"] = "key starts_at expires_at used",
        ["outbox"] = "id created_at expires_at user_id",
        ["audit_events"] = "id actor_id at detail device ip name user_id",
        ["users"] = "id access_failed_count created_at deletes_at deletion_requested_at email email_verified email_verified_by_holder guest_expires_at is_admin is_guest lockout_end normalized_email normalized_username updated_at username",
        ["refresh_families"] = "id absolute_expires_at created_at device generation idle_expires_at ip last_used_at previous_rotated_at revoke_reason revoked_at user_id",
        ["refresh_tokens"] = "id created_at expires_at family_id generation updated_at user_id",
        ["account_links"] = "id created_at email expires_at purpose used_at user_id username",
        ["second_factors"] = "user_id created_at enabled_at last_step",
        ["recovery_codes"] = "id user_id",
        ["passkeys"] = "credential_id last_used_at user_id data",
        ["passkey_ceremonies"] = "id expires_at kind user_id",
        ["external_logins"] = "id created_at name provider provider_user_id user_id",
        ["oauth_states"] = "id expires_at purpose return_path session_id user_id",
        ["exports"] = "id build_id expires_at failure finished_at requested_at size_bytes status user_id",
        ["export_parts"] = "export_id build_id number",
        ["interviews"] = "id answered_questions bank_version completed_at created_at deadline_at deadline_noticed difficulty engine first_question language length level mode number_questions paused_with_seconds persona plan prompt reopened_at row_version rubric_version score seed started_at status subtopic topics updated_at user_id",
        ["reports"] = "id created_at interview_id payload revision status",
        ["conversations"] = "id created_at current_question current_subtopic current_topic event_seq forked_from_question_id interview_id parent_conversation_id row_version state title track turn_seq updated_at",
        ["questions"] = "id answered_at asked_at bank_question_id bank_version clarified clock_when_asked conversation_id created_at difficulty follow_up_points hint_level kind parent_question_id prompt question_number seq status time_budget_s topic_id",
        ["messages"] = "id author client_message_id content conversation_id created_at events_after generation intent kind lease_expires_at question_id question_number reply_to_id seq status topic_id updated_at",
        ["answer_drafts"] = "question_id content revision updated_at",
        ["turn_events"] = "conversation_id seq created_at payload type",
        ["evaluations"] = "id answer_message_id attempt bank_version confidence created_at disagreement engine fallback_code fallback_detail model prompt_version question_id rubric_version score status unaided_score",
        ["evaluation_points"] = "evaluation_id point_id evidence_length evidence_start position quote verdict weight",
        ["evaluation_dimensions"] = "evaluation_id dimension applicability rationale score",
        ["evaluation_misconceptions"] = "evaluation_id misconception_id correction evidence_length evidence_start quote",
        ["connect_states"] = "id expires_at flavour time_zone user_id",
        ["pending_connections"] = "id expires_at flavour time_zone user_id",
        ["instagram_accounts"] = "id app_scoped_id connected_at created_at flavour followers ig_user_id last_synced_at next_sync_at paused_until state state_reason sync_error sync_expected sync_posts sync_skipped sync_status sync_version time_zone token_expires_at token_issued_at updated_at user_id username",
        ["instagram_posts"] = "id account_id caption comments_count fetched_at ig_post_id is_reel like_count media_type media_url missed_syncs permalink posted_at reach_count saves_count shares_count views_count",
        ["post_snapshots"] = "post_id taken_at comments_count like_count reach_count saves_count shares_count views_count",
        ["follower_snapshots"] = "account_id day followers taken_at",
        ["insight_ledger"] = "id account_id due_at expected held high low made_at outcome scored_at subject week",
        ["advice_verdicts"] = "id account_id daypart decided_at type verdict week",
    };

    public static IEnumerable<(string Table, string Column)> KeptBack => KeptBackByTable.SelectMany(table => table.Value.Split(' ').Select(column => (table.Key, column)));

    public static IReadOnlyList<string> All => [.. Lines(GivenByTable, areKeptBack: false), .. Lines(KeptBackByTable, areKeptBack: true)];

    public static string Line(string table, string column, bool isKeptBack) => $"{table}.{column}{(isKeptBack ? " kept back" : "")}";

    private static IEnumerable<string> Lines(Dictionary<string, string> tables, bool areKeptBack) =>
        tables.SelectMany(table => table.Value.Split(' ').Select(column => Line(table.Key, column, areKeptBack)));
}
