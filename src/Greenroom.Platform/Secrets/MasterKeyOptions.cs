namespace Greenroom.Platform.Secrets;

/// <summary>The key outside the database that everything secret inside it hangs on.</summary>
public sealed class MasterKeyOptions
{
    public const int ShortestSecret = 32;

    /// <summary><c>GREENROOM_MASTER_KEY</c>, at least <see cref="ShortestSecret"/> bytes of UTF-8.</summary>
    public string Secret { get; set; } = "";
}
