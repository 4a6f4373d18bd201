using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Greenroom.Platform.Live;

/// <summary>Signals between nodes by LISTEN/NOTIFY; inside the node they go the local way.</summary>
internal sealed partial class PostgresSignals(
    LocalSignals local, NpgsqlDataSource source, TimeProvider clock, ILogger<PostgresSignals> log) : BackgroundService, ILiveSignals
{
    private const string Channel = "greenroom_live";
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(2);

    public async Task SignalAsync(string topic, CancellationToken ct)
    {
        local.Raise(topic);
        try
        {
            await using var command = source.CreateCommand("SELECT pg_notify($1, $2)");
            command.Parameters.Add(new NpgsqlParameter { Value = Channel });
            command.Parameters.Add(new NpgsqlParameter { Value = topic });
            await command.ExecuteNonQueryAsync(ct);
        }
        catch (NpgsqlException exception)
        {
            // Listeners also look at the database on their own every few seconds: a lost signal is only a delay.
            SignalLost(exception.Message);
        }
    }

    public ILiveSubscription Subscribe(string topic) => local.Subscribe(topic);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(stoppingToken);
                connection.Notification += (_, notification) => local.Raise(notification.Payload);
                await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
                {
                    await listen.ExecuteNonQueryAsync(stoppingToken);
                }

                local.RaiseAll();
                while (true)
                {
                    await connection.WaitAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException exception)
            {
                ListenerLost(exception.Message);
                await Task.Delay(Reconnect, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A live signal was not sent: {Reason}")]
    private partial void SignalLost(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The listener for live signals reconnects: {Reason}")]
    private partial void ListenerLost(string reason);
}
