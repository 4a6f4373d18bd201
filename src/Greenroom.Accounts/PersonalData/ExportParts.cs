using Greenroom.Accounts.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.Accounts.PersonalData;

/// <summary>The stream that an archive is written into: it gathers what comes and carries it into the database part by part.</summary>
/// <remarks>In a scope of its own: rows of Accounts are read on the other context's connection while their copy is written here.</remarks>
internal sealed class ExportParts(IServiceScopeFactory scopes, Guid exportId, Guid buildId, long largest) : Stream
{
    private const int PartSize = 512 * 1024;
    private readonly MemoryStream _gathered = new();
    private int _parts;

    public long SizeBytes { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Carries away what makes whole parts, or with <paramref name="all"/> everything.</summary>
    /// <exception cref="ExportTooLargeException">The archive has outgrown the largest that is allowed.</exception>
    public async Task CarryAsync(bool all, CancellationToken ct)
    {
        if (_gathered.Length < PartSize && !(all && _gathered.Length > 0))
        {
            return;
        }

        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
            db.ExportParts.Add(ExportPart.Of(exportId, buildId, _parts++, _gathered.ToArray()));
            await db.SaveChangesAsync(ct);
        }

        _gathered.SetLength(0);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        SizeBytes += buffer.Length;
        if (SizeBytes > largest)
        {
            throw new ExportTooLargeException();
        }

        _gathered.Write(buffer);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        // What is gathered goes at the next CarryAsync: a write into the database is not for a moment that somebody else chooses.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

internal sealed class ExportTooLargeException() : Exception("The archive is larger than an export may be.");
