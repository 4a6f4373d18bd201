using MimeKit;

namespace Greenroom.Platform.Email;

/// <summary>The way that mail takes.</summary>
internal interface IMailTransport
{
    /// <exception cref="UndeliverableMailException">Another try would end the same way.</exception>
    Task SendAsync(MimeMessage message, CancellationToken ct);
}

/// <summary>The receiving server has refused this mail for good.</summary>
internal sealed class UndeliverableMailException(string message, Exception inner) : Exception(message, inner);
