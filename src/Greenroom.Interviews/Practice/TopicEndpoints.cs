using Greenroom.Interviews.Interviewers;
using Greenroom.Interviews.Questions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Greenroom.Interviews.Practice;

internal static class TopicEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/topics", Topics).WithTags("Interviews").WithName("ListTopics").WithSummary("Topics and subtopics with the number of questions");
        routes.MapGet("/api/interviewer", Interviewer).WithTags("Interviews").WithName("GetInterviewer").WithSummary("Who interviews on this server, and in which languages");
    }

    private static Ok<TopicList> Topics(QuestionBank bank) => TypedResults.Ok(new TopicList(
        [.. bank.Topics.Where(t => t.ParentId is null).OrderBy(t => t.Id).Select(t => View(t, bank))]));

    private static Ok<InterviewerView> Interviewer(QuestionBank bank, InterviewerSelection interviewers, IOptions<ModelOptions> options)
    {
        var interviewer = interviewers.ForNew;
        var isModel = interviewer.Name != BuiltInName;
        return TypedResults.Ok(new InterviewerView(
            isModel ? "model" : "built_in", isModel ? options.Value.Model : null, interviewer.OfferedLanguages, bank.Entries.Count, bank.Topics.Count(t => t.ParentId is null)));
    }

    private const string BuiltInName = Interviewers.BuiltIn.BuiltInInterviewer.EngineName;

    private static TopicView View(Topic topic, QuestionBank bank)
    {
        var entries = bank.Entries.Where(e => e.Topic == topic.Slug).ToList();
        int Count(InterviewDifficulty difficulty) => entries.Count(e => InterviewPlan.Fits(e.Difficulty, difficulty));
        return new TopicView(
            topic.Id, topic.Slug, topic.Title, topic.Summary ?? "", entries.Count,
            new DifficultyCounts(Count(InterviewDifficulty.Easy), Count(InterviewDifficulty.Medium), Count(InterviewDifficulty.Hard)),
            [.. bank.Topics.Where(t => t.ParentId == topic.Id).Select(t => new SubtopicView(t.Id, t.Slug, t.Title, entries.Count(e => e.Subtopic == t.Slug)))]);
    }
}
