using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Routing.Pages.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Routing.Pages.Tests;

/// <summary>An electric car that would not get to the workshop, on the pages of its driver and of the dispatcher.</summary>
public sealed class ChargingTests(Stage stage)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_driver_charges_a_car_on_the_way_and_goes_on_and_the_dispatcher_sees_it()
    {
        Assert.SkipWhen(stage.Browser is null, "ROUTING_TEST_CHROMIUM is not set: tests/run.sh installs Chromium and sets it.");
        using var shop = await Shop.Open(stage.Address, Token, area: "charging");
        await shop.HasStation("charging", -56.1230, -34.8950, "Carga Buceo", Token);
        var car = new { plate = "SEL 1001", make = "BYD", model = "Dolphin", colour = "white", gearbox = "automatic", drive = "electric", rangeKm = 3 };
        var booked = await shop.Book("SEL 1001", -56.1180, -34.8960, Token, car);
        var collection = (await shop.Until((string)booked["requestId"]!, request => (string?)request["state"] == "scheduled", Token))["moves"]![0]!;
        var link = new Uri((string)booked["trackingLink"]!).PathAndQuery;

        await using var phone = await Visitor.Enter(stage);
        var driver = new DriverAtWork(phone);
        await driver.Pair(await shop.PairingCode((string)collection["driverId"]!, Token));
        await driver.SeesNext("Collect");
        await phone.Button("Set off").ClickAsync();
        await Expect(phone.Page.GetByText("Marta Rey")).ToBeVisibleAsync();
        await driver.Arrives();
        var code = (string)JsonNode.Parse(await phone.Page.EvaluateAsync<string>("path => fetch(`/api${path}`).then((answer) => answer.text())", link))!["code"]!;
        await driver.ReportsAtCustomers("Take the car over", "Car taken over", code, mileage: 20_001);

        await driver.SeesNext("Charge the car");
        await Expect(phone.Page.GetByText("Carga Buceo").First).ToBeVisibleAsync();
        await Expect(phone.Page.GetByText("Charge it for about")).ToBeVisibleAsync();
        await phone.IsUsableByAll();
        await driver.GoesThere();
        await Expect(phone.Button("Hand the car over")).ToHaveCountAsync(0);
        await phone.IsUsableByAll();
        await phone.Button("Charged: set off").ClickAsync();
        await driver.SeesNext("Bring to the workshop");
        await driver.Arrives();
        await driver.ReportsAtWorkshop("Hand the car over", "Car handed over", mileage: 20_007);
        await shop.Until((string)booked["requestId"]!, request => (string?)request["state"] == "atWorkshop", Token);

        await using var desk = await Visitor.Enter(stage, width: 1440, height: 900);
        await desk.Page.GotoAsync($"/dispatch?area=charging&day={shop.Today}");
        await desk.SignIn();
        await desk.Page.Locator($"[data-move='{collection["moveId"]}']").First.DispatchEventAsync("click");
        var charge = desk.Page.Locator(".move-stops li", new() { HasText = "Charge the car" });
        await Expect(charge).ToContainTextAsync("Carga Buceo");
        await Expect(charge).ToContainTextAsync("done");
        foreach (var visitor in new[] { phone, desk }) visitor.LeavesNoTrace();
    }
}
