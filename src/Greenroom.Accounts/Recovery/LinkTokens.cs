using Greenroom.Platform.Identity;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Recovery;

/// <summary>What stands in a mailed link: the id of its row, signed.</summary>
internal sealed class LinkTokens(IOptions<TokenOptions> options)
{
    private const int IdSize = 16;

    private readonly SignedToken _tokens = new(options.Value.Secret, "greenroom mail link v1", IdSize);

    public string Make(Guid linkId) => SignedToken.TextOf(_tokens.Sign(linkId.ToByteArray(bigEndian: true)));

    /// <summary>The row that the link names, or null when it is not one that this server made.</summary>
    public Guid? Read(string token) => _tokens.Read(token) is { } bytes && _tokens.IsOurs(bytes) ? new Guid(bytes.AsSpan(0, IdSize), bigEndian: true) : null;
}
