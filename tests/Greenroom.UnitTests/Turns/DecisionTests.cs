using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Questions;
using Greenroom.Interviews.Turns;

namespace Greenroom.UnitTests.Turns;

/// <summary>What the interviewer does after an answer: the same state gives the same move.</summary>
public sealed class DecisionTests
{
    private static readonly DateTime Now = new(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc);

    private static readonly FollowUp AboutSide = new("And at the side?", ["side"], [], WhenAllHit: false);
    private static readonly FollowUp AboutMiddle = new("And in the middle?", ["middle"], [], WhenAllHit: false);
    private static readonly FollowUp AboutHeart = new("And at heart?\n", ["heart"], [], WhenAllHit: false);
    private static readonly FollowUp Beyond = new("And beyond?", [], [], WhenAllHit: true);

    private static readonly KeyPoint[] Points =
    [
        Point("side", 1, core: false), Point("middle", 3, core: false), Point("heart", 3, core: true),
    ];

    [Fact]
    public void The_heaviest_missed_point_is_probed_first_and_a_core_one_before_others_of_its_weight()
    {
        var decision = Decide();

        decision.ShouldBe(new Decision.FollowUp(AboutHeart));
    }

    [Theory]
    [InlineData(Verdict.Hit, Verdict.Missed, "And in the middle?")]
    [InlineData(Verdict.Hit, Verdict.Hit, "And at the side?")]
    [InlineData(Verdict.Contradicted, Verdict.Missed, "And at heart?\n")]
    public void What_was_hit_is_not_probed(Verdict heart, Verdict middle, string probe)
    {
        var decision = Decide(State([("heart", heart), ("middle", middle), ("side", Verdict.Missed)]));

        decision.ShouldBeOfType<Decision.FollowUp>().Probe.Prompt.ShouldBe(probe);
    }

    [Fact]
    public void Of_two_equal_points_the_missed_one_is_probed_before_the_half_said_one()
    {
        var entry = Entry([Point("middle", 3, core: false), Point("edge", 3, core: false)], [AboutMiddle, new("And at the edge?", ["edge"], [], WhenAllHit: false)]);

        var decision = Decide(State([("middle", Verdict.Partial), ("edge", Verdict.Missed)]) with { Entry = entry });

        decision.ShouldBeOfType<Decision.FollowUp>().Probe.Prompt.ShouldBe("And at the edge?");
    }

    [Fact]
    public void A_probe_with_a_condition_waits_for_it()
    {
        var conditional = new FollowUp("You said the side; and the heart?", ["heart"], ["side"], WhenAllHit: false);
        var entry = Entry(Points, [conditional, AboutMiddle]);

        var without = Decide(State([("heart", Verdict.Missed), ("middle", Verdict.Missed), ("side", Verdict.Partial)]) with { Entry = entry });
        var with = Decide(State([("heart", Verdict.Missed), ("middle", Verdict.Missed), ("side", Verdict.Hit)]) with { Entry = entry });

        without.ShouldBe(new Decision.FollowUp(AboutMiddle));
        with.ShouldBe(new Decision.FollowUp(conditional));
    }

    [Fact]
    public void A_follow_up_is_asked_once_and_two_are_the_most()
    {
        var second = Decide(State() with { FollowUpsAsked = ["And at heart?"] });
        var third = Decide(State() with { FollowUpsAsked = ["And at heart?", "And in the middle?"] });

        second.ShouldBe(new Decision.FollowUp(AboutMiddle));
        third.ShouldBe(new Decision.Next());
    }

    [Fact]
    public void I_do_not_know_is_not_probed()
    {
        Decide(State() with { LastAnswerWasEmpty = true }).ShouldBe(new Decision.Next());
    }

    [Fact]
    public void A_question_whose_time_is_up_gives_way_to_the_next()
    {
        Decide(State() with { QuestionTimeIsUp = true }).ShouldBe(new Decision.Next());
    }

    [Fact]
    public void A_retry_asks_nothing_more()
    {
        Decide(State() with { AllowsFollowUps = false, MainQuestionsLeft = 0 }).ShouldBe(new Decision.WrapUp());
    }

    [Theory]
    [InlineData(-1, typeof(Decision.WrapUp))]
    [InlineData(0, typeof(Decision.WrapUp))]
    [InlineData(1, typeof(Decision.Next))]
    [InlineData(44, typeof(Decision.Next))]
    [InlineData(45, typeof(Decision.FollowUp))]
    public void The_deadline_ends_the_interview_and_keeps_probes_that_nobody_could_answer_from_being_asked(int secondsLeft, Type expected)
    {
        Decide(State() with { DeadlineAt = Now.AddSeconds(secondsLeft) }).ShouldBeOfType(expected);
    }

    [Fact]
    public void When_everything_was_said_the_interviewer_goes_one_step_further_once()
    {
        var complete = State([("heart", Verdict.Hit), ("middle", Verdict.Hit), ("side", Verdict.Hit)]);

        Decide(complete).ShouldBe(new Decision.Escalate(Beyond));
        Decide(complete with { FollowUpsAsked = ["And beyond?"] }).ShouldBe(new Decision.Next());
        Decide(complete with { FollowUpsAsked = ["And beyond?"], MainQuestionsLeft = 0 }).ShouldBe(new Decision.WrapUp());
    }

    [Fact]
    public void A_half_said_point_is_not_everything()
    {
        var decision = Decide(State([("heart", Verdict.Hit), ("middle", Verdict.Hit), ("side", Verdict.Partial)]) with { FollowUpsAsked = ["And at the side?"] });

        decision.ShouldBe(new Decision.Next());
    }

    private static Decision Decide(DecisionState? state = null) => Decision.Decide(state ?? State(), Now);

    private static DecisionState State((string Id, Verdict Verdict)[]? verdicts = null) => new(
        Entry(Points, [AboutSide, AboutMiddle, AboutHeart, Beyond]),
        [.. (verdicts ?? [("side", Verdict.Missed), ("middle", Verdict.Missed), ("heart", Verdict.Missed)]).Select(v => new PointMark(v.Id, v.Verdict, 1, null, null, null))],
        FollowUpsAsked: [],
        LastAnswerWasEmpty: false,
        AllowsFollowUps: true,
        MainQuestionsLeft: 1,
        QuestionTimeIsUp: false,
        DeadlineAt: null);

    private static KeyPoint Point(string id, int weight, bool core) => new(id, weight, Dimension.Correctness, core, "A claim.", [], [], [], []);

    private static BankEntry Entry(IReadOnlyList<KeyPoint> points, IReadOnlyList<FollowUp> followUps) => new(
        "caching.eviction.sample", 1, "caching", "eviction", "concept", "junior", 2, 5, "en", "What?", "What, in other words?", points, [], [], followUps, "That.", [], []);
}
