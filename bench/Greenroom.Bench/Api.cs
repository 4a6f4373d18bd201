using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Greenroom.Bench;

/// <summary>How the benchmarks speak to the server: as a guest, like anybody.</summary>
internal static class Api
{
    public static async Task<Guest> GuestAsync(HttpClient client)
    {
        var session = await PostAsync(client, token: null, "/api/auth/demo", new { });
        return new Guest(session.GetProperty("user").GetProperty("id").GetGuid(), session.GetProperty("token").GetString()!);
    }

    public static HttpRequestMessage Get(string path, string? token) => Request(HttpMethod.Get, path, token);

    public static async Task<JsonElement> PostAsync(HttpClient client, string? token, string path, object body)
    {
        using var request = Request(HttpMethod.Post, path, token);
        request.Content = JsonContent.Create(body);
        using var response = await client.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{(int)response.StatusCode} from {path}: {await response.Content.ReadAsStringAsync()}");
        }

        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string? token)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return request;
    }
}

internal sealed record Guest(Guid Id, string Token);
