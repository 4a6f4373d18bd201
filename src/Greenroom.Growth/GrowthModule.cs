using Greenroom.Growth.Callbacks;
using Greenroom.Growth.Connections;
using Greenroom.Growth.Data;
using Greenroom.Growth.Insights;
using Greenroom.Growth.Migrations;
using Greenroom.Growth.PersonalData;
using Greenroom.Growth.Platforms;
using Greenroom.Growth.Platforms.Instagram;
using Greenroom.Growth.Platforms.Sandbox;
using Greenroom.Growth.Posts;
using Greenroom.Growth.Sync;
using Greenroom.Platform.Data;
using Greenroom.Platform.Jobs;
using Greenroom.Platform.PersonalData;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.Growth;

/// <summary>Analytics for a creator's own accounts: connections, syncs, posts, figures and what they are worth.</summary>
public static class GrowthModule
{
    public static IServiceCollection AddGrowth(this IServiceCollection services)
    {
        services.AddValidation();
        services.AddModuleDatabase<GrowthDb>("growth", typeof(CreateGrowth), typeof(CreateLedger), typeof(AddPendingConnections), typeof(CreateDeletions),
            typeof(IndexShownPosts), typeof(AddTimeZone), typeof(CreateAdviceVerdicts), typeof(AddConnectedAt), typeof(AddPausedUntil));

        services.AddSingleton<ISocialPlatform, SandboxPlatform>();
        services.AddInstagram();
        services.AddSingleton<PlatformSelection>();
        services.AddSingleton<TokenVault>();
        services.AddSingleton(TokenVault.Column);
        services.AddSingleton<AccountEvents>();
        services.AddScoped<ConnectionService>();
        services.AddScoped<AccountStore>();
        services.AddScoped<AccountChoices>();
        services.AddScoped<TokenRenewal>();
        services.AddScoped<IJobHandler, RenewTokenJob>();
        services.AddScoped<IJobHandler, TokensDueJob>();
        services.AddSingleton(new SlowJob(RenewTokenJob.Name));
        services.AddSingleton(new RecurringJob(TokensDueJob.Name, TimeSpan.FromHours(12)));

        services.AddScoped<PlatformCallbacks>();
        services.AddScoped<SyncPlan>();
        services.AddScoped<AccountSync>();
        services.AddScoped<PostRows>();
        services.AddScoped<IJobHandler, SyncAccountJob>();
        services.AddScoped<IJobHandler, SyncDueJob>();
        services.AddScoped<IJobHandler, ExpiredStatesJob>();
        services.AddSingleton(new SlowJob(SyncAccountJob.Name));
        services.AddSingleton(new RecurringJob(SyncDueJob.Name, TimeSpan.FromMinutes(5)));
        services.AddSingleton(new RecurringJob(ExpiredStatesJob.Name, TimeSpan.FromHours(1)));

        services.AddScoped<PostList>();
        services.AddScoped<PostHistory>();
        services.AddSingleton<StatsCache>();
        services.AddScoped<StatsReader>();
        services.AddScoped<InsightsReader>();
        services.AddScoped<Ledger>();
        services.AddScoped<AdviceVerdicts>();
        services.AddScoped<IJobHandler, ReviewJob>();
        services.AddScoped<IOwnsUserData, GrowthUserData>();
        return services;
    }

    public static void MapGrowth(this IEndpointRouteBuilder routes)
    {
        ConnectionEndpoints.Map(routes);
        ConsentPage.Map(routes);
        ChoiceEndpoints.Map(routes);
        CallbackEndpoints.Map(routes);
        PostEndpoints.Map(routes);
        StatsEndpoints.Map(routes);
        InsightEndpoints.Map(routes);
        VerdictEndpoints.Map(routes);
    }
}
