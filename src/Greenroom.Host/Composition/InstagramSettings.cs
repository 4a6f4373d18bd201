using System.Text.RegularExpressions;
using Greenroom.Growth.Platforms.Instagram;

namespace Greenroom.Host.Composition;

/// <summary>Instagram's keys, which come together or not at all.</summary>
internal static partial class InstagramSettings
{
    private static readonly string[] Flavours = [InstagramOptions.Sandbox, InstagramOptions.Instagram, InstagramOptions.Facebook];

    public static void Read(IConfiguration configuration, InstagramOptions options)
    {
        options.ClientId = Given(configuration, "INSTAGRAM_CLIENT_ID");
        options.ClientSecret = Given(configuration, "INSTAGRAM_CLIENT_SECRET");
        options.MetaAppSecret = Given(configuration, "INSTAGRAM_META_APP_SECRET");
        options.RedirectUri = Given(configuration, "INSTAGRAM_REDIRECT_URI");
        options.WebhookVerifyToken = Given(configuration, "INSTAGRAM_WEBHOOK_VERIFY_TOKEN");
        options.Flavour = Flavour(Given(configuration, "INSTAGRAM_LOGIN_FLAVOUR"), options);
        if (Given(configuration, "INSTAGRAM_GRAPH_VERSION") is { Length: > 0 } version)
        {
            options.GraphVersion = Version().IsMatch(version) ? version : throw new SettingException($"INSTAGRAM_GRAPH_VERSION must be a version such as v25.0, not \"{version}\".");
        }

        // Also while only sample accounts are served: it is found out today and not on the day of the first key.
        if (options.RedirectUri.Length > 0 && (!Uri.TryCreate(options.RedirectUri, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")))
        {
            throw new SettingException($"INSTAGRAM_REDIRECT_URI must be an address such as https://greenroom.example.com/auth/instagram/callback, not \"{options.RedirectUri}\".");
        }

        if (options.Flavour == InstagramOptions.Sandbox)
        {
            return;
        }

        Require("INSTAGRAM_CLIENT_ID", options.ClientId, options.Flavour);
        Require("INSTAGRAM_CLIENT_SECRET", options.ClientSecret, options.Flavour);
        Require("INSTAGRAM_REDIRECT_URI", options.RedirectUri, options.Flavour);
    }

    private static string Flavour(string flavour, InstagramOptions options)
    {
        if (flavour.Length > 0)
        {
            return Flavours.Contains(flavour, StringComparer.Ordinal)
                ? flavour
                : throw new SettingException($"INSTAGRAM_LOGIN_FLAVOUR must be one of {string.Join(", ", Flavours)}, not \"{flavour}\".");
        }

        // Half of the keys is a mistake, and sample accounts in place of real ones would hide it.
        return options.ClientId.Length > 0 ? InstagramOptions.Instagram
            : options.ClientSecret.Length == 0 ? InstagramOptions.Sandbox
            : throw new SettingException("INSTAGRAM_CLIENT_ID is missing although INSTAGRAM_CLIENT_SECRET is set.");
    }

    private static void Require(string name, string value, string flavour)
    {
        if (value.Length == 0)
        {
            throw new SettingException($"{name} is missing: the login flavour \"{flavour}\" needs it.");
        }
    }

    private static string Given(IConfiguration configuration, string name) => configuration[name]?.Trim() ?? "";

    [GeneratedRegex(@"^v\d{1,3}\.\d{1,2}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
