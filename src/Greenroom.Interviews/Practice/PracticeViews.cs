namespace Greenroom.Interviews.Practice;

internal static class PracticeViews
{
    public static InterviewView Of(Interview i) => new(
        i.Id, i.UserId, i.Length, i.NumberQuestions, i.Difficulty, i.Status, i.Score, i.Language, i.Prompt, i.FirstQuestion, i.Subtopic, i.Topics, i.Mode,
        i.Persona, i.Level, i.Engine, i.Seed, i.AnsweredQuestions, i.StartedAt, i.DeadlineAt, i.CompletedAt, i.CreatedAt, i.UpdatedAt);
}
