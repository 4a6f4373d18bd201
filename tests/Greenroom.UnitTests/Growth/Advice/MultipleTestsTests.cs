using Greenroom.Growth.Advice;

namespace Greenroom.UnitTests.Growth.Advice;

public sealed class MultipleTestsTests
{
    // Benjamini and Hochberg (1995), table of section 4.1: 15 hypotheses on thrombolysis.
    private static readonly double[] Published =
        [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1.000];

    [Fact]
    public void Benjamini_and_Hochberg_reject_four_of_their_own_fifteen()
    {
        MultipleTests.BenjaminiHochberg(Published, 0.05).Count(rejected => rejected).ShouldBe(4);
        MultipleTests.BenjaminiHochberg([.. Published.Reverse()], 0.05)[11..].ShouldAllBe(rejected => rejected);
    }

    [Fact]
    public void The_procedure_steps_up_over_a_gap()
    {
        // 0.04 > 1/3·0.1 alone, but 0.06 ≤ 2/3·0.1 carries it.
        MultipleTests.BenjaminiHochberg([0.06, 0.9, 0.04], 0.1).ShouldBe([true, false, true]);
        MultipleTests.BenjaminiHochberg([], 0.1).ShouldBeEmpty();
        MultipleTests.BenjaminiHochberg([0.2], 0.1).ShouldBe([false]);
    }
}
