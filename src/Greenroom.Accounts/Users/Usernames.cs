using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Greenroom.Accounts.Users;

/// <summary>Names for those who did not choose one.</summary>
internal static class Usernames
{
    private const int Shortest = 3;
    private const int Longest = 32;
    private const string SuffixAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>The part before the @, with what a name may not contain left out.</summary>
    public static string FromEmail(string email) => From(email.Split('@')[0].Split('+')[0]);

    /// <summary>What somebody is called elsewhere, with what a name may not contain left out.</summary>
    public static string From(string wanted)
    {
        var name = new string([.. wanted.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-').Take(Longest)]);
        return name.Length >= Shortest ? name : WithSuffix("user");
    }

    /// <summary>The name and five random characters, within the longest name.</summary>
    public static string WithSuffix(string name) => $"{name[..Math.Min(name.Length, Longest - 6)]}-{Suffix(5)}";

    /// <summary>The wanted name, or one like it when somebody has it. Uniqueness stays the database's word: the name may be taken a moment later.</summary>
    public static async Task<string> FreeAsync(UserManager<User> users, string wanted) => await users.FindByNameAsync(wanted) is null ? wanted : WithSuffix(wanted);

    public static string ForGuest() => $"guest-{Suffix(6)}";

    private static string Suffix(int length) => RandomNumberGenerator.GetString(SuffixAlphabet, length);
}
