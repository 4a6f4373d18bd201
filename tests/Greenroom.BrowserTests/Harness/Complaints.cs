using System.Collections.Concurrent;

namespace Greenroom.BrowserTests.Harness;

/// <summary>What no page may do, whatever a test is about: log an error, break its policy, talk to another origin, open a dialog.</summary>
internal sealed class Complaints
{
    // The policy tells the console too, but not every breach, so the pages are asked themselves.
    private const string ReportPolicy =
        "document.addEventListener('securitypolicyviolation', e => console.error(`CSP: ${e.effectiveDirective} refused ${e.blockedURI}`))";

    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentBag<string> _allowed = [];

    public async Task ListenAsync(IBrowserContext context, Uri home)
    {
        await context.AddInitScriptAsync(ReportPolicy);
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue($"console {message.Type}: {message.Text} ({message.Location})");
            }
        };
        context.WebError += (_, error) => _complaints.Enqueue($"uncaught: {error.Error}");
        context.Dialog += (_, dialog) =>
        {
            _complaints.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        context.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is "http" or "https" && address.GetLeftPart(UriPartial.Authority) != home.GetLeftPart(UriPartial.Authority))
            {
                _complaints.Enqueue($"another origin: {request.Url}");
            }
        };
    }

    /// <summary>The browser itself logs each refused request. A test that provokes one says so.</summary>
    public void Allow(string words) => _allowed.Add(words);

    public void ShouldBeNone() =>
        _complaints.Where(complaint => !_allowed.Any(words => complaint.Contains(words, StringComparison.Ordinal))).ShouldBeEmpty();
}
