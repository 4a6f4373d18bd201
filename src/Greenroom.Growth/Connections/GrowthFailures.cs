using Greenroom.Growth.Posts;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Http;

namespace Greenroom.Growth.Connections;

internal static class GrowthFailures
{
    public static readonly Failure NoAccount = new("growth.no_account", "There is no connected account.", StatusCodes.Status404NotFound);

    public static readonly Failure NoDeletion = new("growth.no_deletion", "There is no deletion with this code.", StatusCodes.Status404NotFound);

    public static readonly Failure NotSigned = new("growth.not_signed", "The platform did not sign this request.", StatusCodes.Status403Forbidden);

    public static readonly Failure NoPost = new("growth.no_post", "There is no such post.", StatusCodes.Status404NotFound);

    public static readonly Failure NeedsReconnect = new(
        "growth.needs_reconnect", "The platform no longer lets Greenroom read this account. Connect it again.", StatusCodes.Status409Conflict);

    public static readonly Failure NoChoice = new(
        "growth.no_choice", "There is nothing to choose from: it was chosen already, or ten minutes are over. Connect again.", StatusCodes.Status404NotFound);

    public static readonly Failure AccountTaken = new(
        "growth.account_taken", "That account is connected to another Greenroom login. Disconnect it there, then connect it here.", StatusCodes.Status409Conflict);

    public static readonly Failure ChoiceUnknown = CommonFailures.Invalid("account_ids", "Choose among the accounts that are offered.");

    public static readonly Failure TypeUnknown = CommonFailures.Invalid("type", $"No such type: one of {string.Join(", ", SnakeCaseEnum<ContentType>.Words)}.");

    public static readonly Failure TimeZoneUnknown = CommonFailures.Invalid("time_zone", "That is no time zone that this server knows by its IANA name.");

    public static readonly Failure PeriodInvalid = new("growth.period_invalid", "The period is 7, 14, 30 or 90 days.", StatusCodes.Status400BadRequest);

    public static Failure Paused(TimeSpan wait) => new(
        "growth.paused",
        $"The platform has had enough calls for now and asks to be left alone. Try again in {(wait > TimeSpan.FromMinutes(1) ? $"{Math.Ceiling(wait.TotalMinutes):0} minutes" : "a minute")}.",
        StatusCodes.Status429TooManyRequests,
        wait);

    public static Failure FlavourUnknown(IEnumerable<string> known) =>
        CommonFailures.Invalid("flavour", $"This server connects: {string.Join(", ", known)}.");

    public static Failure PersonaUnknown(IEnumerable<string> known) =>
        CommonFailures.Invalid("persona", $"The sample accounts are: {string.Join(", ", known.Select(name => $"sandbox:{name}"))}.");
}
