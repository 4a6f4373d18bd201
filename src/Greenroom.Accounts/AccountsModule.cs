using Greenroom.Accounts.Admin;
using Greenroom.Accounts.Data;
using Greenroom.Accounts.GitHub;
using Greenroom.Accounts.Migrations;
using Greenroom.Accounts.Passkeys;
using Greenroom.Accounts.PersonalData;
using Greenroom.Accounts.Recovery;
using Greenroom.Accounts.SecondFactor;
using Greenroom.Accounts.Sessions;
using Greenroom.Accounts.Users;
using Greenroom.Accounts.Waitlist;
using Greenroom.Platform.Data;
using Greenroom.Platform.Identity;
using Greenroom.Platform.Jobs;
using Greenroom.Platform.Operation;
using Greenroom.Platform.PersonalData;
using Greenroom.Platform.Start;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts;

/// <summary>Users and sessions. Register it before the modules whose tables refer to <c>users</c>.</summary>
public static class AccountsModule
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSettingsSection<AccountsOptions>("Accounts");
        services.AddSingleton<IValidateOptions<AccountsOptions>, StrongHashesOutsideDevelopment>();
        services.AddModuleDatabase<AccountsDb>("accounts", typeof(CreateAccounts), typeof(AddPersonalData), typeof(CreateRecovery), typeof(CreateWaitlist),
            typeof(CreateSecondFactor), typeof(CreatePasskeys), typeof(CreateGitHub), typeof(AddClaims), typeof(AddPendingRegistrations), typeof(AddHolder));
        services.AddValidation();

        services.AddIdentityCore<User>(identity => identity.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._");
        services.AddScoped<IUserStore<User>, UserStore>();
        services.AddOptions<PasswordHasherOptions>().Configure<IOptions<AccountsOptions>>(
            (hasher, accounts) => hasher.IterationCount = accounts.Value.PasswordIterations);
        services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<User>, PasswordHasher<User>>());
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<CommonPasswords>();

        services.AddScoped<UserService>();
        services.AddScoped<RegistrationCheck>();
        services.AddScoped<MailedRegistration>();
        services.AddScoped<PendingRegistrations>();
        services.AddScoped<MailedClaims>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<LoginService>();
        services.AddScoped<Lockout>();
        services.AddScoped<SessionService>();
        services.AddScoped<SessionList>();
        services.AddSingleton<RefreshTokens>();
        services.AddSingleton<SessionCookies>();
        services.AddSingleton<LiveStamps>();
        services.AddScoped<ITokenRevocation, TokenRevocation>();

        services.AddSettingsSection<SessionsOptions>("Sessions");
        services.AddSingleton<LinkTokens>();
        services.AddScoped<AccountLinks>();
        services.AddScoped<OtherKeys>();
        services.AddScoped<AccountMails>();
        services.AddScoped<PasswordService>();
        services.AddScoped<AddressService>();
        services.AddScoped<IJobHandler, SendResetJob>();
        services.AddScoped<IJobHandler, OldLinksJob>();
        services.AddSingleton(new RecurringJob(OldLinksJob.Name, TimeSpan.FromHours(6)));

        services.AddGitHub();
        services.AddSingleton<AuthenticatorSecret>();
        services.AddSingleton(SecondFactorCheck.Column);
        services.AddScoped<RecoveryCodes>();
        services.AddScoped<SecondFactorCheck>();
        services.AddScoped<OwnerCheck>();
        services.AddScoped<SecondFactorService>();
        services.AddPasskeys();

        services.AddScoped<WaitlistService>();
        services.AddScoped<IAdministrators, Administrators>();
        services.AddScoped<PeopleReader>();
        services.AddScoped<FirstAdministrator>();
        services.AddScoped<AdminCommand>();
        services.AddScoped<IAfterMigration, AdminFromSettings>();
        services.AddSingleton<IAfterStart, FirstAdministratorNotice>();
        services.AddSingleton<IOperatorCommand, AdminCommandLine>();

        services.AddScoped<IJobHandler, DeleteGuestsJob>();
        services.AddSingleton(new RecurringJob(DeleteGuestsJob.Name, TimeSpan.FromHours(1)));
        services.AddScoped<IJobHandler, EndedSessionsJob>();
        services.AddSingleton(new RecurringJob(EndedSessionsJob.Name, TimeSpan.FromHours(6)));
        services.AddSingleton(new SlowJob(DeleteGuestsJob.Name));
        services.AddPersonalData();
        return services;
    }

    private static void AddPersonalData(this IServiceCollection services)
    {
        services.AddScoped<AccountsUserData>();
        services.AddScoped<IOwnsUserData>(provider => provider.GetRequiredService<AccountsUserData>());
        services.AddScoped<ILeavingUsers, LeavingUsers>();

        services.AddScoped<ExportService>();
        services.AddScoped<ExportBuilder>();
        services.AddScoped<IJobHandler, BuildExportJob>();
        services.AddSingleton(new SlowJob(BuildExportJob.Name));
        services.AddScoped<IJobHandler, ExpiredExportsJob>();
        services.AddSingleton(new RecurringJob(ExpiredExportsJob.Name, TimeSpan.FromHours(1)));

        services.AddScoped<DeletionService>();
        services.AddScoped<AccountErasure>();
        services.AddScoped<IJobHandler, EraseAccountsJob>();
        services.AddSingleton(new SlowJob(EraseAccountsJob.Name));
        services.AddSingleton(EraseAccountsJob.Recurring);
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        UserEndpoints.Map(routes);
        SessionEndpoints.Map(routes);
        SessionListEndpoints.Map(routes);
        RecoveryEndpoints.Map(routes);
        GitHubEndpoints.Map(routes);
        SecondFactorEndpoints.Map(routes);
        PasskeyEndpoints.Map(routes);
        WaitlistEndpoints.Map(routes);
        AdminEndpoints.Map(routes);
        ExportEndpoints.Map(routes);
        DeletionEndpoints.Map(routes);
    }
}
