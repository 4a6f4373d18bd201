using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Greenroom.IntegrationTests.Harness;

/// <summary>A mail server on loopback that speaks STARTTLS, or TLS from the first byte, with a certificate of its own making, asks for a password, and can be down or refuse.</summary>
public sealed class SmtpOnLoopback : IAsyncDisposable
{
    public const string User = "greenroom";
    public const string Password = "the mail server's password";

    private readonly X509Certificate2 _certificate = SelfSigned();
    private readonly ConcurrentQueue<(IReadOnlyList<string> Recipients, MimeMessage Message)> _received = new();
    private CancellationTokenSource? _stop;
    private Task _serving = Task.CompletedTask;

    // Nobody listens there before the start, and nobody else can take it.
    private readonly Socket _held = Hold();

    public SmtpOnLoopback() => Port = ((IPEndPoint)_held.LocalEndPoint!).Port;

    public int Port { get; }

    /// <summary>As <c>smtps://</c> wants it.</summary>
    public bool TlsFromStart { get; init; }

    /// <summary>Refuse whatever comes for good (550).</summary>
    public bool RefusesMail { get; set; }

    public IReadOnlyCollection<(IReadOnlyList<string> Recipients, MimeMessage Message)> Received => _received;

    public string Url => $"{(TlsFromStart ? "smtps" : "smtp")}://{User}:{Uri.EscapeDataString(Password)}@127.0.0.1:{Port}";

    /// <summary>Accepts this server's certificate and no other.</summary>
    public bool IsOurs(X509Certificate? certificate) => certificate?.GetCertHashString() == _certificate.Thumbprint;

    public void Start()
    {
        _held.Dispose();
        var options = new SmtpServerOptionsBuilder().ServerName("localhost")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).Certificate(_certificate).AuthenticationRequired().IsSecure(TlsFromStart))
            .Build();
        var services = new ServiceProvider();
        services.Add(new Store(this));
        services.Add(new Authenticator());
        _stop = new CancellationTokenSource();
        var server = new SmtpServer.SmtpServer(options, services);
        _serving = server.StartAsync(_stop.Token);
        _serving.IsFaulted.ShouldBeFalse(_serving.Exception?.Message);
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop is not null)
        {
            await _stop.CancelAsync();
            await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }

        _held.Dispose();
        _certificate.Dispose();
    }

    private static Socket Hold()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }

    private sealed class Store(SmtpOnLoopback server) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (server.RefusesMail)
            {
                return new SmtpResponse(SmtpReplyCode.MailboxUnavailable, "no such user here");
            }

            using var stream = new MemoryStream(buffer.ToArray());
            server._received.Enqueue(([.. transaction.To.Select(to => to.AsAddress())], await MimeMessage.LoadAsync(stream, cancellationToken)));
            return SmtpResponse.Ok;
        }
    }

    private sealed class Authenticator : UserAuthenticator
    {
        public override Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken) =>
            Task.FromResult(context.Pipe.IsSecure && user == User && password == Password);
    }
}
