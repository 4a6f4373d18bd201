using System.Net;
using System.Net.Sockets;
using Greenroom.Platform.Data;
using Microsoft.AspNetCore.Http;

namespace Greenroom.Platform.Http;

/// <summary>Where a request comes from, as far as it can be known. Null outside a request.</summary>
public sealed class RequestOrigin(IHttpContextAccessor accessor)
{
    public const int LongestIp = 45;
    public const int LongestDevice = 200;

    /// <summary>IPv4 or IPv6 as text; behind a proxy the address that the proxy names, where it is trusted.</summary>
    public string? Ip => accessor.HttpContext?.Connection.RemoteIpAddress is { } address
        ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
        : null;

    /// <inheritdoc cref="LimitSubjectOf"/>
    public string LimitSubject => LimitSubjectOf(accessor.HttpContext?.Connection.RemoteIpAddress);

    /// <summary>Whom a limit counts. Of IPv6 the first 64 bits: that is what one subscriber has, with more addresses in it than there are guesses.</summary>
    public static string LimitSubjectOf(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetworkV6 ? $"{new IPAddress([.. plain.GetAddressBytes().Take(8), .. new byte[8]])}/64" : plain.ToString();
    }

    /// <summary>What the program at the other end says about itself (User-Agent), cut to <see cref="LongestDevice"/> characters.</summary>
    public string? Device => accessor.HttpContext?.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent
        ? StorableText.Bounded(agent, LongestDevice)
        : null;
}
