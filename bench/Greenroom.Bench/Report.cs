using System.Globalization;

namespace Greenroom.Bench;

/// <summary>Lines of a benchmark: what was measured, its figures, and beside them what was wanted.</summary>
internal static class Report
{
    public static void Line(string what, string figures, string? goal = null) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-36} {figures}{(goal is null ? "" : $" [goal {goal}]")}"));
}
