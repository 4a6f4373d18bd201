using Greenroom.Growth.Advice;
using MathNet.Numerics.Statistics;

namespace Greenroom.Growth.Insights;

/// <summary>The figures of a period, from the posts of it and of the one before. Pure: the same posts and the same moment give the same figures.</summary>
internal sealed class PeriodStats
{
    private const double Week = 7;
    private readonly IReadOnlyList<CountedPost> _posts;
    private readonly int _days;
    private readonly DateTime _now;
    private readonly TimeZoneInfo _zone;
    private readonly EngagementParts _parts;
    private readonly List<CountedPost> _current;
    private readonly List<CountedPost> _previous;

    /// <param name="posts">All posts since two periods ago, in any order; others are left out.</param>
    /// <param name="days">Length of the period in days of 24 hours.</param>
    /// <param name="zone">Of the account; only the days of the series depend on it.</param>
    public PeriodStats(IReadOnlyList<CountedPost> posts, int days, DateTime now, TimeZoneInfo zone)
    {
        (_posts, _days, _now, _zone) = (posts, days, now, zone);
        (From, PreviousFrom) = (now.AddDays(-days), now.AddDays(-2 * days));

        _parts = EngagementParts.Of([.. posts.Select(p => p.Sample)]);

        // Nothing ends the window: what is dated into the future counts as posted now.
        _current = [.. posts.Where(p => p.PostedAt >= From)];
        _previous = [.. posts.Where(p => p.PostedAt >= PreviousFrom && p.PostedAt < From)];
    }

    public DateTime From { get; }

    public DateTime PreviousFrom { get; }

    public int TotalPosts => _current.Count;

    public long TotalLikes => Sum(_current, p => p.LikeCount);

    public long TotalComments => Sum(_current, p => p.CommentsCount);

    public double? AvgLikes => Mean(_current, p => p.LikeCount);

    public double? AvgComments => Mean(_current, p => p.CommentsCount);

    public Trend Likes => new(TotalLikes, Sum(_previous, p => p.LikeCount));

    public Trend Comments => new(TotalComments, Sum(_previous, p => p.CommentsCount));

    public int PostsThisWeek => _posts.Count(p => p.PostedAt >= _now.AddDays(-Week));

    public double PostingFrequency => _current.Count / (_days / Week);

    public int HiddenLikePosts => _current.Count(p => p.LikeCount is null);

    /// <summary>By likes + comments, which every post has at every age; saves and shares are told of some posts only.</summary>
    public CountedPost? BestPost => _current.Where(p => LikesAndComments(p) is not null && AgeHours(p) >= Lift.RankableHours).MaxBy(p => (LikesAndComments(p), p.PostedAt, p.Id));

    public double? AvgEngagementPerPost => Mean(_current, Engagement);

    /// <summary>What engagement is made of in all of these figures.</summary>
    public EngagementParts Parts => _parts;

    public string Message => StatsMessage.For(TotalPosts, Likes, PostsThisWeek);

    public SignalReport Signal => SignalCheck.Compare(
        [.. _posts.Select(p => p.Sample)], new Window(From, _now), new Window(PreviousFrom, From), _now, AgeCurves.Default, _zone);

    /// <summary>Median over mature posts of E / followers at posting time · 100.</summary>
    /// <param name="followers">By day in the account's zone, oldest first; a post before the first day is measured against the first.</param>
    public double? EngagementRate(IReadOnlyList<(DateOnly Day, int Followers)> followers)
    {
        var onDay = _current.Select(DayOf).Distinct().ToDictionary(day => day, day => FollowersOn(day, followers));
        var rates = (
            from post in _current
            let engagement = Engagement(post)
            let audience = onDay[DayOf(post)]
            where engagement is not null && audience > 0 && AgeHours(post) >= Lift.MatureHours
            select engagement.Value * 100.0 / audience.Value).ToList();
        return rates.Count == 0 ? null : rates.Median();
    }

    /// <summary>Median over mature posts of E / reach · 100, of those whose reach is known and above 0.</summary>
    public double? EngagementRateByReach()
    {
        var rates = (
            from post in _current
            let engagement = Engagement(post)
            where engagement is not null && post.ReachCount > 0 && AgeHours(post) >= Lift.MatureHours
            select engagement.Value * 100.0 / post.ReachCount!.Value).ToList();
        return rates.Count == 0 ? null : rates.Median();
    }

    /// <summary>
    /// How long these figures stand while nothing is read anew: until the next post leaves a window, or a day of the series begins or ends. Nothing else in them depends on the
    /// clock, because the age of a post is that of its counts.
    /// </summary>
    /// <returns>The last moment, inclusive.</returns>
    public DateTime GoodUntil()
    {
        var leaves = _posts.SelectMany(p => new[] { p.PostedAt.AddDays(Week), p.PostedAt.AddDays(_days), p.PostedAt.AddDays(2 * _days) }).Where(at => at >= _now);

        // The days of the series begin and end with those of the account's zone, which need not end at the same hour: a clock may have been changed between.
        return leaves.Append(EndOfDay(_now)).Append(EndOfDay(From).AddDays(_days)).Min();
    }

    public IReadOnlyList<DayView> Series()
    {
        var byDay = _current.ToLookup(DayOf);
        var last = LocalDay(_now);
        var days = new List<DayView>();
        for (var day = LocalDay(From); day <= last; day = day.AddDays(1))
        {
            List<CountedPost> posts = [.. byDay[day]];
            days.Add(new DayView(day, posts.Count, Sum(posts, p => p.LikeCount), Sum(posts, p => p.CommentsCount)));
        }

        return days;
    }

    // Looked for in steps of a quarter of an hour, on which every zone changes: some days have no midnight, and some two.
    private DateTime EndOfDay(DateTime moment)
    {
        var step = TimeSpan.FromMinutes(15);
        var at = new DateTime(moment.Ticks - (moment.Ticks % step.Ticks) + step.Ticks, DateTimeKind.Utc);
        while (LocalDay(at) == LocalDay(moment))
        {
            at += step;
        }

        return at.AddTicks(-1);
    }

    private DateOnly DayOf(CountedPost post) => LocalDay(post.PostedAt < _now ? post.PostedAt : _now);

    private DateOnly LocalDay(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, _zone));

    // Of the counts, not of the clock: what a post has had since its counts were read nobody knows.
    private static double AgeHours(CountedPost post) => Math.Max(0, (post.FetchedAt - post.PostedAt).TotalHours);

    private static long? LikesAndComments(CountedPost post) => (long?)post.LikeCount + post.CommentsCount;

    private long? Engagement(CountedPost post) => _parts.Of(post.Sample);

    private static int? FollowersOn(DateOnly day, IReadOnlyList<(DateOnly Day, int Followers)> followers)
    {
        if (followers.Count == 0)
        {
            return null;
        }

        var known = followers.LastOrDefault(f => f.Day <= day);
        return known == default ? followers[0].Followers : known.Followers;
    }

    private static long Sum(IEnumerable<CountedPost> posts, Func<CountedPost, int?> count) => posts.Sum(p => (long)(count(p) ?? 0));

    private static double? Mean(IEnumerable<CountedPost> posts, Func<CountedPost, long?> count)
    {
        var known = posts.Select(count).OfType<long>().ToList();
        return known.Count == 0 ? null : known.Average();
    }
}
