using System.Runtime.CompilerServices;
using System.Text.Json;
using Greenroom.Platform.Http;
using Greenroom.Platform.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Greenroom.Growth.Connections;

/// <summary>Tells a user what becomes of their accounts, whichever node works on them: syncs, states, connections that come and go.</summary>
internal sealed class AccountEvents(IServiceScopeFactory scopes, ILiveSignals signals, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    /// <summary>Signals can be lost between nodes; looking again this often bounds the delay.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <summary>A reader comes back, and with it its token is checked again.</summary>
    private static readonly TimeSpan LongestStream = TimeSpan.FromSeconds(120);

    public Task ChangedAsync(Guid userId, CancellationToken ct) => signals.SignalAsync(TopicOf(userId), ct);

    /// <returns>Events; a null now and then when nothing happens, to keep the line open.</returns>
    public async IAsyncEnumerable<ServerEvent?> FollowAsync(Guid userId, [EnumeratorCancellation] CancellationToken ct)
    {
        using var life = new CancellationTokenSource(LongestStream, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping, life.Token);
        using var subscription = signals.Subscribe(TopicOf(userId));
        var told = new Dictionary<Guid, string>();
        while (true)
        {
            Dictionary<Guid, string> now;
            try
            {
                now = await ReadAsync(userId, stop.Token);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }

            foreach (var item in Changes(told, now))
            {
                yield return item;
            }

            told = now;
            bool signalled;
            try
            {
                signalled = await subscription.WaitAsync(LookAgain, stop.Token);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }

            if (!signalled)
            {
                yield return null;
            }
        }
    }

    private static IEnumerable<ServerEvent> Changes(Dictionary<Guid, string> before, Dictionary<Guid, string> now)
    {
        foreach (var (id, account) in now.Where(pair => before.GetValueOrDefault(pair.Key) != pair.Value))
        {
            yield return new ServerEvent(null, "account", account);
        }

        foreach (var id in before.Keys.Except(now.Keys))
        {
            yield return new ServerEvent(null, "removed", JsonSerializer.Serialize(new RemovedAccount(id), JsonFormat.Options));
        }
    }

    private async Task<Dictionary<Guid, string>> ReadAsync(Guid userId, CancellationToken ct)
    {
        // A stream lives long: it must not hold a pooled context (and its connection) between reads.
        await using var scope = scopes.CreateAsyncScope();
        var accounts = await scope.ServiceProvider.GetRequiredService<ConnectionService>().ListAsync(userId, ct);
        return accounts.ToDictionary(a => a.Id, a => JsonSerializer.Serialize(AccountViews.Of(a), JsonFormat.Options));
    }

    private static string TopicOf(Guid userId) => $"accounts:{userId:N}";
}
