using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>
/// Tries again what may pass, and leaves an endpoint alone that fails every time: five failures in a row open the circuit for half a
/// minute, then one call tries it out. All waiting is done by the clock that was handed in.
/// </summary>
internal sealed class ModelCircuit
{
    public const int FailuresToOpen = 5;
    private const int Retries = 2;
    private static readonly ResiliencePropertyKey<CallBudget> BudgetKey = new("budget");
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline _once;
    private readonly ResiliencePipeline _retrying;
    private int _inARow;
    private long _lastFailedAt;
    private ModelFailure _last = new(ModelFailure.Error);

    public ModelCircuit(TimeProvider clock)
    {
        _clock = clock;
        var breaker = new CircuitBreakerStrategyOptions
        {
            // Polly counts shares of a window; in a row is ours to count. It hears of the fifth and of every one after it.
            FailureRatio = 0,
            MinimumThroughput = 2,
            SamplingDuration = TimeSpan.FromDays(1),
            BreakDuration = Rest,
            ShouldHandle = args => ValueTask.FromResult(Count(args.Outcome)),
        };
        var retry = new RetryStrategyOptions
        {
            MaxRetryAttempts = Retries,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(500),
            MaxDelay = TimeSpan.FromSeconds(4),
            UseJitter = true,
            ShouldHandle = args => ValueTask.FromResult(
                args.Outcome.Exception is ModelException { Failure: { MayPass: true } failure }
                && args.Context.Properties.GetValue(BudgetKey, null!).Allows(failure.RetryAfter ?? TimeSpan.FromSeconds(4))),
            DelayGenerator = args => ValueTask.FromResult((args.Outcome.Exception as ModelException)?.Failure.RetryAfter),
        };

        _once = new ResiliencePipelineBuilder { TimeProvider = clock }.AddCircuitBreaker(breaker).Build();
        _retrying = new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(retry).AddPipeline(_once).Build();
    }

    /// <summary>The last call failed, not long ago: what can do without the model should not wait for it now.</summary>
    public bool FailedLately => Volatile.Read(ref _inARow) > 0 && _clock.GetElapsedTime(Volatile.Read(ref _lastFailedAt)) < Rest;

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CallBudget budget, bool retries, CancellationToken ct)
    {
        var context = ResilienceContextPool.Shared.Get(ct);
        context.Properties.Set(BudgetKey, budget);
        try
        {
            return await (retries ? _retrying : _once).ExecuteAsync(async c => await call(c.CancellationToken), context);
        }
        catch (BrokenCircuitException)
        {
            throw new ModelException(_last with { MayPass = false });
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private bool Count<T>(Outcome<T> outcome)
    {
        if (outcome.Exception is ModelException failed)
        {
            _last = failed.Failure;
            Volatile.Write(ref _lastFailedAt, _clock.GetTimestamp());
            return Interlocked.Increment(ref _inARow) >= FailuresToOpen;
        }

        // A call that its own user gave up says nothing about the endpoint.
        if (outcome.Exception is null)
        {
            Volatile.Write(ref _inARow, 0);
        }

        return false;
    }
}
