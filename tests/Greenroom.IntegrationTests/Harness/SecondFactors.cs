using System.Net.Http.Json;
using OtpNet;

namespace Greenroom.IntegrationTests.Harness;

public sealed record SecondFactorSetup(string Secret, string Uri);

public sealed record SecondFactorState(bool Enabled, int RecoveryCodesLeft, DateTime? EnabledAt);

public sealed record NewRecoveryCodes(string[] RecoveryCodes);

/// <summary>Somebody whose account has a second factor, and the app on their phone.</summary>
public sealed record Protected(HttpClient Client, SessionUser User, string RefreshToken, string Secret, string[] RecoveryCodes)
{
    public string Email => User.Email!;

    public string CodeAt(DateTime now) => SecondFactors.CodeAt(Secret, now);
}

/// <summary>The authenticator app of the tests: Otp.NET, with the time of the fake clock.</summary>
public static class SecondFactors
{
    private const string Path = "/api/user/me/second-factor";

    public static string CodeAt(string secret, DateTime now) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(now);

    public static Task<HttpResponseMessage> ProposeFactorAsync(this HttpClient client, CancellationToken ct, string password = Api.Password) =>
        client.PostAsJsonAsync(Path, new { current_password = password }, ct);

    public static Task<HttpResponseMessage> ConfirmFactorAsync(this HttpClient client, string code, CancellationToken ct) =>
        client.PostAsJsonAsync($"{Path}/confirm", new { code }, ct);

    public static Task<HttpResponseMessage> RenewCodesAsync(this HttpClient client, string code, CancellationToken ct, string password = Api.Password) =>
        client.PostAsJsonAsync($"{Path}/recovery-codes", new { current_password = password, code }, ct);

    public static Task<HttpResponseMessage> DisableFactorAsync(this HttpClient client, string code, CancellationToken ct, string password = Api.Password) =>
        client.PostAsJsonAsync($"{Path}/disable", new { current_password = password, code }, ct);

    public static async Task<SecondFactorState> FactorAsync(this HttpClient client, CancellationToken ct) =>
        await (await client.GetAsync(Path, ct)).ReadAsync<SecondFactorState>(ct);

    public static Task<HttpResponseMessage> LogInWithCodeAsync(this HttpClient client, string email, string? code, CancellationToken ct, string password = Api.Password) =>
        client.PostAsJsonAsync("/api/auth/login", new { email, password, code }, ct);

    /// <summary>A new account with the factor on. A minute has passed since, so that the next code is a new one.</summary>
    public static async Task<Protected> SignUpProtectedAsync(this GreenroomApp app, CancellationToken ct)
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), ct);
        client.Bear(session);
        var setup = await (await client.ProposeFactorAsync(ct)).ReadAsync<SecondFactorSetup>(ct);
        var confirmed = await client.ConfirmFactorAsync(CodeAt(setup.Secret, app.Clock.UtcNow), ct);
        confirmed.IsSuccessStatusCode.ShouldBeTrue(await confirmed.Content.ReadAsStringAsync(ct));
        var codes = await confirmed.ReadAsync<NewRecoveryCodes>(ct);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        return new Protected(client, session.User, session.RefreshToken!, setup.Secret, codes.RecoveryCodes);
    }
}
