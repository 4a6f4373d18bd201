using System.Text;
using Greenroom.Interviews.Data;
using Greenroom.Platform.Live;

namespace Greenroom.Interviews.Turns;

/// <summary>Collects streamed text and writes it as events every 150 ms or 200 characters: to the database, not to one socket, so that every tab sees the same stream.</summary>
internal sealed class DeltaWriter(InterviewsDb db, TurnEventLog events, ILiveSignals signals, TimeProvider clock)
{
    private const int LargestChunk = 200;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(150);
    private readonly StringBuilder _pending = new();
    private Guid _conversationId;
    private Guid _messageId;
    private MessageKind _kind;
    private long _lastFlush;
    private readonly StringBuilder _written = new();

    public void Begin(Guid conversationId, Guid messageId, MessageKind kind)
    {
        (_conversationId, _messageId, _kind) = (conversationId, messageId, kind);
        _written.Clear();
        _pending.Clear();
        _lastFlush = clock.GetTimestamp();
    }

    public async Task WriteAsync(string text, CancellationToken ct)
    {
        _pending.Append(text);
        var waited = clock.GetElapsedTime(_lastFlush);

        // A text that comes whole and at once (the built-in interviewer) is left to the commit: one transaction less.
        if (waited >= LongestWait || (_written.Length > 0 && _pending.Length >= LargestChunk))
        {
            await FlushAsync(ct);
        }
    }

    /// <summary>What was said and not yet written. Nothing when the final wording is not what was streamed (the stream broke and the words of the
    /// bank took over): the <c>message</c> event carries the whole text, and it replaces every piece.</summary>
    public string TakeRest(string said)
    {
        _pending.Clear();
        var written = _written.ToString();
        return said.StartsWith(written, StringComparison.Ordinal) ? said[written.Length..] : "";
    }

    private async Task FlushAsync(CancellationToken ct)
    {
        var text = _pending.ToString();
        _pending.Clear();
        _written.Append(text);
        _lastFlush = clock.GetTimestamp();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await events.AddAsync(_conversationId, [NewEvent.Delta(_messageId, _kind, text)], ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        await signals.SignalAsync(TurnEventLog.TopicOf(_conversationId), ct);
    }
}
