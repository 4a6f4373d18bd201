using Greenroom.Accounts.Recovery;
using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Http;

namespace Greenroom.Accounts.PersonalData;

internal static class PersonalDataFailures
{
    public static readonly Failure ExportNotFound = new("export.not_found", "There is no such export.", StatusCodes.Status404NotFound);

    public static readonly Failure ExportPending = new(
        "export.pending", "This export is still being prepared. Try again in a moment.", StatusCodes.Status409Conflict, TimeSpan.FromSeconds(2));

    public static readonly Failure ExportFailed = new("export.failed", "This export could not be prepared. Ask for another.", StatusCodes.Status409Conflict);

    public static readonly Failure ExportExpired = new("export.expired", "This export was kept for seven days and is gone. Ask for another.", StatusCodes.Status410Gone);

    public static readonly Failure WrongPassword = RecoveryFailures.WrongPasswordIn("password");

    public static readonly Failure NotConfirmed = CommonFailures.Invalid("confirm", "This is not the username of your account.");

    public static readonly Failure PasswordMissing = CommonFailures.Invalid("password", "Give the password of your account.");
}
