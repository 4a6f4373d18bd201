using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Http;

namespace Greenroom.Accounts.Users;

internal static class AccountFailures
{
    public static readonly Failure NotFound = new("user.not_found", "There is no such user.", StatusCodes.Status404NotFound);

    public static readonly Failure EmailTaken = Taken("email", "An account with this e-mail exists already. Log in instead.");

    public static readonly Failure UsernameTaken = Taken("username", "This username is taken.");

    public static readonly Failure NotGuest = new("account.not_guest", "Only a guest can be turned into an account; this one is an account already.", StatusCodes.Status409Conflict);

    public static readonly Failure CommonPassword = CommonFailures.Invalid("password", "This is one of the most common passwords, the first that are guessed. Choose another.");

    /// <summary>More people hash passwords at once than the machine has cores.</summary>
    public static readonly Failure Busy = new("server.busy", "The server is busy. Try again in a moment.", StatusCodes.Status503ServiceUnavailable, TimeSpan.FromSeconds(2));

    private static Failure Taken(string field, string sentence) => new(
        "account.exists", sentence, StatusCodes.Status409Conflict, Errors: new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [sentence] });
}
