namespace Greenroom.Growth.Platforms.Sandbox;

/// <summary>
/// How much of everything a post will ever get has come after some hours: F(h) = 1 − exp(−(h/τ)^k). The feed's numbers fit public figures
/// (about 55 % after one hour, 80 % after a day, 97 % after thirty); those of reels are a guess.
/// Written apart from the advice on purpose: it is the truth that the advice is tested against.
/// </summary>
/// <param name="Tau">In hours.</param>
internal sealed record SandboxAgeCurve(double Tau, double K)
{
    private const double ReferenceHours = 720;

    public static SandboxAgeCurve Of(SandboxMedia media) => media is SandboxMedia.Reel ? new(20, 0.35) : new(2.83, 0.2226);

    /// <summary>0 for a post that is not out yet.</summary>
    public double At(double hours) => hours <= 0 ? 0 : 1 - Math.Exp(-Math.Pow(hours / Tau, K));

    /// <summary>In units of what has come after thirty days; a little more than 1 for older posts.</summary>
    public double ShareOfThirtyDays(double hours) => At(hours) / At(ReferenceHours);
}
