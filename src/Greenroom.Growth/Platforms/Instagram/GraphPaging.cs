using System.Text.Json;

namespace Greenroom.Growth.Platforms.Instagram;

internal static class GraphPaging
{
    /// <summary>Where the next page begins; null on the last one. Only the absence of <c>next</c> says that it is: a page may be short, or empty, before.</summary>
    /// <remarks>The cursor is followed and never <c>next</c> itself, which is an address with the token in it.</remarks>
    /// <exception cref="PlatformException">There is a next page and no way to it: what was read must not be taken for everything.</exception>
    public static string? Next(JsonElement answer)
    {
        if (answer.Property("paging") is not { } paging || paging.Property("next") is null)
        {
            return null;
        }

        return paging.Property("cursors")?.Filled("after") ?? throw GraphError.Unreadable(status: 200).ToException();
    }
}
