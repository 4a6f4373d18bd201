using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Http;

namespace Greenroom.Accounts.Recovery;

internal static class RecoveryFailures
{
    /// <summary>The same for a link that is not ours, too old or used: which of them it is helps only whoever guesses.</summary>
    public static readonly Failure LinkExpired = new(
        "auth.link_expired", "This link has been used already, or it is too old. Ask for a new one.", StatusCodes.Status410Gone);

    public static readonly Failure NoAddress = new(
        "account.no_email", "A guest has no e-mail address. Keep the account first.", StatusCodes.Status409Conflict);

    public static readonly Failure AlreadyVerified = new(
        "account.email_verified_already", "This address is verified already.", StatusCodes.Status409Conflict);

    public static readonly Failure WrongPassword = WrongPasswordIn("current_password");

    /// <summary>Not 401: the session is as good as before, and a client must not try to refresh it.</summary>
    public static Failure WrongPasswordIn(string field) => new(
        "auth.password_wrong", "This is not the password of the account, or too many wrong ones came before it. Try again, or wait a while.", StatusCodes.Status422UnprocessableEntity,
        Errors: new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = ["This is not the password of the account."] });
}
