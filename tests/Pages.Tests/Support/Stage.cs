using Microsoft.Playwright;

namespace Routing.Pages.Tests.Support;

/// <summary>The Host, a shop in it, and a browser: once for all tests of the assembly.</summary>
public sealed class Stage : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // The map draws with WebGL, which software does as well.
        "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    ];

    /// <summary>Of every form: no search for better plans, which would move a stop to another driver between two looks at a page.</summary>
    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>
    {
        ["Planning:ImproveSeconds"] = "0", ["Accounts:AdviserPassword"] = RunningForm.Password,
        // Deadlines are looked through at once.
        ["Intake:DeadlineSeconds"] = "1",
    };

    private EmbeddedForm? host;
    private IPlaywright? playwright;

    internal Uri Address => host!.Pages;

    internal Shop Shop { get; private set; } = null!;

    /// <summary>Null where there is no Chromium: then nobody enters.</summary>
    internal IBrowser? Browser { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var chromium = Environment.GetEnvironmentVariable("ROUTING_TEST_CHROMIUM");
        if (string.IsNullOrEmpty(chromium)) return;
        var ct = TestContext.Current.CancellationToken;
        host = new EmbeddedForm(Settings);
        await host.Start(ct);
        Shop = await Shop.Open(host.Pages, ct);
        // A busy machine is slower, not wrong.
        Assertions.SetDefaultExpectTimeout(30_000);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Headless = true, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        playwright?.Dispose();
        Shop?.Dispose();
        if (host is not null) await host.DisposeAsync();
    }
}
