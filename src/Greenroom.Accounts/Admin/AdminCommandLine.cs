using Greenroom.Platform.Data;
using Greenroom.Platform.Operation;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.Accounts.Admin;

/// <summary><c>./run admin create|reset-password|reset-second-factor EMAIL</c>. On SQLite only while no server runs: the file has one owner.</summary>
internal sealed class AdminCommandLine(IServiceScopeFactory scopes, DatabaseMigrator migrator) : IOperatorCommand
{
    public string Name => "admin";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken ct)
    {
        if (arguments is not ["create" or "reset-password" or "reset-second-factor", var email] || !new Users.PlainAddressAttribute().IsValid(email))
        {
            throw new UsageException("Usage: ./run admin create EMAIL, ./run admin reset-password EMAIL, or ./run admin reset-second-factor EMAIL");
        }

        await migrator.MigrateAsync(ct);
        await using var scope = scopes.CreateAsyncScope();
        var command = scope.ServiceProvider.GetRequiredService<AdminCommand>();
        await output.WriteLineAsync(arguments[0] switch
        {
            "create" => await CreateAsync(command, email, ct),
            "reset-password" => await ResetPasswordAsync(command, email, ct),
            _ => await ResetSecondFactorAsync(command, email, ct),
        });
        return 0;
    }

    private static async Task<string> CreateAsync(AdminCommand command, string email, CancellationToken ct) =>
        await command.CreateAsync(email, mailed: false, ct) is { } link
            ? $"{email} administers this server. Choose a password within the hour: {link}"
            : $"{email} administers this server, with the password that the account has.";

    private static async Task<string> ResetPasswordAsync(AdminCommand command, string email, CancellationToken ct) =>
        await command.ResetPasswordAsync(email, ct) is { } link ? $"A new password for {email} within the hour: {link}" : throw NoAccount(email);

    private static async Task<string> ResetSecondFactorAsync(AdminCommand command, string email, CancellationToken ct) =>
        await command.ResetSecondFactorAsync(email, ct) switch
        {
            true => $"{email} has no second factor any more: the password alone opens the account. Every session has ended, and a mail says so.",
            false => throw new RefusedException($"The account with the address {email} has no second factor."),
            null => throw NoAccount(email),
        };

    private static RefusedException NoAccount(string email) => new($"There is no account with the address {email}.");
}
