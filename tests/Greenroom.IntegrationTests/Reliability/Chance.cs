using System.Globalization;

namespace Greenroom.IntegrationTests.Reliability;

/// <summary>How often, and when: <c>RELIABILITY_ROUNDS</c> makes a run longer or shorter, <c>RELIABILITY_SEED</c> repeats one.</summary>
internal static class Chance
{
    /// <summary>With fewer rounds than this, chance alone may leave out a kind of moment.</summary>
    public const int EnoughRounds = 10;

    public static int Rounds(int usual) => Number("RELIABILITY_ROUNDS") is { } rounds and > 0 ? rounds : usual;

    public static Random New()
    {
        var seed = Number("RELIABILITY_SEED") ?? Environment.TickCount;
        TestContext.Current.TestOutputHelper!.WriteLine($"RELIABILITY_SEED={seed}");
#pragma warning disable RS0030 // The one place where these tests take chance from; the seed is printed, so that a failure can be repeated.
        return new Random(seed);
#pragma warning restore RS0030
    }

    private static int? Number(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
