using System.Diagnostics.CodeAnalysis;

namespace Greenroom.Growth.Platforms.Sandbox;

/// <summary>Who a sandbox account pretends to be. The name is what a person chooses when they connect, and it is stored with the account.</summary>
/// <param name="PostLimit">All the posts there will ever be; null for an account that goes on posting.</param>
internal sealed record SandboxPersona(string Name, SandboxEffects Effects, int? PostLimit = null)
{
    public static readonly SandboxPersona Creator = new("creator", SandboxEffects.OfCreator);

    /// <summary>Nothing that this account does makes a difference, so whatever the product claims about it is wrong.</summary>
    public static readonly SandboxPersona Null = new("null", SandboxEffects.None);

    public static readonly SandboxPersona Tiny = new("tiny", SandboxEffects.OfCreator, PostLimit: 6);
    public static readonly SandboxPersona Empty = new("empty", SandboxEffects.OfCreator, PostLimit: 0);

    // These three have the posts of the creator; the provider answers them with the error of their name.
    public static readonly SandboxPersona Expired = Creator with { Name = "expired" };
    public static readonly SandboxPersona RateLimited = Creator with { Name = "ratelimited" };
    public static readonly SandboxPersona NoPermission = Creator with { Name = "noperm" };

    public static IReadOnlyList<SandboxPersona> All { get; } = [Creator, Null, Tiny, Empty, Expired, RateLimited, NoPermission];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(persona => persona.Name)];

    /// <summary>By name, with or without the prefix <c>sandbox:</c>.</summary>
    public static bool TryParse(string? name, [NotNullWhen(true)] out SandboxPersona? persona)
    {
        const string prefix = "sandbox:";
        var bare = name?.StartsWith(prefix, StringComparison.Ordinal) is true ? name[prefix.Length..] : name;
        persona = All.FirstOrDefault(known => string.Equals(known.Name, bare, StringComparison.Ordinal));
        return persona is not null;
    }
}
