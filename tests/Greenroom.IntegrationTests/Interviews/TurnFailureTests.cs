using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Interviewers;
using Greenroom.Interviews.Interviewers.BuiltIn;
using Greenroom.Interviews.Turns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Greenroom.IntegrationTests.Interviews;

/// <summary>The work on an answer throws, which is a bug of ours: the one thing that no fake at the edge can bring about, so here the interviewer is replaced.</summary>
public abstract class TurnFailureTests(GreenroomApp app)
{
    private static readonly string[] RetryOrEnd = ["retry", "end"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [InlineData("marking")]
    [InlineData("saying")]
    public async Task An_answer_whose_reading_breaks_is_saved_and_sending_it_again_marks_it_once(string moment)
    {
        Interrupted? interviewer = null;
        await using var host = await app.StartAnotherAsync(new AppSetup
        {
            Services = services => services.Replace(ServiceDescriptor.Singleton<IInterviewer>(
                provider => interviewer = new Interrupted(new BuiltInInterviewer(provider.GetRequiredService<BuiltInGrader>())))),
        });
        var room = await (await Candidate.SignUpAsync(host)).StartAsync();
        interviewer!.BreaksWhile = moment;

        var broken = await StreamAsync(room, "m-1");
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var failed = await room.SnapshotAsync();
        var whole = await StreamAsync(room, "m-1");
        var again = await room.AnswerAsync(Candidate.PartialAnswer, "m-1");

        broken.Select(e => e.Type).ShouldBe(["accepted", "state", "state", "error"]);
        broken[2].Data.GetProperty("state").GetString().ShouldBe("failed_retryable");
        broken[2].Data.GetProperty("allowed_commands").EnumerateArray().Select(c => c.GetString()).ShouldBe(RetryOrEnd);
        broken[3].Data.GetProperty("code").GetString().ShouldBe("turn.failed");
        broken[3].Data.GetProperty("detail").GetString()!.ShouldStartWith("Your answer is saved");
        broken[3].Data.GetProperty("retryable").GetBoolean().ShouldBeTrue();

        failed.Conversations[0].State.ShouldBe(ConversationState.FailedRetryable);
        failed.AllowedCommands.ShouldBe(RetryOrEnd);
        failed.RemainingSeconds.ShouldBe(30 * 60, "the failure is not the candidate's time");
        failed.Evaluations.ShouldBeEmpty();
        var saved = failed.Messages.Single(m => m.Author == Author.Candidate);
        saved.Content.ShouldBe(Candidate.PartialAnswer);
        saved.Status.ShouldBe(MessageStatus.RetryableFailed);

        whole[^1].Type.ShouldBe("done");
        whole.Single(e => e.Type == "evaluation").Data.GetProperty("evaluation").GetProperty("status").GetString().ShouldBe("graded");
        whole.ShouldAllBe(e => e.Type != "error");
        again.Reply!.Id.ShouldBe(whole.Single(e => e.Type == "message").Data.GetProperty("message").GetProperty("id").GetGuid());
        var after = await room.SnapshotAsync();
        after.Messages.Single(m => m.Author == Author.Candidate).Status.ShouldBe(MessageStatus.Complete);
        after.Messages.Count(m => m.Id == again.Reply.Id).ShouldBe(1);
        (await host.ScalarAsync<int>("SELECT COUNT(*) FROM evaluations WHERE answer_message_id = @p0", Ct, saved.Id)).ShouldBe(1);
        host.Logs.Lines.ShouldContain(line => line.Message.Contains(saved.Id.ToString(), StringComparison.OrdinalIgnoreCase) && line.Exception is InvalidOperationException);
    }

    private static async Task<List<(string Type, JsonElement Data)>> StreamAsync(Room room, string clientMessageId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/conversations/append")
        {
            Content = JsonContent.Create(new { conversation_id = room.ConversationId, message = Candidate.PartialAnswer, client_message_id = clientMessageId }),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var response = await room.Candidate.Http.SendAsync(request, Ct);
        var blocks = (await response.Content.ReadAsStringAsync(Ct)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(block => !block.StartsWith(':'));
        return [.. blocks.Select(block => block.Split('\n')).Select(lines => (lines[1]["event: ".Length..], JsonDocument.Parse(lines[2]["data: ".Length..]).RootElement))];
    }

    /// <summary>The built-in interviewer, who loses the thread once.</summary>
    private sealed class Interrupted(BuiltInInterviewer inner) : IInterviewer
    {
        public string? BreaksWhile { get; set; }

        public string Name => inner.Name;

        public string Engine => inner.Engine;

        public IReadOnlyList<string> OfferedLanguages => inner.OfferedLanguages;

        public bool Speaks(string language) => inner.Speaks(language);

        public Task<Marking> GradeAsync(AnswerToGrade answer, CancellationToken ct)
        {
            BreakIf("marking");
            return inner.GradeAsync(answer, ct);
        }

        public async Task<string> SayAsync(Utterance utterance, Func<string, CancellationToken, Task> onText, CancellationToken ct)
        {
            var said = await inner.SayAsync(utterance, onText, ct);
            BreakIf("saying");
            return said;
        }

        private void BreakIf(string moment)
        {
            if (BreaksWhile == moment)
            {
                BreaksWhile = null;
                throw new InvalidOperationException("The test broke the turn here.");
            }
        }
    }
}

public sealed class TurnFailuresOnSqlite(SqliteApp app) : TurnFailureTests(app), IClassFixture<SqliteApp>;

public sealed class TurnFailuresOnPostgres(PostgresApp app) : TurnFailureTests(app), IClassFixture<PostgresApp>;
