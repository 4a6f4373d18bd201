using System.Globalization;
using System.Text;

namespace Greenroom.Accounts.PersonalData;

/// <summary>What the archive says about itself.</summary>
internal static class ExportReadme
{
    // A table without a sentence is listed all the same; its columns speak for themselves.
    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["users"] = "your account",
        ["refresh_families"] = "your sessions: one for each log-in, with its first and last use",
        ["refresh_tokens"] = "the keys of these sessions, without the keys themselves",
        ["account_links"] = "links that were mailed to you, without what makes them work",
        ["second_factors"] = "your authenticator app, without the secret that you share with it",
        ["recovery_codes"] = "your recovery codes, without the codes",
        ["passkeys"] = "your passkeys: their names, what a server knows of them (nothing that opens anything), and when each was used",
        ["passkey_ceremonies"] = "passkeys that you were about to use in the last minutes",
        ["external_logins"] = "accounts elsewhere that open this one",
        ["oauth_states"] = "links to such accounts that you began in the last minutes",
        ["outbox"] = "mails to you that have not left yet, without their words",
        ["audit_events"] = "what happened to your account, and from where",
        ["exports"] = "the exports that you asked for",
        ["export_parts"] = "the pieces that these exports are stored in, without their content",
        ["idempotency"] = "answers kept for a day, so that a repeated request is not carried out twice",
        ["rate_limits"] = "how often you did what in the last minutes and hours",
        ["interviews"] = "your interviews: what was chosen, when they ran, what came out",
        ["conversations"] = "the dialogues of these interviews",
        ["questions"] = "the questions that were planned or asked",
        ["messages"] = "everything that you and the interviewer said",
        ["answer_drafts"] = "answers that you began and have not sent",
        ["turn_events"] = "the events that the room was drawn from, kept for a while",
        ["evaluations"] = "the marks of your answers",
        ["evaluation_points"] = "for each mark, which ideas were found and in which of your words",
        ["evaluation_dimensions"] = "for each mark, the levels by dimension",
        ["evaluation_misconceptions"] = "for each mark, the misconceptions that were found",
        ["reports"] = "the reports as they were stored; the folder interview-reports has them as text",
        ["instagram_accounts"] = "the accounts that you connected, without their access tokens",
        ["connect_states"] = "connections that you began in the last minutes",
        ["pending_connections"] = "accounts that you were asked to choose among in the last minutes",
        ["instagram_posts"] = "the posts of these accounts with their latest figures",
        ["post_snapshots"] = "the figures of these posts over time",
        ["follower_snapshots"] = "the followers of these accounts by day",
        ["insight_ledger"] = "claims that were made about your accounts and what became of them",
        ["advice_verdicts"] = "suggestions that you called done or not useful",
    };

    public static string Write(DateTime now, IEnumerable<string> tables)
    {
        var text = new StringBuilder();
        text.AppendLine("Your data in Greenroom").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Made on {now:yyyy-MM-dd HH:mm} UTC. Everything that this server keeps about you, and nothing about anybody else.").AppendLine();
        text.AppendLine("Each file is one table of the database: a JSON array with one object for each row, under the names of the columns.");
        text.AppendLine("Instants are UTC. What you were doing while the export was made may be in one file and not yet in another.");
        text.AppendLine("Secrets (password and session hashes, access tokens) are in nobody's hands, not even yours: {\"present\": true} says that there is one.").AppendLine();
        foreach (var table in tables)
        {
            text.AppendLine(Sentences.TryGetValue(table, out var sentence) ? $"{table}.json: {sentence}" : $"{table}.json");
        }

        return text.ToString();
    }
}
