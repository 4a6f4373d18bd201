using System.Text;
using Greenroom.Accounts.SecondFactor;
using OtpNet;

namespace Greenroom.IntegrationTests.Accounts;

/// <summary>The arithmetic alone, against the published vectors.</summary>
public sealed class AuthenticatorCodeTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, SHA-1; the last six of its eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_vectors_of_the_standard_are_taken_at_their_time(long seconds, string code)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime;

        AuthenticatorSecret.StepOf(Secret, code, at).ShouldBe(seconds / 30);
    }

    [Theory]
    [InlineData(-61, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(61, false)]
    public void A_clock_may_be_off_by_one_step_either_way(int secondsOff, bool taken)
    {
        var server = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890).UtcDateTime;
        var code = new Totp(Secret).ComputeTotp(server.AddSeconds(secondsOff));

        (AuthenticatorSecret.StepOf(Secret, code, server) is not null).ShouldBe(taken);
    }

    [Fact]
    public void A_recovery_code_is_read_as_people_write_it_down()
    {
        RecoveryCodes.Read("o1il23456789").ShouldBe("011123456789");
        RecoveryCodes.Read("0123456789").ShouldBeNull("too short");
        RecoveryCodes.Read("492039").ShouldBeNull("that is a code of the app");
    }
}
