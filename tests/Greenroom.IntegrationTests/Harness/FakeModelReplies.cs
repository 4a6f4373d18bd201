using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Greenroom.IntegrationTests.Harness;

/// <summary>The good and the bad manners of endpoints, in the shapes of the chat completions protocol.</summary>
public static class FakeModelReplies
{
    private const string Usage = """{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120}""";

    public static readonly FakeModelReply SayTheText = Say(call => call.Task.GetProperty("turn").GetProperty("text").GetString()!);

    public static readonly FakeModelReply Unauthorized = Status(401, """{"error":{"message":"Incorrect API key provided: sk-echoed-back.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}""");

    public static readonly FakeModelReply ServerError = Status(500, """{"error":{"message":"The server had an error","type":"server_error","param":null,"code":null}}""");

    public static readonly FakeModelReply OutOfQuota = Status(429, """{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}""");

    public static readonly FakeModelReply ResponseFormatRejected =
        Status(400, """{"error":{"message":"response_format is not supported","type":"invalid_request_error","param":"response_format","code":null}}""");

    public static readonly FakeModelReply TemperatureRejected =
        Status(400, """{"error":{"message":"Unsupported value: 'temperature' does not support 0 with this model.","type":"invalid_request_error","param":"temperature","code":"unsupported_value"}}""");

    public static readonly FakeModelReply Html = (_, http, _) =>
    {
        http.Response.ContentType = "text/html";
        return http.Response.WriteAsync("<!doctype html><title>Sign in to the hotel network</title>");
    };

    public static readonly FakeModelReply BrokenJson = (_, http, _) =>
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync("""{"id":"x","object":"chat.completion","choices":[{"index":0,"mess""");
    };

    public static readonly FakeModelReply Redirect = (_, http, endpoint) =>
    {
        http.Response.StatusCode = 307;
        http.Response.Headers.Location = endpoint.Url + "/elsewhere";
        return Task.CompletedTask;
    };

    public static readonly FakeModelReply Stall = (_, http, endpoint) => endpoint.StallAsync(http);

    public static readonly FakeModelReply CutConnection = (_, http, _) =>
    {
        http.Abort();
        return Task.CompletedTask;
    };

    public static readonly FakeModelReply Megabyte = Text(_ => new string('x', 1024 * 1024));

    public static readonly FakeModelReply Empty = Text(_ => "");

    public static readonly FakeModelReply UnknownFinish = Text(_ => NothingFoundText(), finish: "eos");

    public static readonly FakeModelReply CutShort = Text(_ => NothingFoundText(), finish: "length");

    public static readonly FakeModelReply WithoutUsage = Text(call => NothingFound(call).ToJson(), withUsage: false);

    public static FakeModelReply TooManyRequests(string retryAfter) =>
        Status(429, """{"error":{"message":"Rate limit reached","type":"requests","param":null,"code":"rate_limit_exceeded"}}""", retryAfter);

    public static FakeModelReply Status(int status, string body, string? retryAfter = null) => (_, http, _) =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        if (retryAfter is not null)
        {
            http.Response.Headers.RetryAfter = retryAfter;
        }

        return http.Response.WriteAsync(body);
    };

    public static FakeModelReply Grade(Func<FakeModelCall, FakeMarks> marks) => Text(call => marks(call).ToJson());

    /// <summary>A whole reply with this content.</summary>
    public static FakeModelReply Text(Func<FakeModelCall, string> content, string finish = "stop", bool withUsage = true) => (call, http, _) =>
    {
        http.Response.ContentType = "application/json";
        var usage = withUsage ? ",\"usage\":" + Usage : "";
        return http.Response.WriteAsync(
            $$$"""{"id":"chatcmpl-{{{call.Number}}}","object":"chat.completion","created":1767603600,"model":"fake","choices":[{"index":0,"message":{"role":"assistant","content":{{{JsonSerializer.Serialize(content(call))}}}},"finish_reason":"{{{finish}}}"}]{{{usage}}}}""");
    };

    /// <summary>A stream of the text in pieces.</summary>
    public static FakeModelReply Say(Func<FakeModelCall, string> text, int piece = 12) => Stream(call => Pieces(text(call), piece));

    public static FakeModelReply Stream(Func<FakeModelCall, IEnumerable<string>> pieces, string? finish = "stop") => async (call, http, _) =>
    {
        BeginStream(http);
        foreach (var text in pieces(call))
        {
            await PieceAsync(http, text);
        }

        if (finish is not null)
        {
            await EventAsync(http, $$"""{"id":"c","object":"chat.completion.chunk","created":1767603600,"model":"fake","choices":[{"index":0,"delta":{},"finish_reason":"{{finish}}"}]}""");
        }

        await EventAsync(http, "[DONE]");
    };

    /// <summary>Some pieces, then the connection breaks.</summary>
    public static FakeModelReply HalfAStream(params string[] pieces) => async (_, http, _) =>
    {
        BeginStream(http);
        foreach (var text in pieces)
        {
            await PieceAsync(http, text);
        }

        http.Abort();
    };

    /// <summary>Some pieces, then silence.</summary>
    public static FakeModelReply StalledStream(params string[] pieces) => async (_, http, endpoint) =>
    {
        BeginStream(http);
        foreach (var text in pieces)
        {
            await PieceAsync(http, text);
        }

        await endpoint.StallAsync(http);
    };

    /// <summary>Pieces that wait for the test between them.</summary>
    public static FakeModelReply GuidedStream(Func<int, Task> beforePiece, Func<FakeModelCall, IEnumerable<string>> pieces) => async (call, http, _) =>
    {
        BeginStream(http);
        var number = 0;
        foreach (var text in pieces(call))
        {
            await beforePiece(number++);
            await PieceAsync(http, text);
        }

        await EventAsync(http, """{"id":"c","object":"chat.completion.chunk","created":1767603600,"model":"fake","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""");
        await EventAsync(http, "[DONE]");
    };

    public static FakeModelReply ErrorInTheStream(params string[] pieces) => async (_, http, _) =>
    {
        BeginStream(http);
        foreach (var text in pieces)
        {
            await PieceAsync(http, text);
        }

        await EventAsync(http, """{"error":{"message":"The engine is overloaded","type":"server_error"}}""");
        await EventAsync(http, "[DONE]");
    };

    public static FakeMarks NothingFound(FakeModelCall call) => FakeMarks.For(call);

    public static IEnumerable<string> Pieces(string text, int size) => text.Chunk(size).Select(piece => new string(piece));

    private static string NothingFoundText() => """{"points":[],"dimensions":[],"misconceptions":[]}""";

    private static void BeginStream(HttpContext http) => http.Response.ContentType = "text/event-stream";

    private static Task PieceAsync(HttpContext http, string text) => EventAsync(
        http,
        $$"""{"id":"c","object":"chat.completion.chunk","created":1767603600,"model":"fake","choices":[{"index":0,"delta":{"content":{{JsonSerializer.Serialize(text)}}},"finish_reason":null}]}""");

    private static async Task EventAsync(HttpContext http, string data)
    {
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {data}\n\n"), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}

/// <summary>The content of a grader's reply, ready to be bent out of shape.</summary>
public sealed class FakeMarks
{
    public List<Dictionary<string, object?>> Points { get; } = [];

    public List<Dictionary<string, object?>> Dimensions { get; } = [];

    public List<Dictionary<string, object?>> Misconceptions { get; } = [];

    /// <summary>Every point that was asked for, missed; every dimension at 0.</summary>
    public static FakeMarks For(FakeModelCall call)
    {
        var marks = new FakeMarks();
        var rubric = call.Task.GetProperty("rubric");
        foreach (var point in rubric.GetProperty("key_points").EnumerateArray())
        {
            marks.Points.Add(new() { ["id"] = point.GetProperty("id").GetString(), ["verdict"] = "missed", ["quote"] = "" });
        }

        foreach (var dimension in rubric.GetProperty("dimensions").EnumerateArray())
        {
            marks.Dimensions.Add(new() { ["id"] = dimension.GetString(), ["applicability"] = "observed", ["score"] = 0, ["reason"] = "Little is said.", ["quote"] = "" });
        }

        return marks;
    }

    public FakeMarks Point(string id, string verdict, string quote)
    {
        var point = Points.Single(p => (string?)p["id"] == id);
        (point["verdict"], point["quote"]) = (verdict, quote);
        return this;
    }

    public FakeMarks EveryDimension(object? score, string reason, string quote)
    {
        foreach (var dimension in Dimensions)
        {
            (dimension["score"], dimension["reason"], dimension["quote"]) = (score, reason, quote);
        }

        return this;
    }

    public string ToJson() => JsonSerializer.Serialize(new { points = Points, dimensions = Dimensions, misconceptions = Misconceptions });
}
