using Greenroom.Platform.Email;
using MimeKit;

namespace Greenroom.Host.Composition;

/// <summary>The mail server and the sender.</summary>
internal static class MailSettings
{
    private const int SubmissionPort = 587;
    private const int TlsPort = 465;

    public static void Read(IConfiguration configuration, MailOptions options)
    {
        if (configuration["SMTP_URL"]?.Trim() is { Length: > 0 } url)
        {
            ReadServer(url, options);
        }

        if (configuration["MAIL_FROM"]?.Trim() is { Length: > 0 } from)
        {
            options.From = MailboxAddress.TryParse(from, out var sender) && sender.Address.Contains('@', StringComparison.Ordinal)
                ? from
                : throw new SettingException($"MAIL_FROM must be a sender such as Greenroom <hello@greenroom.example.com>, not \"{from}\".");
        }
        else if (options.IsSmtp)
        {
            throw new SettingException("MAIL_FROM is missing although SMTP_URL is set. Set it to a sender such as Greenroom <hello@greenroom.example.com>.");
        }
    }

    // The address holds a password, so no sentence repeats it.
    private static void ReadServer(string url, MailOptions options)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0 || uri.PathAndQuery.Length > 1)
        {
            throw new SettingException("SMTP_URL must look like smtp://user:password@mail.example.com:587 (STARTTLS) or smtps://user:password@mail.example.com:465.");
        }

        var credentials = uri.UserInfo.Split(':', 2);
        options.Host = uri.Host;
        options.TlsFromStart = uri.Scheme == "smtps";
        options.Port = uri.Port > 0 ? uri.Port : options.TlsFromStart ? TlsPort : SubmissionPort;
        options.User = Uri.UnescapeDataString(credentials[0]);
        options.Password = credentials.Length > 1 ? Uri.UnescapeDataString(credentials[1]) : "";
        if (options.User.Length > 0 && options.Password.Length == 0)
        {
            throw new SettingException("SMTP_URL names a user but no password. It must look like smtp://user:password@mail.example.com:587.");
        }
    }
}
