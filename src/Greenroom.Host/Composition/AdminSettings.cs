using Greenroom.Platform.Identity;
using MimeKit;

namespace Greenroom.Host.Composition;

/// <summary>The operator's password and the first administrator.</summary>
internal static class AdminSettings
{
    public static void Read(IConfiguration configuration, AdminOptions options)
    {
        options.Password = configuration["ADMIN_PASSWORD"] ?? "";
        if (options.Password.Length is > 0 and < AdminOptions.ShortestPassword)
        {
            throw new SettingException($"ADMIN_PASSWORD is too short: it needs at least {AdminOptions.ShortestPassword} characters, or leave it empty for none.");
        }

        options.Email = configuration["ADMIN_EMAIL"]?.Trim() ?? "";
        if (options.Email.Length > 0 && !(MailboxAddress.TryParse(options.Email, out var address) && address.Address == options.Email && options.Email.Contains('@', StringComparison.Ordinal)))
        {
            throw new SettingException($"ADMIN_EMAIL must be one address such as ada@example.com, not \"{options.Email}\".");
        }
    }
}
