using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Routing.Pages.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Routing.Pages.Tests;

public sealed class DriverTests(Stage stage)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_driver_collects_without_network_and_all_is_told_once_it_is_back()
    {
        await using var visitor = await Visitor.Enter(stage);
        var (page, context) = (visitor.Page, visitor.Context);
        var booked = await stage.Shop.Book("SCD 5678", -56.1580, -34.9060, Token);
        var (id, link) = ((string)booked["requestId"]!, new Uri((string)booked["trackingLink"]!).AbsolutePath);
        var promised = await stage.Shop.Until(id, request => (string?)request["state"] == "scheduled", Token);
        var driver = (string)promised["moves"]![0]!["driverId"]!;

        await page.Clock.InstallAsync();
        await page.GotoAsync("/drive");
        await visitor.IsUsableByAll();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(await stage.Shop.PairingCode(driver, Token));
        await visitor.Button("Pair").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Collect", Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator(".next").GetByText("SCD 5678")).ToBeVisibleAsync();
        await visitor.IsUsableByAll();

        // Within five seconds it can be taken back; the clock stands still so that a busy machine is in time.
        await page.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().AddSeconds(5).UtcDateTime);
        await visitor.Button("Set off").ClickAsync();
        await visitor.Button("Undo").ClickAsync();
        await Expect(visitor.Button("Set off")).ToBeVisibleAsync();
        await page.Clock.ResumeAsync();
        await visitor.Button("Set off").ClickAsync();
        await stage.Shop.Until(id, request => (string?)request["state"] == "onTheWay", Token);
        await page.ReloadAsync();
        await Expect(page.GetByText("Marta Rey")).ToBeVisibleAsync();
        await page.EvaluateAsync("navigator.serviceWorker.ready.then(() => true)");
        await visitor.IsUsableByAll();

        await using var customer = await Visitor.Enter(stage);
        await customer.Page.GotoAsync(link);
        await Expect(customer.Page.GetByRole(AriaRole.Heading, new() { Name = "Your driver is on the way" })).ToBeVisibleAsync();
        var code = (await customer.Page.Locator(".code").TextContentAsync())!;

        visitor.LeavesNoTrace();
        await context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await visitor.Button("I am there").ClickAsync();
        await visitor.Button("Take the car over").ClickAsync();
        await FillReport(visitor, code);
        await visitor.IsUsableByAll();
        await visitor.Button("Car taken over").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Bring to the workshop" })).ToBeVisibleAsync();
        await Expect(page.GetByText(new Regex("records are kept on this phone", default, TimeSpan.FromSeconds(1)))).ToBeVisibleAsync();
        Assert.Equal("onTheWay", (string?)(await stage.Shop.Request(id, Token))["state"]);

        await context.SetOfflineAsync(false);
        await stage.Shop.Until(id, request => (string?)request["state"] == "collected", Token);
        await Expect(page.GetByText(new Regex("kept on this phone", default, TimeSpan.FromSeconds(1)))).ToBeHiddenAsync();
        visitor.ForgetErrors();

        await Expect(customer.Page.GetByRole(AriaRole.Heading, new() { Name = "Your car is on its way to the workshop" })).ToBeVisibleAsync();
        await customer.Page.ReloadAsync();
        await Expect(customer.Page.Locator(".photos img")).ToHaveCountAsync(4);
        await Expect(customer.Page.GetByText("Front left door")).ToBeVisibleAsync();
        await customer.IsUsableByAll();
        customer.LeavesNoTrace();
        visitor.LeavesNoTrace();
    }

    [Fact]
    public async Task A_wrong_pairing_code_says_so()
    {
        await using var visitor = await Visitor.Enter(stage, night: true);
        await visitor.Page.GotoAsync("/drive");
        await visitor.Page.GetByLabel("Code", new() { Exact = true }).FillAsync("AAAA-BBBB");
        await visitor.Button("Pair").ClickAsync();
        await Expect(visitor.Page.GetByText("The code is not valid")).ToBeVisibleAsync();
        await visitor.IsUsableByAll();
    }

    private static async Task FillReport(Visitor visitor, string code)
    {
        var page = visitor.Page;
        await page.GetByLabel("The customer’s code").FillAsync(code);
        await Expect(page.GetByText("That is the right code.")).ToBeVisibleAsync();
        foreach (var side in new[] { "Front", "Right", "Rear", "Left" })
            await page.GetByLabel($"Photo: {side}").SetInputFilesAsync(new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = await PhotoOf(page, side) });
        await page.GetByLabel("Mileage, km").FillAsync("70123");
        await page.Locator(".car-drawing").ClickAsync(new() { Position = new() { X = 20, Y = 170 } });
        await page.GetByLabel("I have the key").CheckAsync();
        var pad = page.GetByRole(AriaRole.Img, new() { Name = "Signature" });
        await pad.ScrollIntoViewIfNeededAsync();
        var box = (await pad.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 20, box.Y + 40);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 120, box.Y + 60);
        await page.Mouse.UpAsync();
    }

    /// <summary>A small picture, another one for each side: the same file twice would be one photo.</summary>
    private static async Task<byte[]> PhotoOf(IPage page, string side) => Convert.FromBase64String(await page.EvaluateAsync<string>(
        """
        side => {
          const canvas = document.createElement('canvas');
          canvas.width = 320;
          canvas.height = 240;
          const pen = canvas.getContext('2d');
          pen.fillStyle = { Front: '#b33', Right: '#36c', Rear: '#393', Left: '#a70' }[side];
          pen.fillRect(0, 0, 320, 240);
          return canvas.toDataURL('image/png').split(',')[1];
        }
        """,
        side));
}
