using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Greenroom.Platform.Email;

/// <summary>Submits to a mail server (RFC 6409), over TLS wherever there is a password to protect.</summary>
internal sealed class SmtpTransport(IOptions<MailOptions> options, TimeProvider clock) : IMailTransport
{
    // For each answer of the server, and for all of them: one that sends a letter now and then must not keep the place of other work.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public async Task SendAsync(MimeMessage message, CancellationToken ct)
    {
        using var tooLong = new CancellationTokenSource(Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, tooLong.Token);
        try
        {
            await DeliverAsync(message, either.Token);
        }
        catch (OperationCanceledException canceled) when (tooLong.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new TimeoutException($"The mail server took longer than {Longest.TotalMinutes:0} minutes.", canceled);
        }
    }

    private async Task DeliverAsync(MimeMessage message, CancellationToken ct)
    {
        var server = options.Value;
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds, ServerCertificateValidationCallback = server.CertificateJudge };
        var security = server.TlsFromStart ? SecureSocketOptions.SslOnConnect
            : server.User.Length > 0 ? SecureSocketOptions.StartTls
            : SecureSocketOptions.StartTlsWhenAvailable;
        await client.ConnectAsync(server.Host, server.Port, security, ct);
        if (server.User.Length > 0)
        {
            await client.AuthenticateAsync(server.User, server.Password, ct);
        }

        string? refusal = null;
        try
        {
            await client.SendAsync(message, ct);
        }
        catch (SmtpCommandException refused) when (refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted && (int)refused.StatusCode >= 500)
        {
            throw new UndeliverableMailException($"The mail server answered {(int)refused.StatusCode}.", refused);
        }
        catch (SmtpCommandException refused)
        {
            refusal = $"The mail server answered {(int)refused.StatusCode} ({refused.ErrorCode}).";
        }

        if (refusal is not null)
        {
            // Without the server's words, which repeat the address: this is kept with the job and in the log.
            throw new IOException(refusal);
        }

        // It has been taken; what goes wrong in parting must not send it again.
        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception exception) when (exception is IOException or SmtpProtocolException or SmtpCommandException or OperationCanceledException)
        {
            // The server hung up first, or does not say good-bye.
        }
    }
}
