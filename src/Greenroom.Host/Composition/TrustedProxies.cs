using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Greenroom.Host.Composition;

/// <summary>
/// Whose word counts about where a request came from. Without <c>TRUSTED_PROXIES</c> nobody's does: whoever may write X-Forwarded-For has a new
/// address for each guess.
/// </summary>
internal static class TrustedProxies
{
    private const string Any = "any";

    public static void AddTrustedProxies(this WebApplicationBuilder builder)
    {
        var list = builder.Configuration["TRUSTED_PROXIES"]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (list.Length > 0)
        {
            builder.Services.Configure<ForwardedHeadersOptions>(options => Read(list, options));
            Read(list, new ForwardedHeadersOptions());
        }
    }

    private static void Read(string[] list, ForwardedHeadersOptions options)
    {
        // The host is left alone: links begin with PUBLIC_URL. One hop: what the last proxy says, not what came to it.
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.ForwardLimit = 1;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var entry in list.Where(entry => entry != Any))
        {
            if (IPAddress.TryParse(entry, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else if (System.Net.IPNetwork.TryParse(entry, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
            else
            {
                throw new SettingException($"TRUSTED_PROXIES must be addresses or networks such as 10.0.0.0/8, separated by commas, or {Any}; not \"{entry}\".");
            }
        }

        if (list.Contains(Any, StringComparer.Ordinal) && list.Length > 1)
        {
            throw new SettingException($"TRUSTED_PROXIES is either {Any} or a list of addresses, not both.");
        }
    }
}
