using Greenroom.Interviews.Practice;

namespace Greenroom.Interviews.Turns;

/// <summary>What the server will accept now; sent with every state so that no client has to know the state machine.</summary>
internal static class Commands
{
    public static IReadOnlyList<string> Allowed(Interview interview, Conversation? conversation, Question? open, int hintsLeft)
    {
        if (interview.Status == InterviewStatus.Ready)
        {
            return ["start", "end"];
        }

        if (interview.Status is InterviewStatus.Paused or InterviewStatus.Abandoned && conversation?.Track == Track.Main)
        {
            var mayResume = interview.Status == InterviewStatus.Paused || interview.ReopenedAt is null;
            return mayResume ? ["resume", "end"] : ["end"];
        }

        return conversation?.State switch
        {
            ConversationState.AwaitingAnswer when open is not null => Awaiting(interview, conversation, open, hintsLeft),
            ConversationState.FailedRetryable => ["retry", "end"],
            _ => [],
        };
    }

    public static bool MayHint(Interview interview, int hintsLeft) => interview.Mode == InterviewMode.Practice && hintsLeft > 0;

    public static bool MayClarify(Interview interview, Question open) => interview.Mode == InterviewMode.Practice && open.Kind != QuestionKind.FollowUp;

    private static List<string> Awaiting(Interview interview, Conversation conversation, Question open, int hintsLeft)
    {
        List<string> commands = ["answer", "draft"];
        if (MayHint(interview, hintsLeft))
        {
            commands.Add("hint");
        }

        if (MayClarify(interview, open))
        {
            commands.Add("clarify");
        }

        commands.Add("skip");
        if (conversation.Track == Track.Main)
        {
            commands.Add("pause");
        }

        commands.Add("end");

        return commands;
    }
}
