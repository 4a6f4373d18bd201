using Greenroom.Bench;

namespace Greenroom.UnitTests.Grading;

/// <summary>Answers that try to fool the grader when it has only a reference answer. The cases are the project's own: <c>adversarial.json</c>, inside the test program.</summary>
public sealed class AdversarialTests
{
    private const int HardThatMustHold = 5;

    [Fact]
    public void The_cases_in_the_repository_hold()
    {
        using var stream = typeof(AdversarialTests).Assembly.GetManifestResourceStream("adversarial.json")!;
        using var reader = new StreamReader(stream);

        var results = AdversarialSet.Read(reader.ReadToEnd()).Check();

        results.Where(result => !result.Hard && !result.Holds).Select(result => $"{result.Number} {result.Note} [{result.Marks}]").ShouldBeEmpty();
        results.Count(result => result.Hard && result.Holds).ShouldBeGreaterThanOrEqualTo(HardThatMustHold);
        results.Where(result => result.Hard && !result.Holds && !result.LowConfidence).Select(result => result.Note).ShouldBeEmpty();
    }
}
