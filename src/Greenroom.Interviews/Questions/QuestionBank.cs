using System.Security.Cryptography;
using System.Text;

namespace Greenroom.Interviews.Questions;

/// <summary>All questions that can be asked. Immutable; <see cref="Version"/> changes when and only when the contents do.</summary>
internal sealed class QuestionBank
{
    private const string Setting = "QUESTION_BANK_DIR";
    private const string TopicFile = "topics.yaml";
    private const string ResourcePrefix = "packs/";
    private readonly Dictionary<string, BankEntry> byId;

    private QuestionBank(string version, IReadOnlyList<Topic> topics, IReadOnlyList<BankEntry> entries)
    {
        Version = version;
        Topics = topics;
        Entries = entries;
        byId = entries.ToDictionary(entry => entry.Id);
    }

    /// <summary>The first 12 hexadecimal digits of the SHA-256 of all packs in order of name.</summary>
    public string Version { get; }

    public IReadOnlyList<Topic> Topics { get; }

    public IReadOnlyList<BankEntry> Entries { get; }

    public BankEntry? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The stable number of the entry's subtopic.</summary>
    public int TopicIdOf(BankEntry entry) => Topics.First(topic => topic.Slug == entry.Subtopic && topic.ParentId is not null).Id;

    /// <summary>The bank that travels inside the program.</summary>
    public static QuestionBank Embedded() => FromPacks(EmbeddedPacks());

    /// <summary>Every <c>*.yaml</c> of a folder; the topic map is the program's own unless the folder has a <c>topics.yaml</c>.</summary>
    public static QuestionBank FromDirectory(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new QuestionBankException(Setting, null, 0, $"there is no folder {Path.GetFullPath(folder)}");
        }

        var bank = FromFiles(Directory.GetFiles(folder, "*.yaml"));
        return bank.Entries.Count > 0 ? bank : throw new QuestionBankException(Setting, null, 0, $"the folder {Path.GetFullPath(folder)} has no question in any *.yaml");
    }

    public static QuestionBank FromFiles(IEnumerable<string> files)
    {
        var packs = files.ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        packs.TryAdd(TopicFile, EmbeddedPacks()[TopicFile]);
        return FromPacks(packs);
    }

    /// <summary>A bank from texts by file name, <c>topics.yaml</c> among them.</summary>
    public static QuestionBank FromPacks(IReadOnlyDictionary<string, string> packs)
    {
        if (!packs.TryGetValue(TopicFile, out var topicYaml))
        {
            throw new QuestionBankException(TopicFile, null, 0, "the topic map is missing");
        }

        var topics = TopicMap.Read(TopicFile, topicYaml);
        var entries = new List<BankEntry>();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (file, yaml) in packs.OrderBy(pack => pack.Key, StringComparer.Ordinal).Where(pack => pack.Key != TopicFile))
        {
            foreach (var (entry, line) in PackReader.Read(file, yaml, topics))
            {
                if (!files.TryAdd(entry.Id, file))
                {
                    throw new QuestionBankException(file, entry.Id, line, $"duplicate id '{entry.Id}', first used in {files[entry.Id]}");
                }

                entries.Add(entry);
            }
        }

        return new QuestionBank(VersionOf(packs), topics.All, entries);
    }

    private static Dictionary<string, string> EmbeddedPacks()
    {
        var assembly = typeof(QuestionBank).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .ToDictionary(name => name[ResourcePrefix.Length..], name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            });
    }

    private static string VersionOf(IReadOnlyDictionary<string, string> packs)
    {
        var text = new StringBuilder();
        foreach (var (file, yaml) in packs.OrderBy(pack => pack.Key, StringComparer.Ordinal))
        {
            text.Append(file).Append('\0').Append(yaml.ReplaceLineEndings("\n")).Append('\0');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..12];
    }
}
