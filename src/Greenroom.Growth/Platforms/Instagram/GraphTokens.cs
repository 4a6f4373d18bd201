using System.Text.Json;

namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>The token replies of both ways to log in.</summary>
internal static class GraphTokens
{
    private const string Basic = "instagram_business_basic";

    /// <summary>The first token of Instagram Login, which comes bare or in a list named <c>data</c>, with its permissions as a text or as a list.</summary>
    /// <exception cref="PlatformException">There is none, or it may not read the account.</exception>
    public static string First(JsonElement reply)
    {
        var inner = reply.List("data").FirstOrDefault();
        var token = inner.ValueKind == JsonValueKind.Object ? inner : reply;
        var permissions = Permissions(token).ToList();
        return permissions.Count == 0 || permissions.Contains(Basic, StringComparer.Ordinal)
            ? Value(token)
            : throw new PlatformException(PlatformTrouble.NeedsPermission, "Instagram was not allowed to show the account's profile and posts. Connect it again and allow what is asked.");
    }

    /// <exception cref="PlatformException">There is none.</exception>
    public static string Value(JsonElement reply) =>
        reply.Filled("access_token") ?? throw new PlatformException(PlatformTrouble.Unavailable, "Instagram sent an answer without a token. Greenroom tries again later.");

    /// <summary>Null when the platform does not say.</summary>
    public static TimeSpan? Life(JsonElement reply) => reply.Count("expires_in") is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Empty when the platform does not say.</summary>
    private static IEnumerable<string> Permissions(JsonElement token) => token.Property("permissions") switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.String).Select(p => p.GetString()!),
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        _ => [],
    };
}
