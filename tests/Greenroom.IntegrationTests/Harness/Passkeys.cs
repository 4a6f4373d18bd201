using System.Net.Http.Json;

namespace Greenroom.IntegrationTests.Harness;

/// <summary>A challenge, and what a browser is to do with it.</summary>
public sealed record PasskeyOptions(Guid Ceremony, string Options);

/// <summary>The calls of a browser that has passkeys.</summary>
public static class Passkeys
{
    public const string Own = "/api/user/me/passkeys";
    private const string LogIn = "/api/auth/passkeys";

    /// <summary>A new account with a passkey.</summary>
    public static async Task<(HttpClient Client, Session Session, SoftAuthenticator Phone)> SignUpWithPasskeyAsync(this GreenroomApp app, CancellationToken ct)
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), ct);
        client.Bear(session);
        var phone = new SoftAuthenticator();
        var added = await client.AddPasskeyAsync(phone, await (await client.BeginPasskeyAsync(ct)).ReadAsync<PasskeyOptions>(ct), ct);
        added.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created, await added.Content.ReadAsStringAsync(ct));
        return (client, session, phone);
    }

    public static Task<HttpResponseMessage> BeginPasskeyAsync(this HttpClient client, CancellationToken ct, string password = Api.Password) =>
        client.PostAsJsonAsync($"{Own}/options", new { current_password = password }, ct);

    public static Task<HttpResponseMessage> AddPasskeyAsync(this HttpClient client, SoftAuthenticator key, PasskeyOptions options, CancellationToken ct, Mischief? mischief = null) =>
        client.PostAsJsonAsync(Own, new { ceremony = options.Ceremony, credential = key.Create(options.Options, mischief), name = "My phone" }, ct);

    public static async Task<PasskeyOptions> PasskeyOptionsAsync(this GreenroomApp app, CancellationToken ct) =>
        await (await app.NewClient().PostAsync($"{LogIn}/options", content: null, ct)).ReadAsync<PasskeyOptions>(ct);

    public static Task<HttpResponseMessage> SendPasskeyAsync(this GreenroomApp app, Guid ceremony, string credential, CancellationToken ct) =>
        app.NewClient().PostAsJsonAsync(LogIn, new { ceremony, credential }, ct);

    public static async Task<HttpResponseMessage> LogInWithPasskeyAsync(this GreenroomApp app, SoftAuthenticator key, CancellationToken ct, Mischief? mischief = null)
    {
        var options = await app.PasskeyOptionsAsync(ct);
        return await app.SendPasskeyAsync(options.Ceremony, key.Get(options.Options, mischief), ct);
    }
}
