namespace Greenroom.Harness;

/// <summary>Where things are, found from the program upwards: the tests run from any folder and on any machine.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Greenroom.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"There is no Greenroom.slnx above {AppContext.BaseDirectory}: the tests start what is built in this repository.");
    }
}
