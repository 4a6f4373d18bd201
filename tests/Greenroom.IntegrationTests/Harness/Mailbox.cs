using System.Text.RegularExpressions;
using MimeKit;

namespace Greenroom.IntegrationTests.Harness;

/// <summary>What the app has mailed: without a mail server each mail is a file.</summary>
public static partial class Mailbox
{
    /// <summary>All mails to this address, oldest first, once everything that is due has been done.</summary>
    public static async Task<IReadOnlyList<MimeMessage>> MailToAsync(this GreenroomApp app, string address, CancellationToken ct)
    {
        await app.RunAllJobsAsync(ct);
        var mails = new List<MimeMessage>();
        var folder = Path.Combine(app.DataDirectory, "outbox");
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [])
        {
            mails.Add(await MimeMessage.LoadAsync(file, ct));
        }

        return [.. mails.Where(m => m.To.Mailboxes.Single().Address == address).OrderBy(m => m.Date).ThenBy(m => m.MessageId, StringComparer.Ordinal)];
    }

    /// <summary>The token of the link in the newest mail with this subject.</summary>
    public static async Task<string> MailedTokenAsync(this GreenroomApp app, string address, string subject, CancellationToken ct) =>
        TokenIn((await app.MailToAsync(address, ct)).Last(m => m.Subject == subject));

    public static string TokenIn(MimeMessage mail)
    {
        var token = Link().Match(mail.TextBody.ShouldNotBeNull()).Groups["token"].Value;
        token.ShouldNotBeEmpty();
        return token;
    }

    [GeneratedRegex(@"https://greenroom\.example/(reset|verify)/(?<token>[A-Za-z0-9_-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
