using Greenroom.BrowserTests.Harness;

// Two cores, and each test keeps a browser and a server busy.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
[assembly: AssemblyFixture(typeof(Theatre))]

namespace Greenroom.BrowserTests.Harness;

/// <summary>One server and one browser for the whole run. Tests share nothing in them: each has its own people and its own context.</summary>
public sealed class Theatre : IAsyncLifetime
{
    // Generous, because the machine may be busy with other suites. A failing test waits this long, a passing one does not.
    private const int PatienceMs = 30_000;
    private readonly Lazy<Task<Person>> _administrator;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private HostProcess? _host;
    private int _people;

    public Theatre() => _administrator = new Lazy<Task<Person>>(AppointAsync);

    public HostProcess Host => _host!;

    public IBrowser Browser => _browser!;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
        _host = await HostProcess.StartAsync(CancellationToken.None);
        using var client = new HttpClient { BaseAddress = _host.Address };
        (await client.GetStringAsync("/")).ShouldContain("id=\"root\"", customMessage: "The host serves no web app. Build it: dotnet build Greenroom.slnx -p:BuildWeb=true");
    }

    /// <summary>A browser that nobody has used before.</summary>
    public async Task<IBrowserContext> NewContextAsync(Look look)
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = (look.At ?? Host).Address.AbsoluteUri,
            ViewportSize = new() { Width = look.Width, Height = look.Height },
            ColorScheme = look.Scheme,
            ReducedMotion = look.Motion,
            Locale = "en-GB",
            TimezoneId = "Europe/Berlin",
            HasTouch = look.Width < 640,
            IsMobile = look.Width < 640,
            StorageState = look.As is null ? null : await look.As.SignedInBrowserAsync(),
        });
        context.SetDefaultTimeout(PatienceMs);
        await context.AddInitScriptAsync(Complaints.ReportPolicy);
        return context;
    }

    /// <summary>Somebody with an account and nothing in it.</summary>
    public Task<Person> NewPersonAsync(HostProcess? at = null) => Person.RegisterAsync(at ?? Host, Interlocked.Increment(ref _people));

    /// <summary>Who administers the shared server: the first administrator is one for the whole run.</summary>
    public Task<Person> AdministratorAsync() => _administrator.Value;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    private async Task<Person> AppointAsync()
    {
        var person = await NewPersonAsync();
        await person.BecomeAdministratorAsync(await Host.PrintedClaimLinkAsync(CancellationToken.None));
        await person.JoinWaitlistAsync("somebody.who.waits.with.a.long.address@departments.of.example.org");
        return person;
    }
}
