using Microsoft.Playwright;
using Routing.Pages.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Routing.Pages.Tests;

public sealed class RoadsTests(Stage stage)
{
    private const int DeskWidth = 1440;
    private const int DeskHeight = 900;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dispatcher_closes_a_road_on_the_map_and_opens_it_again()
    {
        await using var visitor = await Visitor.Enter(stage, width: DeskWidth, height: DeskHeight);
        var page = visitor.Page;
        await OpenDay(visitor, "SCR 4321", -56.1612, -34.9041);

        await page.Keyboard.PressAsync("c");
        await Expect(visitor.Button("Confirm")).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Or the road at an address" }).FillAsync("bulevar artigas 1500");
        await visitor.Addresses.First.ClickAsync();
        await Expect(page.GetByText("Bulevar General Artigas", new() { Exact = true })).ToBeVisibleAsync();
        await visitor.IsUsableByAll();
        await page.GetByLabel("Why").FillAsync("Burst pipe");
        await visitor.Button("Confirm").ClickAsync();
        var closed = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Burst pipe" });
        await Expect(closed).ToContainTextAsync("Closed");
        await Expect(closed).ToContainTextAsync("Cars · until it is opened again · by operator");

        await visitor.Button("Draw an area").ClickAsync();
        var map = (await page.Locator(".maplibregl-canvas").BoundingBoxAsync())!;
        foreach (var (x, y) in new[] { (0.3f, 0.3f), (0.5f, 0.3f), (0.4f, 0.6f) }) await page.Mouse.ClickAsync(map.X + (map.Width * x), map.Y + (map.Height * y));
        await Expect(page.GetByText("3 corners")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Slower" }).ClickAsync(new() { Force = true });
        await page.GetByLabel("Why").FillAsync("March");
        await visitor.Button("Confirm").ClickAsync();
        var slow = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "March" });
        await Expect(slow).ToContainTextAsync("50 % of the speed");

        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Roads" }).ClickAsync();
        foreach (var each in new[] { closed, slow })
        {
            await each.GetByRole(AriaRole.Button, new() { Name = "Open again" }).ClickAsync();
            await Expect(each).ToHaveCountAsync(0);
        }

        await visitor.IsUsableByAll();
        visitor.LeavesNoTrace();
    }

    [Fact]
    public async Task What_a_driver_reports_is_confirmed_or_dismissed()
    {
        await using var visitor = await Visitor.Enter(stage, night: true, width: DeskWidth, height: DeskHeight);
        var page = visitor.Page;
        var driver = await OpenDay(visitor, "SCR 5321", -56.1580, -34.9061);
        await stage.Shop.TellAs(driver, "/api/roads/closed", new { eventId = Guid.CreateVersion7(), at = TimeProvider.System.GetUtcNow(), position = new { lon = -56.1672, lat = -34.9041 }, means = "car", note = "Flooded" }, Token);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Roads" }).ClickAsync();
        var reported = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Flooded" });
        await Expect(reported).ToContainTextAsync("not confirmed");
        await visitor.IsUsableByAll();
        await reported.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Expect(reported).ToContainTextAsync("until it is opened again · by operator");
        await reported.GetByRole(AriaRole.Button, new() { Name = "Open again" }).ClickAsync();
        await Expect(reported).ToHaveCountAsync(0);
        visitor.LeavesNoTrace();
    }

    /// <summary>The day of a car that is promised, as its dispatcher sees it; the car's driver.</summary>
    private async Task<string> OpenDay(Visitor visitor, string plate, double lon, double lat)
    {
        var booked = await stage.Shop.Book(plate, lon, lat, Token);
        var promised = await stage.Shop.Until((string)booked["requestId"]!, request => (string?)request["state"] == "scheduled", Token);
        var move = promised["moves"]![0]!;
        var day = ((string)move["window"]!["from"]!)[..10];
        await visitor.Page.GotoAsync($"/dispatch?area=montevideo&day={day}");
        await visitor.SignIn();
        await Expect(visitor.Page.Locator(".maplibregl-canvas")).ToBeVisibleAsync();
        return (string)move["driverId"]!;
    }
}
