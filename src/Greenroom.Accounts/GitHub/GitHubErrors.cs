namespace Greenroom.Accounts.GitHub;

/// <summary>What the web app is told in <c>?error=</c>; it has a sentence for each.</summary>
internal static class GitHubErrors
{
    /// <summary>The state is missing, not ours, too old, used before or another browser's.</summary>
    public const string State = "github_state";

    /// <summary>The person said no.</summary>
    public const string Denied = "github_denied";

    /// <summary>GitHub did not say who it is.</summary>
    public const string Failed = "github_failed";

    /// <summary>There is an account with this address already. It is not opened: whoever it belongs to links GitHub to it in the settings.</summary>
    public const string EmailTaken = "github_email_taken";

    /// <summary>No address that GitHub has verified and shows.</summary>
    public const string NoEmail = "github_no_email";

    /// <summary>The account asks for a code as well, which is typed beside its password.</summary>
    public const string SecondFactor = "github_second_factor";

    /// <summary>The account at GitHub is linked to another account here.</summary>
    public const string Taken = "github_taken";

    /// <summary>Too many tries from one address.</summary>
    public const string Limited = "github_limited";
}
