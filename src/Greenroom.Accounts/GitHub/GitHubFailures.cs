using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Http;

namespace Greenroom.Accounts.GitHub;

internal static class GitHubFailures
{
    public static readonly Failure NotConfigured = new("github.not_configured", "This server has no log-in by GitHub.", StatusCodes.Status404NotFound);

    public static readonly Failure NotLinked = new("github.not_linked", "This account is not linked to GitHub.", StatusCodes.Status404NotFound);

    public static readonly Failure LinkedAlready = new(
        "github.linked_already", "This account is linked to GitHub already. Unlink that account first.", StatusCodes.Status409Conflict);

    /// <summary>Without a password, GitHub is the only key that there is.</summary>
    public static readonly Failure LastWayIn = new(
        "github.last_way_in", "This account has no password, so GitHub is the only way into it. Set a password first: \"Forgot your password\" on the log-in page mails a link.",
        StatusCodes.Status422UnprocessableEntity);
}
