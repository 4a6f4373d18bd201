using Greenroom.Growth.Platforms.Instagram;

namespace Greenroom.IntegrationTests.Growth.Instagram;

public sealed class AppSecretProofTests
{
    [Fact]
    public void It_is_the_one_that_the_platform_computes() =>
        AppSecretProof.Of("token-123", "app-secret").ShouldBe("fe175a04c90a44651c43e687608dcc779f306c5d07be7fa7f0a085cd068ed621");
}
