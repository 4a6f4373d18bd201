using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Greenroom.IntegrationTests.Harness;

public sealed record LogLine(LogLevel Level, string Category, string Message, Exception? Exception);

/// <summary>Keeps what the host logged, so that a test can ask what was said and what was not.</summary>
public sealed class LogRecorder(LogLevel least = LogLevel.Information) : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    private LogLevel Least => least;

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Recorder(LogRecorder owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= owner.Least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                owner._lines.Enqueue(new LogLine(logLevel, category, formatter(state, exception), exception));
            }
        }
    }
}
