using System.Net.Security;

namespace Greenroom.Platform.Email;

/// <summary>How mail leaves this server: <c>SMTP_URL</c> and <c>MAIL_FROM</c>.</summary>
public sealed class MailOptions
{
    /// <summary>The mail server; empty to write mails into <c>DATA_DIR/outbox</c> instead of sending them.</summary>
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary>TLS from the first byte (<c>smtps://</c>) instead of STARTTLS.</summary>
    public bool TlsFromStart { get; set; }

    /// <summary>Empty where the server asks for none. With a user TLS is demanded: a password never travels in the open.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>The sender, such as <c>Greenroom &lt;hello@greenroom.example.com&gt;</c>.</summary>
    public string From { get; set; } = "Greenroom <greenroom@localhost>";

    /// <summary>Judges the server's certificate instead of the system's own rules; for tests, whose server has made its own.</summary>
    public RemoteCertificateValidationCallback? CertificateJudge { get; set; }

    public bool IsSmtp => Host.Length > 0;
}
