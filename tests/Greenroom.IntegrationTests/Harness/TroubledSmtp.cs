using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Greenroom.IntegrationTests.Harness;

/// <summary>What is wrong with a mail server.</summary>
public enum SmtpTrouble
{
    None,

    /// <summary>Takes the connection and says nothing.</summary>
    Silent,

    /// <summary>Says its greeting letter by letter, and has one more line each time.</summary>
    Dribbling,
    BusyAtGreeting,
    BusyAtSender,
    BusyAtRecipient,
    BusyAtData,

    /// <summary>Says 451 once it has read all of the mail.</summary>
    BusyAfterData,
}

/// <summary>A mail server on loopback, without TLS, that can be slow or busy at each step. It stands at one address and gets well when a test says so.</summary>
public sealed class TroubledSmtp : IAsyncDisposable
{
    private static readonly Encoding Letters = Encoding.Latin1;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<MimeMessage> _received = new();
    private readonly ConcurrentBag<Task> _talks = [];
    private readonly Task _listening;
    private int _connections;
    private int _letters;

    public TroubledSmtp()
    {
        _listener.Start();
        _listening = Task.Run(ListenAsync);
    }

    public SmtpTrouble Trouble { get; set; }

    public IReadOnlyCollection<MimeMessage> Received => _received;

    /// <summary>How often somebody came.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How much of its greeting it has said while it dribbled.</summary>
    public int Dribbled => Volatile.Read(ref _letters);

    public string Url => $"smtp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_talks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _talks.Add(Task.Run(() => TalkAsync(client)));
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Letters);
            Interlocked.Increment(ref _connections);
            if (Trouble is SmtpTrouble.Silent or SmtpTrouble.Dribbling)
            {
                await StallAsync(stream, Trouble);
                return;
            }

            if (!await SayAsync(stream, Trouble == SmtpTrouble.BusyAtGreeting ? "421 too busy" : "220 localhost"))
            {
                return;
            }

            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                var command = line[..Math.Min(4, line.Length)].ToUpperInvariant();
                if (command == "DATA" && Trouble != SmtpTrouble.BusyAtData)
                {
                    await SayAsync(stream, "354 go on");
                    await SayAsync(stream, await TakeAsync(reader));
                }
                else if (!await SayAsync(stream, AnswerTo(command)))
                {
                    return;
                }
            }
        }
    }

    /// <summary>As servers say it that put off senders they do not know yet: with the address.</summary>
    private const string NotNow = "451 4.7.1 <somebody@example.org>: Recipient address rejected: Greylisted";

    private string AnswerTo(string command) => (command, Trouble) switch
    {
        ("MAIL", SmtpTrouble.BusyAtSender) or ("RCPT", SmtpTrouble.BusyAtRecipient) or ("DATA", SmtpTrouble.BusyAtData) => NotNow,
        ("QUIT", _) => "221 bye",
        _ => "250 yes",
    };

    private async Task<string> TakeAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
        {
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        if (Trouble == SmtpTrouble.BusyAfterData)
        {
            return NotNow;
        }

        using var bytes = new MemoryStream(Letters.GetBytes(mail.ToString()));
        _received.Enqueue(await MimeMessage.LoadAsync(bytes, _stop.Token));
        return "250 taken";
    }

    /// <summary>Until the other side has had enough.</summary>
    private async Task StallAsync(NetworkStream stream, SmtpTrouble how)
    {
        var leaving = stream.ReadAsync(new byte[1], _stop.Token).AsTask();
        if (how == SmtpTrouble.Dribbling)
        {
            const string OneOfMany = "220-and\r\n";
            while (!leaving.IsCompleted)
            {
                // Each letter is news, and none ends the answer: a limit for each read alone never comes.
                await stream.WriteAsync(Letters.GetBytes([OneOfMany[_letters % OneOfMany.Length]]), _stop.Token);
                Interlocked.Increment(ref _letters);
                await Task.WhenAny(leaving, Task.Delay(TimeSpan.FromMilliseconds(5), _stop.Token));
            }
        }

        await leaving;
    }

    /// <summary>False when that was the last word.</summary>
    private async Task<bool> SayAsync(NetworkStream stream, string line)
    {
        await stream.WriteAsync(Letters.GetBytes(line + "\r\n"), _stop.Token);
        return !line.StartsWith("421", StringComparison.Ordinal) && !line.StartsWith("221", StringComparison.Ordinal);
    }
}
