using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>An answer, or the error in place of it.</summary>
internal readonly record struct GraphAnswer(JsonElement Json, GraphError? Error)
{
    /// <exception cref="PlatformException">There is an error.</exception>
    public JsonElement OrThrow() => Error is null ? Json : throw Error.ToException();
}

/// <summary>
/// Every call to Instagram and Facebook passes here: bounded in time and size, following no redirect. Tokens and secrets travel in the addresses, so
/// neither an address nor a word of an answer gets into an exception or a log.
/// </summary>
internal sealed class GraphClient(IHttpClientFactory clients, UsageGate usage, IOptions<InstagramOptions> options, TimeProvider clock)
{
    public const string Name = "instagram";

    public const int LargestAnswer = 8 * 1024 * 1024;

    /// <summary>Asks about an account with its token, unless the platform has asked to be left alone.</summary>
    /// <exception cref="PlatformException">The platform does not answer, or must not be asked now.</exception>
    public Task<GraphAnswer> GetAsync(GraphAccount account, string path, IEnumerable<(string Name, string Value)> query, CancellationToken ct) =>
        SendAsync(HttpMethod.Get, account, path, query, ct);

    /// <inheritdoc cref="GetAsync(GraphAccount, string, IEnumerable{ValueTuple{string, string}}, CancellationToken)"/>
    public Task<GraphAnswer> SendAsync(HttpMethod method, GraphAccount account, string path, IEnumerable<(string Name, string Value)> query, CancellationToken ct)
    {
        usage.Check(account.Token);
        var secrets = new List<(string, string)> { ("access_token", account.Token) };
        if (account.Proof is { } proof)
        {
            secrets.Add(("appsecret_proof", proof));
        }

        return SendAsync(() => new HttpRequestMessage(method, AddressOf($"{account.Root}/{path}", query.Concat(secrets))), account.Token, ct);
    }

    /// <exception cref="PlatformException">The platform does not answer.</exception>
    public Task<GraphAnswer> GetAsync(string url, IEnumerable<(string Name, string Value)> query, CancellationToken ct) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, AddressOf(url, query)), token: null, ct);

    /// <exception cref="PlatformException">The platform does not answer.</exception>
    public Task<GraphAnswer> PostAsync(string url, IEnumerable<(string Name, string Value)> form, CancellationToken ct) =>
        SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value))) },
            token: null,
            ct);

    public DateTime? PausedUntil(string token) => usage.PausedUntil(token);

    public static string AddressOf(string url, IEnumerable<(string Name, string Value)> query) =>
        $"{url}?{string.Join('&', query.Select(q => string.Create(CultureInfo.InvariantCulture, $"{q.Name}={Uri.EscapeDataString(q.Value)}")))}";

    private async Task<GraphAnswer> SendAsync(Func<HttpRequestMessage> message, string? token, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            using var request = message();
            using var response = await clients.CreateClient(Name).SendAsync(request, either.Token);
            var answer = Read(await response.Content.ReadAsByteArrayAsync(either.Token), (int)response.StatusCode);
            var isLimited = answer.Error?.Trouble == PlatformTrouble.RateLimited;
            var wait = usage.Note(response.Headers, token, isLimited);
            return isLimited ? answer with { Error = answer.Error! with { Wait = wait } } : answer;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            // Without its cause, which may name the address.
            throw new PlatformException(PlatformTrouble.Unavailable, "Instagram does not answer. Greenroom tries again later.");
        }
    }

    private static GraphAnswer Read(byte[] body, int status)
    {
        try
        {
            var json = JsonElement.Parse(body);
            return new GraphAnswer(json, json.ValueKind == JsonValueKind.Object ? GraphError.Of(json, status) : GraphError.Unreadable(status));
        }
        catch (JsonException)
        {
            return new GraphAnswer(default, GraphError.Unreadable(status));
        }
    }
}
