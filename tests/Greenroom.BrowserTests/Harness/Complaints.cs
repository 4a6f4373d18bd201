using System.Collections.Concurrent;

namespace Greenroom.BrowserTests.Harness;

/// <summary>What no page may do, whatever a test is about: log an error, break its policy, talk to another origin, open a dialog.</summary>
internal sealed class Complaints
{
    // The policy tells the console too, but not every breach, so the pages are asked themselves.
    public const string ReportPolicy =
        "document.addEventListener('securitypolicyviolation', e => console.error(`CSP: ${e.effectiveDirective} refused ${e.blockedURI}`))";

    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentBag<string> _allowed = [];

    /// <returns>Stops listening: a context can serve the tests of a class one after another.</returns>
    public Action Listen(IBrowserContext context, Uri home)
    {
        void Console(object? _, IConsoleMessage message)
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue($"console {message.Type}: {message.Text} ({message.Location})");
            }
        }

        void WebError(object? _, IWebError error) => _complaints.Enqueue($"uncaught: {error.Error}");

        void Dialog(object? _, IDialog dialog)
        {
            _complaints.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        }

        void Request(object? _, IRequest request)
        {
            var address = new Uri(request.Url);
            if (address.Scheme is "http" or "https" && address.GetLeftPart(UriPartial.Authority) != home.GetLeftPart(UriPartial.Authority))
            {
                _complaints.Enqueue($"another origin: {request.Url}");
            }
        }

        context.Console += Console;
        context.WebError += WebError;
        context.Dialog += Dialog;
        context.Request += Request;
        return () =>
        {
            context.Console -= Console;
            context.WebError -= WebError;
            context.Dialog -= Dialog;
            context.Request -= Request;
        };
    }

    /// <summary>The browser itself logs each refused request. A test that provokes one says so.</summary>
    public void Allow(string words) => _allowed.Add(words);

    public void ShouldBeNone() =>
        _complaints.Where(complaint => !_allowed.Any(words => complaint.Contains(words, StringComparison.Ordinal))).ShouldBeEmpty();
}
