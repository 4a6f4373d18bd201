namespace Greenroom.IntegrationTests.Operation;

/// <summary>Who may do what with a file. There is nothing of the kind on Windows, where these tests do not run: they start PostgreSQL as its own user.</summary>
internal static class Rights
{
#pragma warning disable CA1416 // See above.
    public static UnixFileMode Of(string path) => File.GetUnixFileMode(path);

    public static void Set(string path, UnixFileMode mode) => File.SetUnixFileMode(path, mode);
#pragma warning restore CA1416
}
