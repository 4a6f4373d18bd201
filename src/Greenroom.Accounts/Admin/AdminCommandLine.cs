using Greenroom.Platform.Data;
using Greenroom.Platform.Operation;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.Accounts.Admin;

/// <summary><c>./run admin create EMAIL</c> and <c>./run admin reset-password EMAIL</c>. On SQLite only while no server runs: the file has one owner.</summary>
internal sealed class AdminCommandLine(IServiceScopeFactory scopes, DatabaseMigrator migrator) : IOperatorCommand
{
    public string Name => "admin";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken ct)
    {
        if (arguments is not ["create" or "reset-password", var email] || !new Users.PlainAddressAttribute().IsValid(email))
        {
            throw new UsageException("Usage: ./run admin create EMAIL, or ./run admin reset-password EMAIL");
        }

        await migrator.MigrateAsync(ct);
        await using var scope = scopes.CreateAsyncScope();
        var command = scope.ServiceProvider.GetRequiredService<AdminCommand>();
        await output.WriteLineAsync(arguments[0] == "create" ? await CreateAsync(command, email, ct) : await ResetPasswordAsync(command, email, ct));
        return 0;
    }

    private static async Task<string> CreateAsync(AdminCommand command, string email, CancellationToken ct) =>
        await command.CreateAsync(email, ct) is { } link
            ? $"{email} administers this server. Choose a password within the hour: {link}"
            : $"{email} administers this server, with the password that the account has.";

    private static async Task<string> ResetPasswordAsync(AdminCommand command, string email, CancellationToken ct) =>
        await command.ResetPasswordAsync(email, ct) is { } link
            ? $"A new password for {email} within the hour: {link}"
            : throw new RefusedException($"There is no account with the address {email}.");
}
