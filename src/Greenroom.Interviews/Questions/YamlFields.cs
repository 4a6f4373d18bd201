using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Greenroom.Interviews.Questions;

/// <summary>Reads one YAML mapping strictly: every field is asked for by name and type, and <see cref="RejectUnread"/> refuses the rest.</summary>
internal sealed class YamlFields
{
    private readonly string file;
    private readonly string? entryId;
    private readonly YamlMappingNode node;
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    private YamlFields(string file, string? entryId, YamlMappingNode node)
    {
        this.file = file;
        this.entryId = entryId;
        this.node = node;
    }

    public long Line => node.Start.Line;

    public static YamlFields Of(string file, string? entryId, YamlNode node, string what) =>
        node is YamlMappingNode mapping
            ? new YamlFields(file, entryId, mapping)
            : throw new QuestionBankException(file, entryId, node.Start.Line, $"{what} must be a mapping of fields");

    public YamlFields ForEntry(string id) => Of(file, id, node, "an entry").WithRead(read);

    public bool Has(string name) => node.Children.ContainsKey(new YamlScalarNode(name));

    public string Text(string name) => TextOf(Required(name), name);

    public string? OptionalText(string name) => Has(name) ? Text(name) : null;

    public string OneOf(string name, params string[] allowed)
    {
        var value = Text(name);
        return allowed.Contains(value, StringComparer.Ordinal)
            ? value
            : throw Fail(name, $"{name} must be one of {string.Join(", ", allowed)}, not '{value}'");
    }

    public int Number(string name, int min, int max)
    {
        var value = Required(name);
        return value is YamlScalarNode { Value: { } text }
            && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max
            ? number
            : throw Fail(name, max == int.MaxValue ? $"{name} must be a number from {min}" : $"{name} must be {min} to {max}");
    }

    public bool Flag(string name)
    {
        if (!Has(name))
        {
            return false;
        }

        return Text(name) switch
        {
            "true" => true,
            "false" => false,
            _ => throw Fail(name, $"{name} must be true or false"),
        };
    }

    /// <summary>A list that must be there and hold something.</summary>
    public IReadOnlyList<YamlNode> List(string name, int min = 1, int max = int.MaxValue)
    {
        if (Required(name) is not YamlSequenceNode sequence)
        {
            throw Fail(name, $"{name} must be a list");
        }

        var count = sequence.Children.Count;
        if (count < min || count > max)
        {
            var expected = min == max ? $"exactly {min}" : max == int.MaxValue ? $"at least {min}" : $"{min} to {max}";
            throw Fail(name, $"{name} must have {expected}, it has {count}");
        }

        return [.. sequence.Children];
    }

    public IReadOnlyList<string> Texts(string name, int min = 1, int max = int.MaxValue) =>
        [.. List(name, min, max).Select(item => TextOf(item, name))];

    public IReadOnlyList<string> OptionalTexts(string name) => Has(name) ? Texts(name) : [];

    public IReadOnlyList<YamlFields> Mappings(string name, int min = 1, int max = int.MaxValue) =>
        [.. List(name, min, max).Select(item => Of(file, entryId, item, $"an item of {name}"))];

    public YamlFields Mapping(string name) => Of(file, entryId, Required(name), name);

    public IEnumerable<string> Names() => node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    public string TextOf(YamlNode value, string name) =>
        value is YamlScalarNode { Value: { } text } && !string.IsNullOrWhiteSpace(text)
            ? text.Trim()
            : throw new QuestionBankException(file, entryId, value.Start.Line, value is YamlScalarNode
                ? $"{name} must be a text that is not empty"
                : $"{name} must be a text (quote a text that contains ': ')");

    /// <summary>The line of a field, or of the mapping when it has no such field.</summary>
    public long LineOf(string name) => node.Children.Keys.FirstOrDefault(key => key is YamlScalarNode scalar && scalar.Value == name)?.Start.Line ?? Line;

    public long LineOf(string name, int index) =>
        node.Children.TryGetValue(new YamlScalarNode(name), out var value) && value is YamlSequenceNode list && index < list.Children.Count
            ? list.Children[index].Start.Line
            : Line;

    public void RejectUnread()
    {
        foreach (var key in node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !read.Contains(name))
            {
                throw new QuestionBankException(file, entryId, key.Start.Line, $"unknown field '{key}'");
            }
        }
    }

    public QuestionBankException Fail(string name, string problem) => new(file, entryId, LineOf(name), problem);

    public QuestionBankException FailAt(long line, string problem) => new(file, entryId, line, problem);

    private YamlNode Required(string name)
    {
        read.Add(name);
        return Has(name) ? node.Children[new YamlScalarNode(name)] : throw Fail(name, $"{name} is missing");
    }

    private YamlFields WithRead(HashSet<string> names)
    {
        read.UnionWith(names);
        return this;
    }
}
