using System.Text.Json;

namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>What is kept of an account behind a Facebook page: the token is the page's, and does not tell which account it is for.</summary>
internal sealed record FacebookToken(string Token, string AccountId)
{
    public string Pack() => JsonSerializer.Serialize(this);

    /// <exception cref="PlatformException">Not a token of this login.</exception>
    public static FacebookToken Unpack(string packed)
    {
        try
        {
            return JsonSerializer.Deserialize<FacebookToken>(packed) ?? throw Unreadable();
        }
        catch (JsonException)
        {
            throw Unreadable();
        }
    }

    public override string ToString() => AccountId;

    private static PlatformException Unreadable() => new(PlatformTrouble.NeedsReconnect, "The stored connection is not readable. Connect the account again.");
}
