using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Greenroom.Interviews.Interviewers.Model;

internal static class ModelServices
{
    /// <summary>Offers the model beside the built-in interviewer when a key or an endpoint is configured.</summary>
    public static void AddInterviewerSelection(this IServiceCollection services)
    {
        services.AddSingleton<ModelClient>();
        services.AddSingleton<ModelGrader>();
        services.AddSingleton<ModelWording>();
        services.AddSingleton<ModelInterviewer>();
        services.AddSingleton(provider => new InterviewerSelection(
            provider.GetRequiredService<IOptions<ModelOptions>>().Value.IsConfigured
                ? [.. provider.GetServices<IInterviewer>(), provider.GetRequiredService<ModelInterviewer>()]
                : provider.GetServices<IInterviewer>()));
    }
}
