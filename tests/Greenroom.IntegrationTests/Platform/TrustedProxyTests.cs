using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>Whose word counts about where a request came from (TRUSTED_PROXIES).</summary>
public sealed class TrustedProxyTests(TrustedProxyTests.BehindProxies app) : IClassFixture<TrustedProxyTests.BehindProxies>
{
    private const string Proxy = "10.1.2.3";
    private const string Stranger = "192.0.2.66";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Proxy, "203.0.113.9", "203.0.113.9")]
    [InlineData("::ffff:10.1.2.3", "203.0.113.9", "203.0.113.9")]
    [InlineData("2001:db8::5", "2001:db8:7::1", "2001:db8:7::1")]
    [InlineData(Proxy, "6.6.6.6, 203.0.113.9", "203.0.113.9")]
    [InlineData(Proxy, "127.0.0.1, 10.1.2.3, 203.0.113.9", "203.0.113.9")]
    [InlineData(Proxy, "nonsense", Proxy)]
    [InlineData(Proxy, null, Proxy)]
    [InlineData(Stranger, "203.0.113.9", Stranger)]
    [InlineData("10.2.0.1", "203.0.113.9", "10.2.0.1")]
    public async Task Sessions_and_the_audit_log_name_whom_a_trusted_proxy_names_and_otherwise_who_sent_it(string sender, string? forwarded, string seen)
    {
        var client = From(app, sender, forwarded);

        var session = await client.RegisterAsync(Api.NewEmail(), Ct);

        client.Bear(session);
        (await (await client.GetAsync("/api/sessions", Ct)).ReadAsync<Sessions>(Ct)).Items.ShouldHaveSingleItem().Ip.ShouldBe(seen);
        (await app.ScalarAsync<string>("SELECT ip FROM audit_events WHERE user_id = @p0", Ct, session.User.Id)).ShouldBe(seen);
    }

    [Theory]
    [InlineData(Proxy, "https", "__Host-greenroom_refresh", true)]
    [InlineData(Proxy, "http", "greenroom_refresh", false)]
    [InlineData(Stranger, "https", "greenroom_refresh", false)]
    public async Task The_cookie_is_a_secure_one_where_a_trusted_proxy_says_https(string sender, string scheme, string name, bool secure)
    {
        var client = From(app, sender, "203.0.113.9");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);
        client.DefaultRequestHeaders.Add("X-Greenroom", "1");

        var answer = await client.PostAsync("/api/auth/demo?use_cookies=true", content: null, Ct);

        var cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldStartWith($"{name}=");
        cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase).ShouldBe(secure);
    }

    [Fact]
    public async Task Limits_count_whom_a_trusted_proxy_names_and_a_stranger_cannot_have_another_address_for_each_guess()
    {
        await using var limited = await app.StartAnotherAsync(BehindProxies.Setup(("RateLimits:Enabled", "true"), ("RateLimits:LoginPerMinute", "2")));
        Task<HttpResponseMessage> GuessAsync(string sender, string forwarded) => From(limited, sender, forwarded).LogInAsync(Api.NewEmail("nobody"), Ct);

        HttpStatusCode[] behindProxy =
        [
            (await GuessAsync(Proxy, "203.0.113.1")).StatusCode,
            (await GuessAsync(Proxy, "6.6.6.1, 203.0.113.1")).StatusCode,
            (await GuessAsync(Proxy, "6.6.6.2, 203.0.113.1")).StatusCode,
            (await GuessAsync(Proxy, "203.0.113.2")).StatusCode,
        ];
        HttpStatusCode[] alone =
        [
            (await GuessAsync(Stranger, "203.0.113.11")).StatusCode,
            (await GuessAsync(Stranger, "203.0.113.12")).StatusCode,
            (await GuessAsync(Stranger, "203.0.113.13")).StatusCode,
        ];

        behindProxy.ShouldBe([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests, HttpStatusCode.Unauthorized]);
        alone.ShouldBe([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests]);
    }

    [Fact]
    public async Task Without_the_setting_nobody_is_believed()
    {
        await using var plain = await app.StartAnotherAsync(BehindProxies.Setup(("TRUSTED_PROXIES", "")));
        var client = From(plain, "127.0.0.1", "203.0.113.9");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Greenroom", "1");

        var answer = await client.PostAsync("/api/auth/demo?use_cookies=true", content: null, Ct);

        answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldStartWith("greenroom_refresh=");
        (await plain.ScalarAsync<string>("SELECT ip FROM audit_events WHERE name = 'account.registered'", Ct)).ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task With_any_the_last_address_counts_whoever_sends_it()
    {
        await using var open = await app.StartAnotherAsync(BehindProxies.Setup(("TRUSTED_PROXIES", "any")));

        await From(open, Stranger, "6.6.6.6, 203.0.113.9").RegisterAsync(Api.NewEmail(), Ct);

        (await open.ScalarAsync<string>("SELECT ip FROM audit_events WHERE name = 'account.registered'", Ct)).ShouldBe("203.0.113.9");
    }

    [Fact]
    public async Task Not_even_a_trusted_proxy_changes_the_host_of_links()
    {
        var client = From(app, Proxy, "203.0.113.9");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("Forwarded", "for=203.0.113.9;host=evil.example;proto=https");
        var email = (await client.RegisterAsync(Api.NewEmail(), Ct)).User.Email!;

        await client.PostAsJsonAsync("/api/auth/forgot", new { email }, Ct);

        var mails = await app.MailToAsync(email, Ct);
        mails.Count.ShouldBe(2);
        mails.ShouldAllBe(m => m.TextBody!.Contains("https://greenroom.example/", StringComparison.Ordinal) && !m.ToString().Contains("evil", StringComparison.Ordinal));
    }

    private static HttpClient From(GreenroomApp app, string sender, string? forwarded)
    {
        var client = app.NewClient();
        client.DefaultRequestHeaders.Add(BehindProxies.Sender, sender);
        if (forwarded is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", forwarded);
        }

        return client;
    }

    private sealed record Sessions(IReadOnlyList<Place> Items);

    private sealed record Place(string? Ip);

    /// <summary>A host behind 10.1.0.0/16 and one address of IPv6. The address of who connects, which the in-memory server has none of, is said by a header of the tests.</summary>
    public sealed class BehindProxies() : SqliteApp(Setup())
    {
        public const string Sender = "Test-Sender";

        internal static AppSetup Setup(params (string Name, string Value)[] settings)
        {
            var setup = new AppSetup { Settings = { ["TRUSTED_PROXIES"] = "10.1.0.0/16, 2001:db8::5" }, Services = services => services.AddTransient<IStartupFilter, Senders>() };
            foreach (var (name, value) in settings)
            {
                setup.Settings[name] = value;
            }

            return setup;
        }

        private sealed class Senders : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => builder =>
            {
                builder.Use((http, rest) =>
                {
                    http.Connection.RemoteIpAddress = IPAddress.TryParse(http.Request.Headers[Sender].ToString(), out var sender) ? sender : null;
                    return rest(http);
                });
                next(builder);
            };
        }
    }
}
