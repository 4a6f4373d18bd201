using System.Security.Cryptography;
using System.Text;

namespace Greenroom.Accounts.Users;

/// <summary>Keys of counters about an address or a name. The counters are readable to whoever reads the database; what people typed is not.</summary>
internal static class HiddenKeys
{
    private const int Size = 16;

    public static string Of(string counter, string typed) =>
        $"{counter}:#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(typed)).AsSpan(0, Size))}";
}
