using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Http;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.GitHub;

/// <summary>Who somebody is at GitHub.</summary>
/// <param name="Id">The number of the account, which stays; its name and its address do not.</param>
/// <param name="Name">What it is called now.</param>
/// <param name="Token">Lives for this one visit and is stored nowhere.</param>
internal sealed record GitHubPerson(string Id, string Name, string Token);

/// <summary>GitHub did not say who it is. The message has no address, no token and no word of its answer.</summary>
internal sealed class GitHubException(string message) : Exception(message);

/// <summary>Every call to GitHub passes here: bounded in time and size, following no redirect.</summary>
internal sealed class GitHubClient(IHttpClientFactory clients, IOptions<GitHubOptions> options, IOptions<SiteOptions> site, TimeProvider clock)
{
    public const string Name = "github";
    public const int LargestAnswer = 256 * 1024;
    private const string Scope = "read:user user:email";
    private const int LongestName = 100;
    private const int LongestEmail = 254;

    private static readonly PlainAddressAttribute PlainAddress = new();

    private string RedirectUri => site.Value.LinkTo(GitHubOptions.CallbackPath);

    /// <summary>The address at which the person says yes.</summary>
    public string AuthorizeUrl(BegunVisit visit)
    {
        (string Name, string Value)[] query =
        [
            ("client_id", options.Value.ClientId), ("redirect_uri", RedirectUri), ("scope", Scope), ("state", visit.State),
            ("code_challenge", visit.Challenge), ("code_challenge_method", "S256"),
        ];
        return $"{options.Value.AuthorizeUrl}?{string.Join('&', query.Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value)}"))}";
    }

    /// <exception cref="GitHubException">GitHub does not answer, or not with what it should.</exception>
    public async Task<GitHubPerson> ReadPersonAsync(string code, string verifier, CancellationToken ct)
    {
        var token = await ExchangeAsync(code, verifier, ct);
        var (_, person) = await GetAsync("/user", token, ct);
        return person is { ValueKind: JsonValueKind.Object } found
            && found.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) && number > 0
            && Text(found, "login") is { Length: > 0 and <= LongestName } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
                ? new GitHubPerson(number.ToString(CultureInfo.InvariantCulture), name, token)
                : throw new GitHubException("It did not say who it is.");
    }

    /// <summary>The address that GitHub has verified and the person calls the first; null when there is none or it is not shown to us.</summary>
    /// <exception cref="GitHubException">GitHub does not answer, or not with what it should.</exception>
    public async Task<string?> ReadEmailAsync(GitHubPerson person, CancellationToken ct)
    {
        var (status, emails) = await GetAsync("/user/emails", person.Token, ct);
        if (status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            // The person, or their organisation, has not let us see it.
            return null;
        }

        if (emails is not { ValueKind: JsonValueKind.Array } list)
        {
            throw new GitHubException("It did not tell the addresses.");
        }

        var primary = list.EnumerateArray().FirstOrDefault(e => e.ValueKind == JsonValueKind.Object && IsTrue(e, "primary") && IsTrue(e, "verified"));
        return primary.ValueKind == JsonValueKind.Object && Text(primary, "email")?.Trim() is { Length: > 0 and <= LongestEmail } email && PlainAddress.IsValid(email) ? email : null;
    }

    private async Task<string> ExchangeAsync(string code, string verifier, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.TokenUrl);
        request.Content = new FormUrlEncodedContent(
        [
            new("client_id", options.Value.ClientId), new("client_secret", options.Value.ClientSecret), new("code", code),
            new("redirect_uri", RedirectUri), new("code_verifier", verifier),
        ]);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var (_, answer) = await SendAsync(request, ct);

        // A code that is refused is answered with 200 and an error in place of the token.
        return answer is { ValueKind: JsonValueKind.Object } found && Text(found, "access_token") is { Length: > 0 } token
            ? token
            : throw new GitHubException("It gave no token for the code.");
    }

    private async Task<(HttpStatusCode Status, JsonElement? Json)> GetAsync(string path, string token, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, options.Value.ApiUrl.TrimEnd('/') + path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.github+json"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
        return await SendAsync(request, ct);
    }

    /// <summary>The JSON of a good answer; null for any other.</summary>
    private async Task<(HttpStatusCode Status, JsonElement? Json)> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Greenroom", productVersion: null));
            using var response = await clients.CreateClient(Name).SendAsync(request, either.Token);
            return (response.StatusCode, response.IsSuccessStatusCode ? JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(either.Token)) : null);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            // Without its cause, which may name the address or a word of the answer.
            throw new GitHubException(exception is JsonException ? "It answered with something that is not JSON." : "It does not answer.");
        }
    }

    private static string? Text(JsonElement json, string name)
    {
        try
        {
            return json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a pair of surrogates: JSON, but no text.
            return null;
        }
    }

    private static bool IsTrue(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
