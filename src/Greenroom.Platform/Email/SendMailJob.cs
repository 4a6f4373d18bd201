using System.Security.Cryptography;
using Greenroom.Platform.Data;
using Greenroom.Platform.Http;
using Greenroom.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Greenroom.Platform.Email;

/// <summary>Sends one mail of the outbox, again and again until the mail server takes it or it is too old. A kill between the two can send it twice, with the same Message-ID.</summary>
internal sealed partial class SendMailJob(
    PlatformDb db, MailOutbox outbox, IMailTransport transport, IOptions<MailOptions> options, IOptions<SiteOptions> site, TimeProvider clock, ILogger<SendMailJob> log) : IJobHandler
{
    public const string Name = "platform.send_mail";

    public string Kind => Name;

    public async Task HandleAsync(string? payload, CancellationToken ct)
    {
        var id = Guid.Parse(payload!);
        var waiting = await db.Outbox.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct);
        if (waiting is null)
        {
            return;
        }

        if (waiting.ExpiresAt < clock.UtcNow())
        {
            GivenUp(id, "it is too old");
        }
        else if (Open(waiting) is { } mail)
        {
            await SendAsync(id, mail, waiting.CreatedAt, ct);
        }

        await db.Outbox.Where(m => m.Id == id).ExecuteDeleteAsync(ct);
    }

    private async Task SendAsync(Guid id, Mail mail, DateTime writtenAt, CancellationToken ct)
    {
        // Registration takes nothing else, but this is the place where text becomes a header.
        if (!MailboxAddress.TryParse(mail.To, out var to) || to.Address != mail.To)
        {
            GivenUp(id, "it is not to one plain address");
            return;
        }

        try
        {
            await transport.SendAsync(Message(id, mail, to, writtenAt), ct);
        }
        catch (UndeliverableMailException refused)
        {
            GivenUp(id, refused.Message);
        }
    }

    private Mail? Open(OutboxMail waiting)
    {
        try
        {
            return outbox.Open(waiting);
        }
        catch (CryptographicException)
        {
            GivenUp(waiting.Id, "the keys are not those that it was sealed with");
            return null;
        }
    }

    private MimeMessage Message(Guid id, Mail mail, MailboxAddress to, DateTime writtenAt)
    {
        var message = new MimeMessage
        {
            // Anybody can send mail with any Message-ID; ours says the same at each try, so that a mailbox can tell a repeat.
            MessageId = $"{id:N}@{new Uri(site.Value.PublicUrl).Host}",
            Date = new DateTimeOffset(writtenAt, TimeSpan.Zero),
            Subject = mail.Subject,
            Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody(),
        };
        message.From.Add(MailboxAddress.Parse(options.Value.From));
        message.To.Add(to);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Id} was given up: {Reason}")]
    private partial void GivenUp(Guid id, string reason);
}
