using Microsoft.Playwright;
using Routing.Pages.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Routing.Pages.Tests;

/// <summary>Not a test but the command <c>tests/pictures.sh</c>: every page on a phone and a desk, by day and by night, to be looked at.</summary>
public sealed class PicturesTests(Stage stage)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly string? Folder = Environment.GetEnvironmentVariable("ROUTING_PICTURES");

    [Theory]
    [InlineData("phone", false)]
    [InlineData("phone", true)]
    [InlineData("desk", false)]
    [InlineData("desk", true)]
    public async Task Pictures(string device, bool night)
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Folder), "ROUTING_PICTURES is not set: tests/pictures.sh DIR draws the pages into a folder.");
        await Customer(device, night);
        await Driver(device, night);
        await Dispatcher(device, night);
    }

    private async Task Customer(string device, bool night)
    {
        await using var visitor = await Enter(device, night);
        var page = visitor.Page;
        await page.GotoAsync($"/book#{stage.Shop.BookingKey}");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Address" }).FillAsync("rivera 2400");
        await Expect(visitor.Addresses.First).ToBeVisibleAsync();
        await Shoot(visitor, device, night, "customer-1-search");
        await visitor.Addresses.First.ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "At certain hours" }).CheckAsync();
        await Shoot(visitor, device, night, "customer-2-where");
        await visitor.Button("Go on").ClickAsync();
        await page.GetByLabel("Licence plate").FillAsync("SBC 1234");
        await page.GetByLabel("Make").FillAsync("Fiat");
        await page.GetByLabel("Model").FillAsync("Panda");
        await Shoot(visitor, device, night, "customer-3-car");
        await visitor.Button("Go on").ClickAsync();
        await visitor.Windows.First.CheckAsync();
        await Shoot(visitor, device, night, "customer-4-when");
        await visitor.Button("Go on").ClickAsync();
        await page.GetByLabel("Your name").FillAsync("Marta Rey");
        await page.GetByLabel("Mobile phone").FillAsync("+598 99 123 456");
        await Shoot(visitor, device, night, "customer-5-you");
        await visitor.Button("Book the collection").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "We collect your car" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Shoot(visitor, device, night, "track-1-scheduled");

        // Nothing is left for the drivers of the next pictures.
        await visitor.Button("Cancel the booking").ClickAsync();
        await visitor.Button("Yes, cancel it").ClickAsync();
        await Shows(visitor, "Cancelled");
        await Shoot(visitor, device, night, "track-8-cancelled");
        await page.GotoAsync("/design");
        await Shoot(visitor, device, night, "design");
    }

    private async Task Driver(string device, bool night)
    {
        var plate = $"SAA {(night ? 2000 : 1000) + (device == "desk" ? 5 : 0)}";
        var booked = await stage.Shop.Book(plate, -56.1580, -34.9060, Token);
        var (id, link) = ((string)booked["requestId"]!, new Uri((string)booked["trackingLink"]!).AbsolutePath);
        var driverId = (string)(await stage.Shop.Until(id, request => (string?)request["state"] == "scheduled", Token))["moves"]![0]!["driverId"]!;
        await using var visitor = await Enter(device, night);
        var (page, driver) = (visitor.Page, new DriverAtWork(visitor));
        await page.GotoAsync("/drive");
        await Shoot(visitor, device, night, "driver-1-pair");
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(await stage.Shop.PairingCode(driverId, Token));
        await visitor.Button("Pair").ClickAsync();
        await Expect(visitor.Button("Set off")).ToBeVisibleAsync();
        await Shoot(visitor, device, night, "driver-2-next");
        await visitor.Button("Set off").ClickAsync();
        await Expect(visitor.Button("I am there")).ToBeVisibleAsync();
        await Shoot(visitor, device, night, "driver-3-way");
        await using var customer = await Enter(device, night);
        await customer.Page.GotoAsync(link);
        await Shows(customer, "Your driver is on the way");
        await Shoot(customer, device, night, "track-2-on-the-way");
        await visitor.Button("Running late").ClickAsync();
        await Shoot(visitor, device, night, "driver-4-late");
        await page.Keyboard.PressAsync("Escape");
        await visitor.Button("I am there").ClickAsync();
        await visitor.Button("It cannot be done").ClickAsync();
        await Shoot(visitor, device, night, "driver-5-fails");
        await page.Keyboard.PressAsync("Escape");
        await visitor.Button("Take the car over").ClickAsync();
        await Shoot(visitor, device, night, "driver-6-report");
        await driver.FillsIn((await customer.Page.Locator(".code").TextContentAsync())!, mileage: 70123);
        await page.Locator(".car-drawing").ScrollIntoViewIfNeededAsync();
        await Shoot(visitor, device, night, "driver-7-damage");
        await page.Locator(".dialog-body").EvaluateAsync("body => body.scrollTo(0, body.scrollHeight)");
        await Shoot(visitor, device, night, "driver-8-sign");
        await visitor.Button("Car taken over").ClickAsync();
        await Shoot(visitor, device, night, "driver-9-undo");
        await visitor.Button("SOS").ClickAsync();
        await Shoot(visitor, device, night, "driver-10-sos");
        await page.Keyboard.PressAsync("Escape");
        await Shows(customer, "Your car is on its way to the workshop");
        await Shoot(customer, device, night, "track-3-collected");
        await visitor.Context.SetOfflineAsync(true);
        await driver.GoesThere();
        await driver.ReportsAtWorkshop("Hand the car over", "Car handed over", mileage: 70131);
        await Shoot(visitor, device, night, "driver-11-offline");
        await visitor.Context.SetOfflineAsync(false);
        await Shows(customer, "We bring your car back");
        await Shoot(customer, device, night, "track-4-at-workshop");
        await Workshop(device, night, plate);
        await Shows(customer, "Your car is ready");
        await Expect(customer.Windows.First).ToBeVisibleAsync();
        await Shoot(customer, device, night, "track-5-ready");
        await driver.GoesThere();
        await driver.ReportsAtWorkshop("Take the car over", "Car taken over", mileage: 70132);
        await Shows(customer, "Your car is on its way back");
        await Shoot(customer, device, night, "track-6-returning");
        await driver.GoesThere();
        await driver.ReportsAtCustomers("Hand the car over", "Car handed over", (await customer.Page.Locator(".code").TextContentAsync())!, mileage: 70140);
        await Shows(customer, "You have your car back");
        await Shoot(customer, device, night, "track-7-returned");
    }

    private async Task Workshop(string device, bool night, string plate)
    {
        await using var visitor = device == "phone" ? await Visitor.Enter(stage, night, width: 1024, height: 768) : await Visitor.Enter(stage, night, width: 1440, height: 900);
        var page = visitor.Page;
        await visitor.HangsIn(stage.Shop.Workshop);
        await page.GotoAsync("/workshop");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("adviser");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(RunningForm.Password);
        await visitor.Button("Sign in").ClickAsync();
        var car = page.Locator(".board-car", new() { HasText = plate });
        await car.GetByRole(AriaRole.Button, new() { Name = "Check in" }).ClickAsync();
        await page.GetByLabel("Key tag", new() { Exact = true }).FillAsync("B7");
        await Shoot(visitor, device, night, "workshop-1-check-in");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Check in" }).ClickAsync();
        await Expect(car.GetByText("B7", new() { Exact = true })).ToBeVisibleAsync();
        await Shoot(visitor, device, night, "workshop-2-board");
        await car.GetByRole(AriaRole.Button, new() { Name = "Ready" }).ClickAsync();
        await Expect(car.GetByText("Ready since")).ToBeVisibleAsync();
        await Shoot(visitor, device, night, "workshop-3-ready");
    }

    private static Task Shows(Visitor customer, string state) =>
        Expect(customer.Page.GetByRole(AriaRole.Heading, new() { Name = state, Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });

    private async Task Dispatcher(string device, bool night)
    {
        await using var visitor = await Enter(device, night);
        var page = visitor.Page;
        await page.GotoAsync("/dispatch");
        await Shoot(visitor, device, night, "dispatcher-1-sign-in");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("operator");
        await page.GetByLabel("Password").FillAsync(RunningForm.Password);
        await visitor.Button("Sign in").ClickAsync();
        // Played within minutes, the day's blocks lie on one another.
        await page.Locator(".block").Last.DispatchEventAsync("click");
        await Shoot(visitor, device, night, "dispatcher-2-day");
    }

    private Task<Visitor> Enter(string device, bool night) =>
        device == "phone" ? Visitor.Enter(stage, night) : Visitor.Enter(stage, night, width: 1280, height: 860);

    private static async Task Shoot(Visitor visitor, string device, bool night, string name)
    {
        // The map is drawn when nothing more is fetched.
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle, new() { Timeout = 8_000 }).ContinueWith(_ => { }, Token, TaskContinuationOptions.None, TaskScheduler.Default);
        await visitor.Page.EvaluateAsync("scrollTo(0, 0)");
        // Its last tiles are drawn after they are fetched; in software that takes a while.
        await visitor.Page.WaitForTimeoutAsync(await visitor.Page.Locator(".maplibregl-canvas").CountAsync() > 0 ? 3000 : 700);
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder!, $"{name}-{device}-{(night ? "night" : "day")}.png"), FullPage = !name.StartsWith("driver-", StringComparison.Ordinal) || name.StartsWith("driver-2", StringComparison.Ordinal) });
    }
}
