using System.Globalization;
using System.Text.Json.Nodes;

namespace Greenroom.IntegrationTests.Growth.Instagram;

/// <summary>One answer of the fake.</summary>
internal sealed record FakeReply(int Status, string Body, string ContentType = "application/json; charset=UTF-8")
{
    public (string Name, string Value)? Header { get; init; }

    /// <summary>Never answers.</summary>
    public bool Stalls { get; init; }

    public static FakeReply Json(JsonNode body) => new(200, body.ToJsonString());

    /// <summary>As graph.instagram.com and graph.facebook.com say no. The text repeats a token, which the real ones do too.</summary>
    public static FakeReply Error(int code, int? subcode = null, int status = 400) => new(status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["message"] = $"Error validating access token {FakeInstagram.Mark}: refused.",
            ["type"] = "OAuthException",
            ["code"] = code,
            ["error_subcode"] = subcode,
            ["fbtrace_id"] = "AbCdEf123",
        },
    }.ToJsonString());

    /// <summary>As api.instagram.com says no.</summary>
    public static FakeReply ExchangeError(int code = 400) =>
        new(code, $$"""{"error_type":"OAuthException","code":{{code}},"error_message":"Matching code was not found or was already used"}""");

    public static readonly FakeReply Html = new(200, "<!DOCTYPE html><html><body>Sorry, something went wrong.</body></html>", "text/html");
}

/// <summary>A professional account and how it misbehaves.</summary>
internal sealed class FakeAccount
{
    private static long _ids;

    private readonly long _number = Interlocked.Increment(ref _ids);

    // Neither is a number that a double holds.
    public string Id => (17841400000000001 + (2 * _number)).ToString(CultureInfo.InvariantCulture);

    public string AppScopedId => (27640875392278831 + (2 * _number)).ToString(CultureInfo.InvariantCulture);

    public string Username { get => field ?? $"creator.{_number}"; init; }

    public string Token { get; set; } = "";

    /// <summary>The fields that somebody asked to be told about.</summary>
    public string? Subscribed { get; set; }

    /// <summary>Instead of taking or ending a subscription; null lets it through.</summary>
    public Func<FakeReply?> Subscription { get; set; } = () => null;

    public List<JsonNode> Posts { get; } = [];

    /// <summary>How many posts each page holds, whatever was asked for; the usual when it is over.</summary>
    public int[] PageSizes { get; set; } = [];

    /// <summary>Fields that the platform refuses the whole call for.</summary>
    public string[] RefusedFields { get; set; } = [];

    /// <summary>Instead of a page of posts; null lets the page through.</summary>
    public Func<string?, FakeReply?> Media { get; set; } = _ => null;

    /// <summary>Instead of the profile.</summary>
    public Func<FakeReply?> Profile { get; set; } = () => null;

    /// <summary>Instead of the insights of a post, by the metrics that were asked for.</summary>
    public Func<string[], FakeReply?> Insights { get; set; } = _ => null;

    /// <summary>The metrics of each insights call that was made.</summary>
    public List<string> InsightCalls { get; } = [];

    /// <summary>The cursors and the fields of each call for posts.</summary>
    public List<(string? After, string Fields)> MediaCalls { get; } = [];

    public JsonObject Add(DateTime postedAt)
    {
        var n = Posts.Count + 1;
        var post = new JsonObject
        {
            ["id"] = $"179{_number:D6}{n:D8}",
            ["caption"] = $"Post {n} 🎬 #one",
            ["media_type"] = (n % 3) switch { 0 => "VIDEO", 1 => "IMAGE", _ => "CAROUSEL_ALBUM" },
            ["media_product_type"] = n % 3 == 0 ? "REELS" : "FEED",
            ["media_url"] = $"https://cdn.example/{n}.jpg",
            ["thumbnail_url"] = n % 3 == 0 ? $"https://cdn.example/{n}.thumb.jpg" : null,
            ["permalink"] = $"https://www.instagram.com/p/{n}/",
            ["timestamp"] = postedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture),
            ["like_count"] = 100 + n,
            ["comments_count"] = n % 7,
        };
        Posts.Add(post);
        return post;
    }

    /// <summary>Newest first, eight hours apart.</summary>
    public FakeAccount With(int posts, DateTime now)
    {
        for (var i = 0; i < posts; i++)
        {
            Add(now.AddHours(-1 - (8 * i)));
        }

        return this;
    }
}

/// <summary>Somebody who says yes, and what they may see.</summary>
internal sealed record FakeLogin(string Code, IReadOnlyList<FakeAccount> Accounts)
{
    public string FirstToken { get; } = $"first-{FakeInstagram.Mark}-{Code}";

    public string LastingToken { get; } = $"lasting-{FakeInstagram.Mark}-{Code}";

    /// <summary>The reply in which a code becomes a token.</summary>
    public Func<FakeReply?> Exchange { get; set; } = () => null;

    public Func<FakeReply?> Lasting { get; set; } = () => null;

    /// <summary>Instead of who the person is at Facebook.</summary>
    public Func<FakeReply?> Me { get; set; } = () => null;

    /// <summary>By which Facebook names the person to this app alone; no number that a double holds.</summary>
    public required string FacebookUserId { get; init; }

    public int PagesAtOnce { get; init; }
}
