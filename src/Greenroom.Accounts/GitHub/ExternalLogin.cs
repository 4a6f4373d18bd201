using Greenroom.Platform.Data;

namespace Greenroom.Accounts.GitHub;

/// <summary>An account somewhere else that opens one here. It is known by its number there: names and addresses change hands.</summary>
internal sealed class ExternalLogin
{
    public const string GitHub = "github";

    private ExternalLogin()
    {
    }

    public Guid Id { get; private set; }

    public Guid UserId { get; private set; }

    public string Provider { get; private set; } = "";

    public string ProviderUserId { get; private set; } = "";

    /// <summary>What it was called when it was last used; for people, never to decide by.</summary>
    public string Name { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    public static ExternalLogin Link(Guid userId, GitHubPerson person, DateTime now) => new()
    {
        Id = Ids.New(now),
        UserId = userId,
        Provider = GitHub,
        ProviderUserId = person.Id,
        Name = person.Name,
        CreatedAt = now,
    };
}
