using Greenroom.Bench;

namespace Greenroom.UnitTests.Grading;

/// <summary>Answers that try to fool the grader when it has only a reference answer. The cases are the project's own.</summary>
public sealed class AdversarialTests(ITestOutputHelper output)
{
    private const int HardThatMustHold = 5;

    [Fact]
    public void The_cases_in_the_repository_hold()
    {
        using var stream = typeof(AdversarialTests).Assembly.GetManifestResourceStream("adversarial.json")!;
        using var reader = new StreamReader(stream);

        Insist(reader.ReadToEnd());
    }

    [Fact]
    public void The_cases_beside_the_repository_hold_when_they_are_there()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "shared", "data", "grading", "adversarial.json")))
        {
            folder = folder.Parent;
        }

        if (folder is null)
        {
            output.WriteLine("shared/data/grading/adversarial.json is not there: nothing was checked here; the copy in the repository was.");
            return;
        }

        Insist(File.ReadAllText(Path.Combine(folder.FullName, "shared", "data", "grading", "adversarial.json")));
    }

    private static void Insist(string json)
    {
        var results = AdversarialSet.Read(json).Check();

        results.Where(result => !result.Hard && !result.Holds).Select(result => $"{result.Number} {result.Note} [{result.Marks}]").ShouldBeEmpty();
        results.Count(result => result.Hard && result.Holds).ShouldBeGreaterThanOrEqualTo(HardThatMustHold);
        results.Where(result => result.Hard && !result.Holds && !result.LowConfidence).Select(result => result.Note).ShouldBeEmpty();
    }
}
