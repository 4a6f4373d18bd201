using Greenroom.Growth.Advice;

namespace Greenroom.UnitTests.Growth.Advice;

public sealed class WelchTests
{
    [Fact]
    public void It_agrees_with_the_example_in_the_manual_of_R()
    {
        // Student's sleep data (Cushny and Peebles 1905), as in example(t.test): t = -1.8608, df = 17.776, p = 0.07939, -3.3654832 to 0.2054832.
        double[] first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        double[] second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

        var result = Welch.Compare(first, second).ShouldNotBeNull();

        result.T.ShouldBe(-1.8608, 5e-5);
        result.DegreesOfFreedom.ShouldBe(17.776, 5e-4);
        result.P.ShouldBe(0.07939, 5e-6);
        result.Interval.Low.ShouldBe(-3.3654832, 1e-6);
        result.Interval.High.ShouldBe(0.2054832, 1e-6);
    }

    [Fact]
    public void It_says_nothing_without_scatter()
    {
        Welch.Compare([], []).ShouldBeNull();
        Welch.Compare([1], [1, 2, 3]).ShouldBeNull();
        Welch.Compare([1, 1], [2, 2, 2]).ShouldBeNull();
        Welch.Compare([1, 1], [2, 3]).ShouldNotBeNull().P.ShouldBeInRange(0, 1);
    }
}
