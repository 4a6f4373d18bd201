using System.Text.RegularExpressions;

namespace Greenroom.Growth.Connections;

/// <summary>Names of time zones as a stranger may send them.</summary>
internal static partial class ZoneNames
{
    public const int Longest = 60;

    /// <summary>Whether it is an IANA name that every later look at the account finds again.</summary>
    public static bool IsKnown(string name) => name.Length <= Longest && Shape().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);

    // The system looks a name up as a file: without a dot or a slash in front it is one of the zones, and those that are none (localtime, right/...) begin with a small letter.
    [GeneratedRegex(@"\A[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Shape();
}
