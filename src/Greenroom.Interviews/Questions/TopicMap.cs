using YamlDotNet.RepresentationModel;

namespace Greenroom.Interviews.Questions;

/// <summary>The topics and subtopics that entries may belong to, read from <c>topics.yaml</c>.</summary>
internal sealed class TopicMap
{
    private readonly Dictionary<string, Topic> bySlug;
    private readonly Dictionary<(int Parent, string Slug), Topic> subtopics;

    private TopicMap(IReadOnlyList<Topic> topics)
    {
        All = topics;
        bySlug = topics.Where(topic => topic.ParentId is null).ToDictionary(topic => topic.Slug);
        subtopics = topics.Where(topic => topic.ParentId is not null).ToDictionary(topic => (topic.ParentId!.Value, topic.Slug));
    }

    public IReadOnlyList<Topic> All { get; }

    public Topic? Find(string slug) => bySlug.GetValueOrDefault(slug);

    public Topic? FindSubtopic(Topic parent, string slug) => subtopics.GetValueOrDefault((parent.Id, slug));

    public static TopicMap Read(string file, string yaml)
    {
        if (PackReader.Documents(file, yaml).FirstOrDefault() is not YamlSequenceNode list)
        {
            throw new QuestionBankException(file, null, 1, "topics must be a list");
        }

        var topics = new List<Topic>();
        foreach (var node in list.Children)
        {
            var fields = YamlFields.Of(file, null, node, "a topic");
            var topic = Add(topics, fields, null);
            foreach (var subtopic in fields.Mappings("subtopics"))
            {
                Add(topics, subtopic, topic.Id);
                subtopic.RejectUnread();
            }

            fields.RejectUnread();
        }

        return new TopicMap(topics);
    }

    private static Topic Add(List<Topic> topics, YamlFields fields, int? parent)
    {
        var topic = new Topic(
            fields.Number("id", 1, int.MaxValue), fields.Text("slug"), fields.Text("title"), fields.OptionalText("summary"), parent);
        if (topics.Exists(other => other.Id == topic.Id))
        {
            throw fields.Fail("id", $"duplicate id '{topic.Id}'");
        }

        if (topics.Exists(other => other.ParentId == parent && other.Slug == topic.Slug))
        {
            throw fields.Fail("slug", $"duplicate slug '{topic.Slug}'");
        }

        topics.Add(topic);
        return topic;
    }
}
