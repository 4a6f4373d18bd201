using Greenroom.Interviews.Data;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Interviewers;
using Greenroom.Interviews.Interviewers.BuiltIn;
using Greenroom.Interviews.Interviewers.Model;
using Greenroom.Interviews.Migrations;
using Greenroom.Interviews.PersonalData;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Questions;
using Greenroom.Interviews.Reports;
using Greenroom.Interviews.Turns;
using Greenroom.Platform.Data;
using Greenroom.Platform.Jobs;
using Greenroom.Platform.PersonalData;
using Greenroom.Platform.Start;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.Interviews;

/// <summary>Mock interviews: plan, dialogue, marks and reports.</summary>
public static class InterviewsModule
{
    // The same for every host of a process, and half of what a start takes.
    private static readonly Lazy<QuestionBank> Embedded = new(QuestionBank.Embedded);

    public static IServiceCollection AddInterviews(this IServiceCollection services, string? bankDirectory = null)
    {
        services.AddValidation();
        services.AddModuleDatabase<InterviewsDb>("interviews", typeof(CreateInterviews));

        // Beside the rest of the start, because reading takes a while.
        var bank = Task.Run(() => string.IsNullOrWhiteSpace(bankDirectory) ? Embedded.Value : QuestionBank.FromDirectory(bankDirectory));
        services.AddSingleton(_ => bank.GetAwaiter().GetResult());
        services.AddSingleton<IStartCheck, BankIsReadable>();
        services.AddSingleton<BuiltInGrader>();
        services.AddSingleton<IInterviewer, BuiltInInterviewer>();
        services.AddInterviewerSelection();

        services.AddScoped<InterviewService>();
        services.AddScoped<InterviewLifecycle>();
        services.AddScoped<InterviewClock>();
        services.AddScoped<ClockPlan>();
        services.AddScoped<SnapshotReader>();
        services.AddScoped<ConversationService>();
        services.AddScoped<TurnService>();
        services.AddScoped<TurnResults>();
        services.AddScoped<TurnLeases>();
        services.AddScoped<TurnCommit>();
        services.AddScoped<TurnEventLog>();
        services.AddScoped<AnswerTurn>();
        services.AddScoped<DeltaWriter>();
        services.AddScoped<DraftService>();
        services.AddScoped<Completion>();
        services.AddScoped<ReportData>();
        services.AddScoped<ReportService>();
        services.AddSingleton<ReportBuilder>();
        services.AddSingleton<TurnViews>();
        services.AddSingleton<EventStream>();
        services.AddSingleton<TurnRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<TurnRunner>());
        services.AddSingleton<IAfterStart, WarmGrader>();

        services.AddScoped<IJobHandler, NoticeDeadlineJob>();
        services.AddScoped<IJobHandler, EndInterviewJob>();
        services.AddScoped<IJobHandler, SweepInterviewsJob>();
        services.AddSingleton(new RecurringJob(SweepInterviewsJob.Name, TimeSpan.FromMinutes(1)));
        services.AddScoped<IAfterMigration, ReleaseTurnsAtStart>();
        services.AddScoped<IAfterMigration, StoreTopics>();
        services.AddScoped<IOwnsUserData, InterviewsUserData>();
        return services;
    }

    public static void MapInterviews(this IEndpointRouteBuilder routes)
    {
        InterviewEndpoints.Map(routes);
        TurnEndpoints.Map(routes);
        ReportEndpoints.Map(routes);
        TopicEndpoints.Map(routes);
    }
}
