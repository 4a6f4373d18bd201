using System.Net;
using System.Net.Http.Json;
using System.Text;
using Greenroom.Platform.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>Every error is a whole problem document: 400, 401, 404, 405, 415, 500 (413 needs a real server: see PayloadTests).</summary>
public abstract class ProblemTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_that_is_not_json_is_400()
    {
        var response = await app.NewClient().PostAsync("/api/auth/login", Json("{"), Ct);

        await response.ShouldBeProblemAsync(400, "request.invalid", Ct);
    }

    [Fact]
    public async Task A_missing_field_and_a_field_of_the_wrong_type_are_named()
    {
        var client = app.NewClient();

        var missing = await (await client.PostAsync("/api/users", Json("{}"), Ct)).ShouldBeProblemAsync(400, "request.invalid", Ct);
        var wrong = await (await client.PostAsync("/api/users", Json("""{"email":"a@example.org","password":5}"""), Ct)).ShouldBeProblemAsync(400, "request.invalid", Ct);

        missing.Errors!.Keys.Order().ShouldBe(["email", "password"]);
        wrong.Errors!.Keys.ShouldBe(["password"]);
    }

    [Fact]
    public async Task Not_signed_in_is_401() =>
        await (await app.NewClient().GetAsync("/api/user/me", Ct)).ShouldBeProblemAsync(401, "auth.required", Ct);

    [Fact]
    public async Task An_unknown_address_is_404_and_a_method_that_an_address_does_not_take_is_405()
    {
        // Over output that was not published the framework adds a catch-all route for new static files, which blurs the two.
        await using var published = await app.StartAnotherAsync(new AppSetup { Settings = { ["ReloadStaticAssetsAtRuntime"] = "false" } });
        var client = published.NewClient();

        foreach (var (method, path) in new[] { ("GET", "/api/nothing/here"), ("POST", "/api/nothing/here"), ("GET", "/auth/nothing"), ("GET", "/openapi/v2.json"), ("GET", "/nothing.png") })
        {
            await (await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Ct)).ShouldBeProblemAsync(404, "route.not_found", Ct);
        }

        foreach (var (method, path) in new[] { ("GET", "/api/auth/login"), ("DELETE", "/api/users"), ("POST", "/health"), ("POST", "/api/user/me") })
        {
            var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Ct);
            await response.ShouldBeProblemAsync(405, "route.method_not_allowed", Ct);
            response.Content.Headers.Allow.ShouldNotBeEmpty(path);
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task A_body_of_another_type_is_415(string type)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        var response = await app.NewClient().PostAsync("/api/auth/login", content, Ct);

        await response.ShouldBeProblemAsync(415, "request.unsupported_type", Ct);
    }

    [Fact]
    public async Task A_bug_is_500_and_says_nothing_about_the_inside()
    {
        await using var broken = await app.StartAnotherAsync(new AppSetup
        {
            Services = services => services.Replace(ServiceDescriptor.Scoped<ITokenRevocation, BrokenRevocation>()),
        });
        var client = broken.NewClient();
        client.Bear(await client.RegisterAsync(Api.NewEmail(), Ct));

        var response = await client.GetAsync("/api/user/me", Ct);

        await response.ShouldBeProblemAsync(500, "server.error", Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        text.ShouldNotContain("a secret of the inside");
        text.ShouldNotContain("Exception");
        text.ShouldNotContain("   at ");
        broken.Logs.Lines.ShouldContain(l => l.Exception != null && l.Exception.Message.Contains("a secret of the inside", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_carries_the_headers_that_protect_it()
    {
        foreach (var path in new[] { "/api/user/me", "/api/nothing", "/health" })
        {
            var headers = (await app.NewClient().GetAsync(path, Ct)).Headers;

            headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("default-src 'none'");
            headers.GetValues("X-Content-Type-Options").ShouldHaveSingleItem().ShouldBe("nosniff");
            headers.GetValues("Referrer-Policy").ShouldHaveSingleItem().ShouldBe("no-referrer");
            headers.Contains("Server").ShouldBeFalse();
        }
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private sealed class BrokenRevocation : ITokenRevocation
    {
        public Task<bool> IsLiveAsync(Guid userId, Guid sessionId, string stamp, CancellationToken ct) =>
            throw new InvalidOperationException("a secret of the inside");
    }
}

public sealed class ProblemsOnSqlite(SqliteApp app) : ProblemTests(app), IClassFixture<SqliteApp>;
public sealed class ProblemsOnPostgres(PostgresApp app) : ProblemTests(app), IClassFixture<PostgresApp>;
