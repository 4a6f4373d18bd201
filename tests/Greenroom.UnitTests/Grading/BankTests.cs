using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Questions;

namespace Greenroom.UnitTests.Grading;

/// <summary>Every entry that ships proves its own calibration.</summary>
public sealed class BankTests
{
    private static readonly QuestionBank Bank = QuestionBank.Embedded();
    private static readonly BuiltInGrader Grader = new(Bank);

    public static TheoryData<string> EntryIds => [.. Bank.Entries.Select(entry => entry.Id)];

    [Theory]
    [MemberData(nameof(EntryIds))]
    public void Each_graded_example_lands_where_it_should(string id)
    {
        var entry = Bank.Find(id)!;

        var broken = entry.GradedExamples.SelectMany(example =>
            ExampleCheck.Broken(example, Grader.Grade(entry, example.Answer)).Select(problem => $"{example.Id}: {problem}"));

        broken.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(EntryIds))]
    public void The_model_answer_misses_no_point(string id)
    {
        var entry = Bank.Find(id)!;

        var grade = Grader.Grade(entry, entry.ModelAnswer);

        ExampleCheck.BrokenByModelAnswer(grade).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(EntryIds))]
    public void Fluent_wrong_answers_stay_low_and_right_ones_in_other_words_do_not(string id)
    {
        var entry = Bank.Find(id)!;
        int ScoreOf(string example) => Grader.Grade(entry, entry.GradedExamples.Single(known => known.Id == example).Answer).Score!.Value;

        ScoreOf("opposite").ShouldBeLessThanOrEqualTo(40);
        ScoreOf("wrapped-keywords").ShouldBeLessThanOrEqualTo(40);
        ScoreOf("other-words").ShouldBeGreaterThanOrEqualTo(60);
    }

    [Fact]
    public void A_strong_answer_to_another_question_is_worth_next_to_nothing()
    {
        var scores = (
            from entry in Bank.Entries
            from other in Bank.Entries
            where entry.Id != other.Id
            let score = Grader.Grade(entry, other.GradedExamples.Single(example => example.Id == "strong").Answer).Score!.Value
            select (Title: $"{entry.Id} given {other.Id}: {score}", SameTopic: entry.Topic == other.Topic, Score: score)).ToArray();

        // The highest are questions that share an idea: idempotency keys, duplicates after a redelivery, lost updates.
        scores.Where(row => row.Score > (row.SameTopic ? 45 : 30)).Select(row => row.Title).ShouldBeEmpty();
        scores.Average(row => row.Score).ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public void Every_topic_has_an_easy_a_medium_and_a_hard_question()
    {
        var topics = Bank.Topics.Where(topic => topic.ParentId is null).ToArray();

        topics.Length.ShouldBe(14);
        foreach (var topic in topics)
        {
            var entries = Bank.Entries.Where(entry => entry.Topic == topic.Slug).ToArray();
            entries.Length.ShouldBeGreaterThanOrEqualTo(3, topic.Slug);
            entries.ShouldContain(entry => entry.Difficulty <= 2, topic.Slug);
            entries.ShouldContain(entry => entry.Difficulty == 3, topic.Slug);
            entries.ShouldContain(entry => entry.Difficulty >= 4, topic.Slug);
        }
    }

    [Fact]
    public void The_version_is_stable_and_follows_the_contents()
    {
        var packs = new Dictionary<string, string> { ["topics.yaml"] = "- id: 1\n  slug: a\n  title: A\n  subtopics:\n    - id: 101\n      slug: b\n      title: B\n" };
        var changed = new Dictionary<string, string> { ["topics.yaml"] = packs["topics.yaml"].Replace("title: A", "title: C", StringComparison.Ordinal) };

        QuestionBank.FromPacks(packs).Version.ShouldBe(QuestionBank.FromPacks(packs).Version);
        QuestionBank.FromPacks(packs).Version.ShouldNotBe(QuestionBank.FromPacks(changed).Version);
        Bank.Version.Length.ShouldBe(12);
    }
}
