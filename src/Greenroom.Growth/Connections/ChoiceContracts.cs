using System.ComponentModel.DataAnnotations;

namespace Greenroom.Growth.Connections;

/// <summary>The accounts that a login opened, one or more of which can be connected.</summary>
/// <param name="Items">In the platform's order.</param>
public sealed record ChoiceView(IReadOnlyList<ChoiceItem> Items);

/// <summary>An account that can be connected.</summary>
/// <param name="Id">The platform's own.</param>
/// <param name="Username">As the platform spells it.</param>
/// <param name="Name">Of the page that it belongs to; null when it has none.</param>
public sealed record ChoiceItem(string Id, string Username, string? Name);

/// <summary>Which accounts to connect.</summary>
/// <example>{"account_ids": ["17841400000000001"]}</example>
public sealed record ChooseAccountsRequest
{
    /// <summary>Ids of the choice, 1 to 100.</summary>
    [Required, MinLength(1), MaxLength(100)]
    public required IReadOnlyList<string> AccountIds { get; init; }
}

/// <summary>The accounts that are connected now; their posts are read next.</summary>
/// <param name="Items">In the order of the choice.</param>
public sealed record ChosenView(IReadOnlyList<AccountView> Items);
