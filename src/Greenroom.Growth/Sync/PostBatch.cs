using Greenroom.Growth.Platforms;

namespace Greenroom.Growth.Sync;

/// <summary>
/// Pages on their way to the database. A platform that takes its time has each page written as it comes; from one that is quick several go together,
/// because each write has a price of its own, whatever is in it.
/// </summary>
internal sealed class PostBatch(DateTime now)
{
    private const int MostPosts = 1000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private readonly List<PlatformPost> _posts = [];
    private readonly List<string?> _skipped = [];
    private DateTime _since = now;

    /// <summary>All that were read, written or not.</summary>
    public int Read { get; private set; }

    /// <summary>All that could not be read.</summary>
    public int Skipped => _skipped.Count;

    /// <summary>The ids of those; null when there is one whose id could not be read either.</summary>
    public IReadOnlyCollection<string>? SkippedIds => _skipped.Contains(null) ? null : [.. _skipped.OfType<string>()];

    public void Add(PlatformPage page)
    {
        _posts.AddRange(page.Posts);
        _skipped.AddRange(page.Skipped);
        Read += page.Posts.Count;
    }

    /// <summary>The first page always is, so that there is something to look at.</summary>
    public bool IsDue(DateTime now) => Read == _posts.Count || _posts.Count >= MostPosts || now - _since >= LongestWait;

    /// <summary>Empties it.</summary>
    public IReadOnlyList<PlatformPost> Take(DateTime now)
    {
        PlatformPost[] posts = [.. _posts];
        _posts.Clear();
        _since = now;
        return posts;
    }
}
