using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Greenroom.IntegrationTests.Harness;

/// <summary>An error answer.</summary>
public sealed record Problem(string? Type, string? Title, string? Detail, int Status, string Code, string? TraceId, Dictionary<string, string[]>? Errors);

public sealed record Session(string Token, string? RefreshToken, string TokenType, int ExpiresIn, SessionUser User);

public sealed record SessionUser(Guid Id, string Username, string? Email, bool EmailVerified, bool IsGuest, bool IsAdmin, DateTime CreatedAt);

/// <summary>The calls that every test makes.</summary>
public static class Api
{
    public const string Password = "correct horse battery staple";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static int _users;

    /// <summary>An address that no other test uses.</summary>
    public static string NewEmail(string name = "ada") => $"{name}.{Interlocked.Increment(ref _users)}@example.org";

    /// <summary>A client that is signed in as a new user.</summary>
    public static async Task<HttpClient> SignUpAsync(this GreenroomApp app, CancellationToken ct)
    {
        var client = app.NewClient();
        client.Bear(await client.RegisterAsync(NewEmail(), ct));
        return client;
    }

    /// <summary>A client that is signed in as somebody who administers the server.</summary>
    public static async Task<(HttpClient Client, Guid Id)> SignUpAdministratorAsync(this GreenroomApp app, CancellationToken ct)
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(NewEmail("admin"), ct);
        client.Bear(session);
        await app.ExecuteAsync("UPDATE users SET is_admin = @p0 WHERE email = @p1", ct, true, session.User.Email!);
        return (client, session.User.Id);
    }

    public static async Task<Session> RegisterAsync(this HttpClient client, string email, CancellationToken ct, string password = Password)
    {
        var response = await client.PostAsJsonAsync("/api/auth/register", new { email, password }, ct);
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created, await response.Content.ReadAsStringAsync(ct));
        return await response.ReadAsync<Session>(ct);
    }

    public static Task<HttpResponseMessage> LogInAsync(this HttpClient client, string email, CancellationToken ct, string password = Password) =>
        client.PostAsJsonAsync("/api/auth/login", new { email, password }, ct);

    public static Task<HttpResponseMessage> RefreshAsync(this HttpClient client, string? refreshToken, CancellationToken ct) =>
        client.PostAsJsonAsync("/api/auth/token", new { refresh_token = refreshToken }, ct);

    public static void Bear(this HttpClient client, Session session) => client.Bear(session.Token);

    public static void Bear(this HttpClient client, string token) => client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response, CancellationToken ct)
        where T : class =>
        (await response.Content.ReadFromJsonAsync<T>(Json, ct)).ShouldNotBeNull();

    /// <summary>Reads an error, and asserts on the way that it is a whole one.</summary>
    public static async Task<Problem> ReadProblemAsync(this HttpResponseMessage response, CancellationToken ct)
    {
        var text = await response.Content.ReadAsStringAsync(ct);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", $"{(int)response.StatusCode}: {text}");
        var problem = JsonSerializer.Deserialize<Problem>(text, Json).ShouldNotBeNull();
        problem.Status.ShouldBe((int)response.StatusCode);
        problem.Code.ShouldNotBeNullOrWhiteSpace();
        problem.Title.ShouldNotBeNullOrWhiteSpace();
        problem.Detail.ShouldNotBeNullOrWhiteSpace();
        problem.TraceId.ShouldNotBeNullOrWhiteSpace();
        return problem;
    }

    /// <summary>Asserts the status and the code of a refusal.</summary>
    public static async Task<Problem> ShouldBeProblemAsync(this HttpResponseMessage response, int status, string code, CancellationToken ct)
    {
        ((int)response.StatusCode).ShouldBe(status, await response.Content.ReadAsStringAsync(ct));
        var problem = await response.ReadProblemAsync(ct);
        problem.Code.ShouldBe(code);
        return problem;
    }
}
