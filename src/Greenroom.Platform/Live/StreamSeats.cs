using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Greenroom.Platform.Live;

/// <summary>How many streams a user may follow at once on this node: more tabs than anybody has open, and few enough that one user cannot keep the database busy.</summary>
public sealed class StreamSeats
{
    private const int PerUser = 8;
    private readonly ConcurrentDictionary<Guid, int> _taken = new();

    /// <summary>The stream, which gives its seat back when it ends. Null when all seats are taken.</summary>
    public IAsyncEnumerable<ServerEvent?>? TryFollow(Guid userId, Func<CancellationToken, IAsyncEnumerable<ServerEvent?>> follow)
    {
        if (_taken.AddOrUpdate(userId, 1, static (_, taken) => taken + 1) > PerUser)
        {
            Leave(userId);
            return null;
        }

        return FollowSeatedAsync(userId, follow);
    }

    private async IAsyncEnumerable<ServerEvent?> FollowSeatedAsync(
        Guid userId, Func<CancellationToken, IAsyncEnumerable<ServerEvent?>> follow, [EnumeratorCancellation] CancellationToken ct = default)
    {
        try
        {
            // So that the reader hears at once that the line stands, however quiet it is.
            yield return null;
            await foreach (var item in follow(ct))
            {
                yield return item;
            }
        }
        finally
        {
            Leave(userId);
        }
    }

    private void Leave(Guid userId)
    {
        if (_taken.AddOrUpdate(userId, 0, static (_, taken) => taken - 1) <= 0)
        {
            _taken.TryRemove(new KeyValuePair<Guid, int>(userId, 0));
        }
    }
}
