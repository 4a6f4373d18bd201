using System.ComponentModel.DataAnnotations;
using Greenroom.Accounts.Users;

namespace Greenroom.Accounts.Waitlist;

/// <summary>A place on the waitlist.</summary>
/// <example>{"email": "ada@example.org"}</example>
public sealed record JoinWaitlistRequest
{
    /// <summary>Where to write to, at most 254 characters.</summary>
    [Required, PlainAddress, StringLength(254)]
    public required string Email { get; init; }
}

/// <summary>The same whether the address is new or known.</summary>
/// <param name="Message">A sentence for people.</param>
public sealed record JoinedWaitlistView(string Message);

/// <summary>One who waits.</summary>
/// <param name="Email">In lower case.</param>
/// <param name="CreatedAt">Since when.</param>
public sealed record WaitlistEntryView(Guid Id, string Email, DateTime CreatedAt);

/// <summary>A page of the waitlist, newest first.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Limit">Entries on a page.</param>
/// <param name="Total">Entries in all.</param>
public sealed record WaitlistPageView(IReadOnlyList<WaitlistEntryView> Items, int Page, int Limit, int Total);
