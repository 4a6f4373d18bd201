using System.Buffers.Binary;
using Greenroom.Accounts;

namespace Greenroom.IntegrationTests.Accounts;

/// <summary>The other tests hash cheaply; this one looks at what operators get.</summary>
public sealed class PasswordHashTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_password_is_stored_as_a_hash_of_220_000_rounds_unless_told_otherwise()
    {
        var usual = new AccountsOptions().PasswordIterations;
        await using var production = await app.StartAnotherAsync(AppSetup.Production);
        await production.NewClient().RegisterAsync(Api.NewEmail(), Ct);

        var hash = Convert.FromBase64String((await production.ScalarAsync<string>("SELECT password FROM users", Ct))!);

        usual.ShouldBe(220_000);
        BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5)).ShouldBe(usual, "the hash carries its rounds after a format byte and the function");
    }
}
