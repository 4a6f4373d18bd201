using System.Text.Json;

namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>What the platform said instead of an answer. Its own words are not kept: they repeat what was asked, and a token may be in it.</summary>
/// <param name="Code">Of the platform; 0 when it gave none.</param>
/// <param name="Subcode">0 when it gave none.</param>
/// <param name="Trouble">What is to be done about it.</param>
/// <param name="Wait">How long the platform asks to be left alone.</param>
internal sealed record GraphError(int Code, int Subcode, PlatformTrouble Trouble, TimeSpan? Wait = null)
{
    /// <summary>A field or a metric that this kind of login or post does not have, among others.</summary>
    public const int BadParameter = 100;

    private const int TooManyRequests = 429;
    private const int FirstServerError = 500;

    /// <summary>Whether what was asked for is at fault, and not the asking.</summary>
    public bool IsBadParameter => Code == BadParameter;

    /// <summary>An answer that is no JSON object: an error page of some proxy, or half of an answer.</summary>
    public static GraphError Unreadable(int status) => new(Code: 0, Subcode: 0, OfStatus(status));

    /// <summary>Null when the answer is one.</summary>
    public static GraphError? Of(JsonElement answer, int status)
    {
        if (answer.Property("error") is { ValueKind: JsonValueKind.Object } error)
        {
            var code = error.Number("code") ?? 0;
            return new GraphError(code, error.Number("error_subcode") ?? 0, code == 0 ? OfStatus(status) : OfCode(code));
        }

        // The shape of api.instagram.com, where codes become tokens.
        if (answer.Property("error_type") is not null || answer.Property("error_message") is not null)
        {
            var code = answer.Number("code") ?? status;
            return new GraphError(code, Subcode: 0, code is TooManyRequests or >= FirstServerError ? OfStatus(code) : PlatformTrouble.Refused);
        }

        return status is >= 200 and < 300 ? null : Unreadable(status);
    }

    public PlatformException ToException() => new(Trouble, Sentence, Wait);

    private string Sentence => Trouble switch
    {
        PlatformTrouble.NeedsReconnect => $"Instagram no longer accepts the connection ({Number}{Reason}). Connect the account again.",
        PlatformTrouble.NeedsPermission => $"Instagram does not let Greenroom read this account ({Number}). Connect it again and allow what is asked.",
        PlatformTrouble.RateLimited => $"Instagram has had enough calls for now ({Number}). Greenroom goes on by itself.",
        PlatformTrouble.Refused => $"Instagram did not accept the login ({Number}).",
        _ when Code == 0 => "Instagram sent an answer that cannot be read. Greenroom tries again later.",
        _ => $"Instagram could not answer ({Number}). Greenroom tries again later.",
    };

    private string Number => Subcode == 0 ? $"{Code}" : $"{Code}/{Subcode}";

    private string Reason => Subcode switch
    {
        458 => ": the app was removed",
        459 or 464 => ": Instagram wants you to log in there first",
        460 => ": the password was changed",
        463 => ": the session has expired",
        _ => "",
    };

    // https://developers.facebook.com/docs/graph-api/guides/error-handling and .../overview/rate-limiting
    private static PlatformTrouble OfCode(int code) => code switch
    {
        102 or 190 => PlatformTrouble.NeedsReconnect,
        3 or 10 or (>= 200 and <= 299) => PlatformTrouble.NeedsPermission,
        4 or 17 or 32 or 341 or 368 or 613 or 80002 => PlatformTrouble.RateLimited,
        _ => PlatformTrouble.Unavailable,
    };

    private static PlatformTrouble OfStatus(int status) => status == TooManyRequests ? PlatformTrouble.RateLimited : PlatformTrouble.Unavailable;
}
