using Greenroom.Platform.Start;

namespace Greenroom.IntegrationTests.Platform;

public sealed class IdleMemoryTests
{
    private readonly IdleMemory _memory = new(TimeProvider.System);

    [Fact]
    public void It_is_handed_back_in_the_first_quiet_minute_after_a_busy_one()
    {
        _memory.IsTime(IdleMemory.WorthIt).ShouldBeFalse("it is busy");
        _memory.IsTime(IdleMemory.WorthIt + IdleMemory.Quiet).ShouldBeFalse("it is still busy");
        _memory.IsTime(IdleMemory.WorthIt + IdleMemory.Quiet + 1).ShouldBeTrue();
    }

    [Fact]
    public void It_is_not_handed_back_again_before_that_is_worth_a_pause()
    {
        _memory.IsTime(IdleMemory.WorthIt);
        _memory.IsTime(IdleMemory.WorthIt).ShouldBeTrue();
        var quiet = Enumerable.Range(1, 5).Select(minute => IdleMemory.WorthIt + (minute * (IdleMemory.WorthIt / 4)));

        quiet.Select(_memory.IsTime).ShouldBe([false, false, false, true, false]);
    }
}
