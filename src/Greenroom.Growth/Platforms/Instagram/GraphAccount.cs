using System.Security.Cryptography;
using System.Text;

namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>An account as the API is asked about it.</summary>
/// <param name="Root">Address of the API, with its version.</param>
/// <param name="Node">The account's own name there: <c>me</c>, or its id.</param>
/// <param name="Proof">Shows that whoever has the token also has the app's secret; null where that is not known.</param>
internal sealed record GraphAccount(string Root, string Node, string Token, string? Proof)
{
    /// <summary>
    /// Names the account where something is remembered of it: at one kind of login nothing else does, as its node is <c>me</c>. No token is kept where a
    /// dump of the memory would show whose it is for longer than the call.
    /// </summary>
    public static string KeyOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public override string ToString() => $"{Root}/{Node}";
}
