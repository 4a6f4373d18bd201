using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Greenroom.IntegrationTests.Harness;

/// <summary>One request as the endpoint saw it.</summary>
public sealed record FakeModelCall(int Number, string Body, JsonElement Json, string? Authorization)
{
    public bool IsGrading => System.StartsWith("You mark one answer", StringComparison.Ordinal);

    public bool IsStreamed => Json.TryGetProperty("stream", out var stream) && stream.GetBoolean();

    public bool HasResponseFormat => Json.TryGetProperty("response_format", out _);

    public string System => Content("system").First();

    public IReadOnlyList<string> Users => [.. Content("user")];

    /// <summary>The JSON object of the first user message.</summary>
    public JsonElement Task => JsonDocument.Parse(Users[0]).RootElement;

    public string Answer => Task.GetProperty("untrusted").GetProperty("answer").GetString()!;

    private IEnumerable<string> Content(string role)
    {
        foreach (var message in Json.GetProperty("messages").EnumerateArray().Where(m => m.GetProperty("role").GetString() == role))
        {
            var content = message.GetProperty("content");
            yield return content.ValueKind == JsonValueKind.String ? content.GetString()! : string.Concat(content.EnumerateArray().Select(p => p.GetProperty("text").GetString()));
        }
    }
}

/// <summary>How the endpoint behaves on one request.</summary>
public delegate Task FakeModelReply(FakeModelCall call, HttpContext http, FakeModelEndpoint endpoint);

/// <summary>A real server on the loopback interface that speaks the chat completions protocol and misbehaves on demand. It keeps a journal of what it was sent.</summary>
public sealed class FakeModelEndpoint : IAsyncDisposable
{
    private readonly ConcurrentQueue<FakeModelCall> _journal = new();
    private readonly ConcurrentQueue<FakeModelReply> _grading = new();
    private readonly ConcurrentQueue<FakeModelReply> _wording = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly WebApplication _server;
    private int _busy;
    private int _stalling;
    private int _numbers;

    private FakeModelEndpoint(WebApplication server) => _server = server;

    /// <summary>Goes into OPENAI_BASE_URL.</summary>
    public string Url { get; private set; } = "";

    public IReadOnlyList<FakeModelCall> Journal => [.. _journal];

    public IEnumerable<FakeModelCall> GradingCalls => _journal.Where(c => c.IsGrading);

    public IEnumerable<FakeModelCall> WordingCalls => _journal.Where(c => !c.IsGrading);

    /// <summary>Answers grading requests that nothing was scripted for.</summary>
    public FakeModelReply Grading { get; set; } = FakeModelReplies.Grade(FakeModelReplies.NothingFound);

    /// <summary>Answers wording requests that nothing was scripted for: says the text.</summary>
    public FakeModelReply Wording { get; set; } = FakeModelReplies.SayTheText;

    /// <summary>Holds a request on purpose: only time can help, and a test may move it.</summary>
    public bool IsStalling => Volatile.Read(ref _stalling) > 0;

    /// <summary>At work on a request that is not held on purpose: time should stand still meanwhile.</summary>
    public bool IsBusy => Volatile.Read(ref _busy) > Volatile.Read(ref _stalling);

    public CancellationToken Closing => _closing.Token;

    public static async Task<FakeModelEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = builder.Build();
        var fake = new FakeModelEndpoint(server);
        server.Run(fake.AnswerAsync);
        await server.StartAsync();
        fake.Url = server.Urls.Single() + "/v1";
        return fake;
    }

    /// <summary>What the next grading requests get, in order.</summary>
    public FakeModelEndpoint OnGrading(params FakeModelReply[] replies)
    {
        Array.ForEach(replies, _grading.Enqueue);
        return this;
    }

    public FakeModelEndpoint OnWording(params FakeModelReply[] replies)
    {
        Array.ForEach(replies, _wording.Enqueue);
        return this;
    }

    /// <summary>Says nothing until the caller hangs up.</summary>
    public async Task StallAsync(HttpContext http)
    {
        Interlocked.Increment(ref _stalling);
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _closing.Token);
            await Task.Delay(Timeout.Infinite, either.Token);
        }
        finally
        {
            Interlocked.Decrement(ref _stalling);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _server.StopAsync();
        await _server.DisposeAsync();
        _closing.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        Interlocked.Increment(ref _busy);
        try
        {
            using var reader = new StreamReader(http.Request.Body);
            var body = await reader.ReadToEndAsync(http.RequestAborted);
            if (http.Request.Path != "/v1/chat/completions" || http.Request.Method != "POST")
            {
                http.Response.StatusCode = 404;
                return;
            }

            var call = new FakeModelCall(Interlocked.Increment(ref _numbers), body, JsonDocument.Parse(body).RootElement, http.Request.Headers.Authorization);
            _journal.Enqueue(call);
            http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            var reply = (call.IsGrading ? _grading : _wording).TryDequeue(out var scripted) ? scripted : call.IsGrading ? Grading : Wording;
            await reply(call, http, this);
        }
        catch (OperationCanceledException)
        {
            // The caller hung up, or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
        }
    }
}
