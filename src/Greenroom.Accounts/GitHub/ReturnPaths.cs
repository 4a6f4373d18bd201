using System.Text.RegularExpressions;

namespace Greenroom.Accounts.GitHub;

/// <summary>Where a browser may be sent after GitHub: to pages of the web app that are behind the login, and nowhere else.</summary>
internal static partial class ReturnPaths
{
    public const string Home = "/app";
    public const string Security = "/app/settings/security";

    /// <summary>The page that was asked for, or the home page when it is none of ours.</summary>
    public static string Or(string? wanted) => wanted is { Length: <= OAuthState.LongestReturnPath } && Shape().IsMatch(wanted) ? wanted : Home;

    // No dot, no backslash, no second slash in a row and nothing percent-encoded before the query: there is nothing to be read in two ways.
    [GeneratedRegex(@"\A/app(/[A-Za-z0-9_~-]+)*(\?[A-Za-z0-9._~=&%+-]*)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
