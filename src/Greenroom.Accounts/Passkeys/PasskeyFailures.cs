using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Http;

namespace Greenroom.Accounts.Passkeys;

internal static class PasskeyFailures
{
    /// <summary>The same for an unknown passkey, a wrong signature, another site's answer and one that came too late: which of them it was helps only whoever tries.</summary>
    public static readonly Failure Invalid = new(
        "auth.passkey_invalid", "This passkey was not accepted. Try again, or log in with your password.", StatusCodes.Status401Unauthorized);

    public static readonly Failure Refused = new(
        "passkey.refused", "This passkey could not be added: the answer does not fit what was asked for, came too late, or the passkey is known already. Begin again.", StatusCodes.Status422UnprocessableEntity);

    public static readonly Failure TooMany = new(
        "passkey.too_many", $"An account has at most {PasskeyService.Most} passkeys. Remove one first.", StatusCodes.Status409Conflict);

    public static readonly Failure NotFound = new("passkey.not_found", "There is no such passkey.", StatusCodes.Status404NotFound);
}
