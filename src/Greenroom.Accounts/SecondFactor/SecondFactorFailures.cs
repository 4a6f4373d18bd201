using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Http;

namespace Greenroom.Accounts.SecondFactor;

internal static class SecondFactorFailures
{
    /// <summary>Said only to whoever has sent the right password.</summary>
    public static readonly Failure Required = new(
        "auth.second_factor_required", "The password is right. Now send the code of the authenticator app with it, or a recovery code.", StatusCodes.Status401Unauthorized);

    /// <summary>The same for a wrong code, a used one and an account that too many of them have closed.</summary>
    public static readonly Failure Invalid = new(
        "auth.second_factor_invalid", "This code is wrong or was used already, or the account is closed for a while after too many attempts.", StatusCodes.Status401Unauthorized);

    /// <summary>Not 401, for the same reason as a wrong password: the session is as good as before.</summary>
    public static readonly Failure WrongCode = new(
        "second_factor.code_wrong", "This code is wrong or was used already, or too many wrong ones came before it. Try the next one, or wait a while.", StatusCodes.Status422UnprocessableEntity,
        Errors: new Dictionary<string, string[]>(StringComparer.Ordinal) { ["code"] = ["This code is wrong or was used already."] });

    /// <summary>Said only to whoever has sent the right password. No 401: there is nothing that they could send instead.</summary>
    public static readonly Failure Unreadable = new(
        "second_factor.unreadable",
        "The password is right, but this server can no longer read the second factor of this account, because the key that seals it was changed. A passkey still opens the account; otherwise ask whoever runs this server.",
        StatusCodes.Status409Conflict);

    public static readonly Failure NoPassword = new(
        "account.no_password", "This account has no password yet. Set one first.", StatusCodes.Status422UnprocessableEntity);

    public static readonly Failure AlreadyOn = new(
        "second_factor.on_already", "The second factor is on already. Switch it off first to set up another app.", StatusCodes.Status409Conflict);

    public static readonly Failure NotOn = new("second_factor.not_on", "The second factor is not on.", StatusCodes.Status409Conflict);

    public static readonly Failure NotBegun = new(
        "second_factor.not_begun", "There is nothing to confirm, or it was begun more than an hour ago. Begin to set up the app anew.", StatusCodes.Status409Conflict);
}
