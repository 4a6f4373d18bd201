using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenAI;
using OpenAI.Chat;

namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>What is asked of the model: one static system text and JSON that a program built.</summary>
/// <param name="Schema">Name and JSON schema of the reply; null for plain words.</param>
internal sealed record ModelRequest(string Purpose, string System, string User, int MaxTokens, (string Name, string Json)? Schema = null, string? Repair = null);

/// <summary>
/// Every call to the model passes here: one attempt is bounded in time and size, follows no redirect, and ends in a text or in a
/// <see cref="ModelException"/>. What was said is never logged, only what for, how long and how it ended.
/// </summary>
internal sealed partial class ModelClient : IDisposable
{
    private const int BadRequest = 400;
    private const int UnprocessableContent = 422;

    private readonly ChatClient _chat;
    private readonly HttpClient _http;
    private readonly EndpointFeatures _features;
    private readonly ModelCircuit _circuit;
    private readonly ModelOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<ModelClient> _log;

    public ModelClient(IOptions<ModelOptions> options, TimeProvider clock, ILogger<ModelClient> log)
    {
        (_options, _clock, _log) = (options.Value, clock, log);
        _circuit = new ModelCircuit(clock);
        _features = new EndpointFeatures(_options.BaseUrl, _options.Model);
        _http = new HttpClient(new BoundedReplies(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 64,
        }))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

        // A local endpoint often wants no key, but the SDK wants one.
        var key = string.IsNullOrWhiteSpace(_options.ApiKey) ? "none" : _options.ApiKey.Trim();
        _chat = new ChatClient(_options.Model, new ApiKeyCredential(key), new OpenAIClientOptions
        {
            Endpoint = new Uri(_options.BaseUrl),
            Transport = new HttpClientPipelineTransport(_http),
            RetryPolicy = new ClientRetryPolicy(0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false, EnableMessageContentLogging = false },
        });
    }

    public string Model => _options.Model;

    public bool FailedLately => _circuit.FailedLately;

    public CallBudget NewBudget(TimeSpan time, int requests) => new(_clock, time, requests);

    /// <summary>The whole reply; tries again what may pass.</summary>
    public Task<string> CompleteAsync(ModelRequest request, CallBudget budget, CancellationToken ct) =>
        _circuit.RunAsync(token => AttemptAsync(request, budget, CompleteOnceAsync, token), budget, retries: true, ct);

    /// <summary>The reply piece by piece; once. <paramref name="onText"/> answers false to stop listening.</summary>
    public Task<string> StreamAsync(ModelRequest request, CallBudget budget, Func<string, CancellationToken, Task<bool>> onText, CancellationToken ct) =>
        _circuit.RunAsync(token => AttemptAsync(request, budget, (messages, options, t) => StreamOnceAsync(messages, options, onText, t), token), budget, retries: false, ct);

    public void Dispose() => _http.Dispose();

    private async Task<string> AttemptAsync(
        ModelRequest request, CallBudget budget, Func<ChatMessage[], ChatCompletionOptions, CancellationToken, Task<string>> call, CancellationToken ct)
    {
        var messages = Messages(request);
        var features = _features.Current;
        var refused = Feature.None;
        while (true)
        {
            if (!budget.TryTake())
            {
                throw new ModelException(new ModelFailure(ModelFailure.Timeout));
            }

            using var timeout = new CancellationTokenSource(Shorter(TimeSpan.FromSeconds(_options.TimeoutSeconds), budget.Remaining), _clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
            try
            {
                var text = await call(messages, Options(request, features), either.Token);
                _features.Remember(refused);
                Answered(request.Purpose, Model, budget.Requests, budget.Elapsed);
                return text;
            }
            catch (ListenerException listener)
            {
                // Ours, not the model's: the database that keeps the stream.
                throw listener.InnerException!;
            }
            catch (ClientResultException rejected) when (
                rejected.Status is BadRequest or UnprocessableContent && EndpointFeatures.Blame(rejected.Message, features) is not Feature.None and var blamed)
            {
                features &= ~blamed;
                refused |= blamed;
                DoingWithout(request.Purpose, blamed, rejected.Status);
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                var failure = ModelFailure.Of(exception, _clock.GetUtcNow());
                Failed(request.Purpose, Model, failure.Code, failure.Status, exception.GetType(), budget.Requests, budget.Elapsed);
                throw new ModelException(failure);
            }
        }
    }

    private async Task<string> CompleteOnceAsync(ChatMessage[] messages, ChatCompletionOptions options, CancellationToken ct)
    {
        ChatCompletion completion = await _chat.CompleteChatAsync(messages, options, ct);
        var text = string.Concat(completion.Content.Where(part => part.Kind == ChatMessageContentPartKind.Text).Select(part => part.Text));
        return completion.FinishReason == ChatFinishReason.Stop && completion.Refusal is null && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw Unusable();
    }

    private async Task<string> StreamOnceAsync(
        ChatMessage[] messages, ChatCompletionOptions options, Func<string, CancellationToken, Task<bool>> onText, CancellationToken ct)
    {
        var all = new StringBuilder();
        ChatFinishReason? finish = null;
        await foreach (var update in _chat.CompleteChatStreamingAsync(messages, options, ct))
        {
            finish = update.FinishReason ?? finish;
            foreach (var part in update.ContentUpdate.Where(part => part.Text is { Length: > 0 }))
            {
                all.Append(part.Text);
                if (!await ListenAsync(onText, part.Text, ct))
                {
                    return all.ToString();
                }
            }
        }

        // An error event inside the stream, or a proxy that gave up, ends it without a word: no reason to finish is a failure.
        return finish == ChatFinishReason.Stop && all.Length > 0 ? all.ToString() : throw Unusable(mayPass: finish is null);
    }

    private static async Task<bool> ListenAsync(Func<string, CancellationToken, Task<bool>> onText, string text, CancellationToken ct)
    {
        try
        {
            return await onText(text, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ListenerException(exception);
        }
    }

    private static ChatMessage[] Messages(ModelRequest request) => request.Repair is null
        ? [new SystemChatMessage(request.System), new UserChatMessage(request.User)]
        : [new SystemChatMessage(request.System), new UserChatMessage(request.User), new UserChatMessage(request.Repair)];

    private static ChatCompletionOptions Options(ModelRequest request, Feature features)
    {
        var options = new ChatCompletionOptions();
        if (request.Schema is { } schema)
        {
            if (features.HasFlag(Feature.ResponseFormat))
            {
                options.ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat(schema.Name, BinaryData.FromString(schema.Json), jsonSchemaIsStrict: true);
            }

            if (features.HasFlag(Feature.Temperature))
            {
                options.Temperature = 0;
            }
        }

        if (features.HasFlag(Feature.MaxTokens))
        {
            options.MaxOutputTokenCount = request.MaxTokens;
        }

        if (features.HasFlag(Feature.Store))
        {
            options.StoredOutputEnabled = false;
        }

        if (features.HasFlag(Feature.ReasoningEffort))
        {
#pragma warning disable OPENAI001 // Marked experimental in the SDK; the field of the protocol is not.
            options.ReasoningEffortLevel = ChatReasoningEffortLevel.Low;
#pragma warning restore OPENAI001
        }

        return options;
    }

    private static ModelException Unusable(bool mayPass = false) => new(new ModelFailure(ModelFailure.BadResponse, mayPass));

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(Level = LogLevel.Information, Message = "Model call for {Purpose} answered by {Model}: request {Request}, {Elapsed} since the first")]
    private partial void Answered(string purpose, string model, int request, TimeSpan elapsed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model call for {Purpose} to {Model} failed: {Code}, status {Status}, {Exception}, request {Request}, {Elapsed} since the first")]
    private partial void Failed(string purpose, string model, string code, int? status, Type exception, int request, TimeSpan elapsed);

    [LoggerMessage(Level = LogLevel.Information, Message = "Model call for {Purpose}: the endpoint answered {Status}, doing without {Feature}")]
    private partial void DoingWithout(string purpose, Feature feature, int status);

    /// <summary>Tells a failure of the one who listens from a failure of the model.</summary>
    private sealed class ListenerException(Exception inner) : Exception(inner.Message, inner);
}
