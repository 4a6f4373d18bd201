using System.Buffers.Text;
using System.Security.Cryptography;
using Greenroom.Platform.Data;

namespace Greenroom.Growth.Callbacks;

/// <summary>A deletion that was asked for at the platform. Says nothing about whose it was: that is what was deleted.</summary>
internal sealed class DataDeletion
{
    public const int CodeBytes = 16;

    private DataDeletion()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>What the person is given to look it up by; random, so that nobody finds those of others.</summary>
    public string Code { get; private set; } = "";

    public int Accounts { get; private set; }

    public DateTime DeletedAt { get; private set; }

    public static DataDeletion Done(int accounts, DateTime now) => new()
    {
        Id = Ids.New(now),
        Code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeBytes)),
        Accounts = accounts,
        DeletedAt = now,
    };
}
