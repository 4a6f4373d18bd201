namespace Greenroom.Host.Composition;

/// <summary>Reads <c>NAME=value</c> lines; real environment variables win, empty ones too: <c>DATABASE_URL= ./run</c> is how to leave a line of the file out.</summary>
internal static class DotEnv
{
    public static void AddTo(ConfigurationManager configuration, string file)
    {
        if (!File.Exists(file))
        {
            return;
        }

        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in File.ReadLines(file).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new SettingException($".env has a line that is not NAME=value: {line.Split(' ')[0]}");
            }

            var name = line[..equals].Trim().Replace("__", ":", StringComparison.Ordinal);
            if (configuration[name] is null)
            {
                values[name] = line[(equals + 1)..].Trim().Trim('"');
            }
        }

        configuration.AddInMemoryCollection(values);
    }
}
