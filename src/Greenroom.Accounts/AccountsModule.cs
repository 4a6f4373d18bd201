using Greenroom.Accounts.Data;
using Greenroom.Accounts.Migrations;
using Greenroom.Accounts.PersonalData;
using Greenroom.Accounts.Sessions;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Data;
using Greenroom.Platform.Identity;
using Greenroom.Platform.Jobs;
using Greenroom.Platform.PersonalData;
using Greenroom.Platform.Start;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
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
        services.AddModuleDatabase<AccountsDb>("accounts", typeof(CreateAccounts), typeof(AddPersonalData));
        services.AddValidation();

        services.AddIdentityCore<User>(identity => identity.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._");
        services.AddScoped<IUserStore<User>, UserOnlyStore<User, AccountsDb, Guid>>();
        services.AddOptions<PasswordHasherOptions>().Configure<IOptions<AccountsOptions>>(
            (hasher, accounts) => hasher.IterationCount = accounts.Value.PasswordIterations);
        services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<User>, PasswordHasher<User>>());
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<CommonPasswords>();

        services.AddScoped<UserService>();
        services.AddScoped<LoginService>();
        services.AddScoped<Lockout>();
        services.AddScoped<SessionService>();
        services.AddSingleton<RefreshTokens>();
        services.AddSingleton<SessionCookies>();
        services.AddSingleton<LiveStamps>();
        services.AddScoped<ITokenRevocation, TokenRevocation>();

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
        ExportEndpoints.Map(routes);
        DeletionEndpoints.Map(routes);
    }
}
