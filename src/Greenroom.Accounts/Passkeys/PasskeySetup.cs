using Greenroom.Accounts.Users;
using Greenroom.Platform.Http;
using Greenroom.Platform.Jobs;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Passkeys;

internal static class PasskeySetup
{
    private const string Required = "required";

    public static IServiceCollection AddPasskeys(this IServiceCollection services)
    {
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<SiteOptions>, IOptions<AccountsOptions>, IHostEnvironment>(Configure);
        services.AddScoped<IPasskeyHandler<User>, PasskeyHandler<User>>();
        services.AddScoped<PasskeyCeremonies>();
        services.AddScoped<PasskeyService>();
        services.AddScoped<PasskeyLogin>();
        services.AddScoped<IJobHandler, OldCeremoniesJob>();
        services.AddSingleton(new RecurringJob(OldCeremoniesJob.Name, TimeSpan.FromHours(1)));
        return services;
    }

    /// <summary>A passkey is two factors only with the finger or the PIN, and belongs to the public address only: what a request says about its host is never asked.</summary>
    private static void Configure(IdentityPasskeyOptions passkeys, IOptions<SiteOptions> site, IOptions<AccountsOptions> accounts, IHostEnvironment environment)
    {
        var address = new Uri(site.Value.PublicUrl);
        var origins = new[] { site.Value.PublicUrl, accounts.Value.FrontendUrl }.OfType<string>()
            .Select(url => new Uri(url).GetLeftPart(UriPartial.Authority)).ToHashSet(StringComparer.OrdinalIgnoreCase);

        passkeys.ServerDomain = address.Host;
        passkeys.AuthenticatorTimeout = PasskeyCeremony.Life;
        passkeys.UserVerificationRequirement = Required;
        passkeys.ResidentKeyRequirement = Required;
        passkeys.ValidateOrigin = context => ValueTask.FromResult(
            !context.CrossOrigin && (origins.Contains(context.Origin) || (environment.IsDevelopment() && IsLocal(context.Origin))));
    }

    // A developer's pages come from a port of their own. The browser sees to it that they can only use passkeys of localhost.
    private static bool IsLocal(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri is { Scheme: "http", Host: "localhost" };
}
