using System.Collections.Concurrent;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Routing.Pages.Tests.Support;

/// <summary>Somebody with a device, who notes what must not happen: requests to elsewhere, and errors on the console.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    public const int PhoneWidth = 390;
    private const float PatienceMilliseconds = 60_000;
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> elsewhere = new();
    private readonly ConcurrentQueue<string> errors = new();

    private Visitor(IBrowserContext context, IPage page, Uri address)
    {
        (this.context, Page) = (context, page);
        context.Request += (_, request) =>
        {
            var to = new Uri(request.Url);
            if (to.Scheme is "http" or "https" or "ws" or "wss" && to.Authority != address.Authority) elsewhere.Enqueue(request.Url);
        };
        page.Console += (_, message) => { if (message.Type == "error") errors.Enqueue($"{message.Text} ({message.Location})"); };
        page.PageError += (_, error) => errors.Enqueue(error);
    }

    public IPage Page { get; }

    public IBrowserContext Context => context;

    public static async Task<Visitor> Enter(Stage stage, bool night = false, int width = PhoneWidth, int height = 844, string language = "en-GB", Uri? address = null)
    {
        Assert.SkipWhen(stage.Browser is null, "ROUTING_TEST_CHROMIUM is not set: tests/run.sh installs Chromium and sets it.");
        var entered = await stage.Browser!.NewContextAsync(new()
        {
            BaseURL = (address ?? stage.Address).ToString(), Locale = language, ColorScheme = night ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = height }, DeviceScaleFactor = 1, HasTouch = width < 600, ReducedMotion = ReducedMotion.Reduce,
            Geolocation = new() { Longitude = -56.16f, Latitude = -34.90f, Accuracy = 10 }, Permissions = ["geolocation"],
        });
        entered.SetDefaultTimeout(PatienceMilliseconds);
        return new(entered, await entered.NewPageAsync(), address ?? stage.Address);
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    /// <summary>What the search for addresses offers.</summary>
    public ILocator Addresses => Page.Locator(".address-search").GetByRole(AriaRole.Option);

    /// <summary>The windows that are offered, best first; there are none while they are being looked for.</summary>
    public ILocator Windows => Page.GetByRole(AriaRole.Group, new() { Name = "Best" }).GetByRole(AriaRole.Radio);

    /// <summary>Signs in on a page for staff, in English.</summary>
    public async Task SignIn(string password = RunningForm.Password)
    {
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync("operator");
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    /// <summary>The screen hangs in this workshop, and was told so: other tests have workshops of their own.</summary>
    public Task HangsIn(string workshop) => Page.AddInitScriptAsync($"localStorage.setItem('workshop', '{workshop}')");

    /// <summary>Takes a block of the dispatcher's timeline to another row, at the same time.</summary>
    public async Task Drag(ILocator what, ILocator where)
    {
        await what.ScrollIntoViewIfNeededAsync();
        var (from, to) = ((await what.BoundingBoxAsync())!, (await where.BoundingBoxAsync())!);
        await Page.Mouse.MoveAsync(from.X + 10, from.Y + 20);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(from.X + 30, from.Y + 24, new() { Steps = 3 });
        await Page.Mouse.MoveAsync(from.X + 30, to.Y + 20, new() { Steps = 5 });
        await Page.Mouse.UpAsync();
    }

    /// <summary>No request left the machine, and nothing was wrong on the console.</summary>
    public void LeavesNoTrace()
    {
        Assert.Empty(elsewhere);
        Assert.Empty(errors);
    }

    /// <summary>The browser notes every call that fails: without a network, or refused on purpose. That is no fault of the page.</summary>
    public void ForgetErrors() => errors.Clear();

    /// <summary>What axe finds that keeps people out.</summary>
    public async Task IsUsableByAll()
    {
        var found = await Page.RunAxe();
        Assert.Empty(found.Violations.Where(fault => fault.Impact is "serious" or "critical")
            .Select(fault => $"{fault.Id}: {fault.Help}: {string.Join(" | ", fault.Nodes.Select(node => node.Html))}"));
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
