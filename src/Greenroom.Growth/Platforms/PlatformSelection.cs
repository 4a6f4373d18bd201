using Greenroom.Growth.Platforms.Instagram;
using Microsoft.Extensions.Options;

namespace Greenroom.Growth.Platforms;

/// <summary>Finds the provider that an account was connected with, among those that this server has keys for.</summary>
internal sealed class PlatformSelection(IEnumerable<ISocialPlatform> platforms, IOptions<InstagramOptions> options)
{
    private readonly List<ISocialPlatform> _served =
        [.. platforms.Where(p => options.Value.Serves(p.Flavour)).OrderByDescending(p => p.Flavour == options.Value.Flavour)];

    /// <summary>Those that this server can connect, the usual one first.</summary>
    public IReadOnlyList<string> Flavours => [.. _served.Select(p => p.Flavour)];

    public ISocialPlatform? Find(string flavour) => _served.Find(p => p.Flavour == flavour);
}
