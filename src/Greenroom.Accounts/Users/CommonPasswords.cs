using System.Collections.Frozen;

namespace Greenroom.Accounts.Users;

/// <summary>The passwords that guessing begins with. Case is ignored: <c>Password1</c> is guessed right after <c>password1</c>.</summary>
internal sealed class CommonPasswords
{
    private readonly FrozenSet<string> _passwords = Read().ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public int Count => _passwords.Count;

    public bool Contains(string password) => _passwords.Contains(password);

    private static IEnumerable<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
