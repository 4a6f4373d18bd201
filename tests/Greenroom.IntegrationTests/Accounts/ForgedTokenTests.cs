using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Greenroom.IntegrationTests.Accounts;

/// <summary>A token that we did not make, or not for this, opens nothing and says nothing.</summary>
public abstract class ForgedTokenTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Forgeries =>
    [
        "expired", "not yet valid", "no expiry", "alg none", "alg None", "alg nOnE", "alg HS512", "alg HS384", "empty key", "key secret", "other subject", "other session",
        "other issuer", "other audience", "other type", "no type", "kid path", "kid sql", "jku", "jwk", "extra dots", "no signature", "one megabyte",
        "refresh token", "not a token", "empty", "only dots", "other stamp",
    ];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_token_opens_nothing(string forgery)
    {
        var session = await app.NewClient().RegisterAsync(Api.NewEmail(), Ct);
        var honest = new Parts(session.Token);
        var token = Forge(forgery, honest, session);

        var response = await GetMeAsync(token);

        var problem = await response.ShouldBeProblemAsync(401, "auth.required", Ct);
        (problem with { TraceId = null }).ShouldBe((await (await GetMeAsync(null)).ReadProblemAsync(Ct)) with { TraceId = null }, "the answer says nothing about why");
    }

    [Fact]
    public async Task The_forgeries_fail_for_their_fault_and_not_for_being_forged()
    {
        var session = await app.NewClient().RegisterAsync(Api.NewEmail(), Ct);

        var response = await GetMeAsync(new Parts(session.Token).Sign());

        response.StatusCode.ShouldBe(HttpStatusCode.OK, "a token put together by this test, with nothing wrong about it, must pass");
    }

    [Fact]
    public async Task An_access_token_ends_after_fifteen_minutes()
    {
        var session = await app.NewClient().RegisterAsync(Api.NewEmail(), Ct);

        app.Clock.Advance(TimeSpan.FromMinutes(15));
        var atTheEnd = await GetMeAsync(session.Token);
        app.Clock.Advance(TimeSpan.FromSeconds(62));
        var afterIt = await GetMeAsync(session.Token);

        atTheEnd.StatusCode.ShouldBe(HttpStatusCode.OK);
        afterIt.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_from_before_the_security_stamp_changed_is_refused()
    {
        var session = await app.NewClient().RegisterAsync(Api.NewEmail(), Ct);

        await app.ExecuteAsync("UPDATE users SET security_stamp = 'changed' WHERE id = @p0", Ct, session.User.Id);

        (await GetMeAsync(session.Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_token_says_who_but_nothing_that_makes_one_time_codes()
    {
        var session = await app.NewClient().RegisterAsync(Api.NewEmail(), Ct);

        var claims = new Parts(session.Token).Payload;

        claims["sub"]!.GetValue<string>().ShouldBe(session.User.Id.ToString());
        claims["user_id"]!.GetValue<string>().ShouldBe(session.User.Id.ToString());
        claims["email"]!.GetValue<string>().ShouldBe(session.User.Email);
        var stamp = await app.ScalarAsync<string>("SELECT security_stamp FROM users WHERE id = @p0", Ct, session.User.Id);
        claims.ToJsonString().ShouldNotContain(stamp!);
    }

    private string Forge(string forgery, Parts t, Session session)
    {
        var now = app.Clock.GetUtcNow();
        return forgery switch
        {
            "expired" => t.With("exp", now.AddMinutes(-2).ToUnixTimeSeconds()).Sign(),
            "not yet valid" => t.With("nbf", now.AddMinutes(5).ToUnixTimeSeconds()).Sign(),
            "no expiry" => t.With("exp", null).Sign(),
            "alg none" or "alg None" or "alg nOnE" => t.WithHeader("alg", forgery[4..]).Unsigned(),
            "alg HS512" => t.WithHeader("alg", "HS512").Sign(HMACSHA512.HashData),
            "alg HS384" => t.WithHeader("alg", "HS384").Sign(HMACSHA384.HashData),
            "empty key" => t.Sign(key: ""),
            "key secret" => t.Sign(key: "secret"),
            "other subject" => t.With("sub", Guid.CreateVersion7(now).ToString()).Sign(),
            "other session" => t.With("sid", Guid.CreateVersion7(now).ToString()).Sign(),
            "other issuer" => t.With("iss", "someone-else").Sign(),
            "other audience" => t.With("aud", "something-else").Sign(),
            "other type" => t.WithHeader("typ", "state+jwt").Sign(),
            "no type" => t.WithHeader("typ", null).Sign(),
            "kid path" => t.WithHeader("kid", "../../dev/null").Sign(key: ""),
            "kid sql" => t.WithHeader("kid", "x' UNION SELECT 'secret' --").Sign(key: "secret"),
            "jku" => t.WithHeader("jku", "https://evil.example/keys").Sign(key: "evil"),
            "jwk" => t.WithHeader("jwk", new JsonObject { ["kty"] = "oct", ["k"] = "c2VjcmV0" }).Sign(key: "secret"),
            "extra dots" => t.Sign() + "...",
            "no signature" => t.Unsigned(),
            "one megabyte" => t.With("pad", new string('x', 1 << 20)).Sign(),
            "refresh token" => session.RefreshToken!,
            "other stamp" => t.With("stamp", "000000000000000000000000").Sign(),
            "empty" => "",
            "only dots" => "..",
            _ => forgery,
        };
    }

    private async Task<HttpResponseMessage> GetMeAsync(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/user/me");
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", new AuthenticationHeaderValue("Bearer", token).ToString());
        }

        return await app.NewClient().SendAsync(request, Ct);
    }

    /// <summary>A token taken apart, to be put together again with one thing wrong.</summary>
    private sealed class Parts
    {
        private readonly JsonObject _header;

        public Parts(string token)
        {
            var parts = token.Split('.');
            _header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!.AsObject();
            Payload = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        }

        public JsonObject Payload { get; }

        public Parts With(string claim, JsonNode? value) => Set(Payload, claim, value);

        public Parts WithHeader(string name, JsonNode? value) => Set(_header, name, value);

        public string Unsigned() => $"{Encode(_header)}.{Encode(Payload)}.";

        public string Sign(Func<byte[], byte[], byte[]>? hmac = null, string key = GreenroomApp.JwtSecret)
        {
            var text = Unsigned()[..^1];
            return text + "." + Base64Url.EncodeToString((hmac ?? HMACSHA256.HashData)(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
        }

        private Parts Set(JsonObject part, string name, JsonNode? value)
        {
            part.Remove(name);
            if (value is not null)
            {
                part[name] = value;
            }

            return this;
        }

        private static string Encode(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
    }
}

public sealed class ForgedTokensOnSqlite(SqliteApp app) : ForgedTokenTests(app), IClassFixture<SqliteApp>;
public sealed class ForgedTokensOnPostgres(PostgresApp app) : ForgedTokenTests(app), IClassFixture<PostgresApp>;
