using Greenroom.Platform.Start;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.Platform.Data;

/// <summary>EF builds the model of a context at its first use, which takes as long as hundreds of queries.</summary>
internal sealed class WarmModels(IServiceScopeFactory scopes, IEnumerable<MigratedContext> contexts) : IAfterStart
{
    public async Task RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var context in contexts)
        {
            _ = ((DbContext)scope.ServiceProvider.GetRequiredService(context.Type)).Model;
        }
    }
}
