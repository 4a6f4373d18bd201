namespace Greenroom.Growth.Platforms;

/// <summary>Finds the provider that an account was connected with.</summary>
internal sealed class PlatformSelection(IEnumerable<ISocialPlatform> platforms)
{
    private readonly Dictionary<string, ISocialPlatform> _byFlavour = platforms.ToDictionary(p => p.Flavour, StringComparer.Ordinal);

    /// <summary>Those that this server can connect, the usual one first.</summary>
    public IReadOnlyList<string> Flavours => [.. _byFlavour.Keys];

    public ISocialPlatform? Find(string flavour) => _byFlavour.GetValueOrDefault(flavour);
}
