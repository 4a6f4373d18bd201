namespace Greenroom.Bench;

/// <summary>Prints each constraint of an adversarial file with its marks and whether it holds; exit code 1 when one that is not marked hard fails.</summary>
internal static class AdversarialCommand
{
    public static int Run(string[] arguments)
    {
        if (arguments is not [var file])
        {
            return 2;
        }

        var set = AdversarialSet.Read(File.ReadAllText(file));
        var results = set.Check();
        foreach (var result in results)
        {
            var verdict = result.Holds ? "pass" : "FAIL";
            Console.WriteLine($"{result.Number,3} {(result.Hard ? "hard" : "easy")} {verdict}  {result.Note}  [{result.Marks}]");
        }

        var easy = results.Where(result => !result.Hard).ToArray();
        var hard = results.Where(result => result.Hard).ToArray();
        var overconfident = hard.Count(result => !result.Holds && !result.LowConfidence);
        Console.WriteLine($"easy {easy.Count(result => result.Holds)} of {easy.Length}, hard {hard.Count(result => result.Holds)} of {hard.Length}, hard failures without low confidence {overconfident}");
        return easy.All(result => result.Holds) ? 0 : 1;
    }
}
