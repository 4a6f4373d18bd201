namespace Greenroom.Accounts.Sessions;

/// <summary>How many sessions a user may have; the section <c>Sessions</c>.</summary>
public sealed class SessionsOptions
{
    /// <summary>One session for each user: a new log-in ends the others, whose pages say so.</summary>
    public bool SingleActive { get; set; }
}
