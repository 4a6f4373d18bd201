namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>An account as the API is asked about it.</summary>
/// <param name="Root">Address of the API, with its version.</param>
/// <param name="Node">The account's own name there: <c>me</c>, or its id.</param>
/// <param name="Proof">Shows that whoever has the token also has the app's secret; null where that is not known.</param>
internal sealed record GraphAccount(string Root, string Node, string Token, string? Proof)
{
    public override string ToString() => $"{Root}/{Node}";
}
