using Microsoft.Playwright;
using Routing.Pages.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Routing.Pages.Tests;

/// <summary>The workshop's page on its courtesy cars. In an area of its own: a workshop that names its cars lends no others.</summary>
public sealed class FleetTests(Stage stage)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("fleetday", false)]
    [InlineData("fleetnight", true)]
    public async Task A_workshop_names_its_courtesy_cars_lends_one_and_has_it_back(string area, bool night)
    {
        using var shop = await Shop.Open(stage.Address, Token, area);
        await using var visitor = await Visitor.Enter(stage, night, width: night ? 390 : 1280, height: 900);
        var page = visitor.Page;
        await visitor.HangsIn(shop.Workshop);
        await page.GotoAsync("/workshop#fleet");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("adviser");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(RunningForm.Password);
        await visitor.Button("Sign in").ClickAsync();
        await Expect(page.GetByText("No courtesy car is named yet")).ToBeVisibleAsync();
        await visitor.IsUsableByAll();

        // Without a plate it is none.
        await visitor.Button("Add a courtesy car").First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add a courtesy car" }).ClickAsync();
        await Expect(dialog.GetByText("The driver finds the car by its plate.")).ToBeVisibleAsync();
        await visitor.IsUsableByAll();
        await dialog.GetByLabel("Licence plate").FillAsync("scf 1001");
        await dialog.GetByLabel("Make").FillAsync("Fiat");
        await dialog.GetByLabel("Model").FillAsync("500e");
        await dialog.GetByLabel("Class").FillAsync("small");
        await dialog.GetByLabel("Charge or fuel").FillAsync("80");
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "Automatic" }).CheckAsync();
        await dialog.GetByLabel("Drive", new() { Exact = true }).SelectOptionAsync("electric");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add a courtesy car" }).ClickAsync();
        var car = page.Locator(".fleet-car", new() { HasText = "SCF 1001" });
        await Expect(car.GetByText("here", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(car.GetByText("80 %")).ToBeVisibleAsync();
        await visitor.IsUsableByAll();

        // Lent at the desk: who was promised it later would be planned anew.
        await car.GetByRole(AriaRole.Button, new() { Name = "Lend" }).ClickAsync();
        await dialog.GetByLabel("Mileage out, km").FillAsync("4000");
        await visitor.IsUsableByAll();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Lend" }).ClickAsync();
        await Expect(car.GetByText("out, due back")).ToBeVisibleAsync();
        await Expect(car.Locator(".pill", new() { HasText = "Contract signed" })).ToBeVisibleAsync();

        // It has not driven backwards.
        await car.GetByRole(AriaRole.Button, new() { Name = "It is back" }).ClickAsync();
        await dialog.GetByLabel("Mileage in, km").FillAsync("3999");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "It is back" }).ClickAsync();
        await Expect(dialog.GetByText("Read the odometer again")).ToBeVisibleAsync();
        visitor.ForgetErrors();
        await visitor.IsUsableByAll();
        await dialog.GetByLabel("Mileage in, km").FillAsync("4120");
        await dialog.GetByLabel("Charge or fuel").FillAsync("55");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "It is back" }).ClickAsync();
        await Expect(car.GetByText("4000 – 4120 km")).ToBeVisibleAsync();
        await Expect(car.GetByText("55 %")).ToBeVisibleAsync();

        // A customer gets it: it is known when it goes and for whom, and the contract is signed at the desk.
        var id = (string)(await shop.Book("SWF 1001", -56.1580, -34.9060, Token))["requestId"]!;
        await shop.Until(id, request => (string?)request["state"] == "scheduled", Token);
        await shop.Change(id, new { swap = true }, Token);
        await Expect(car.GetByText("SWF 1001")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(car.GetByText("Contract not signed")).ToBeVisibleAsync();
        await car.GetByRole(AriaRole.Button, new() { Name = "Contract signed" }).ClickAsync();
        await Expect(car.GetByText("kept, goes")).ToBeVisibleAsync();
        await Expect(car.GetByText("Contract not signed")).ToBeHiddenAsync();
        await visitor.IsUsableByAll();
        if (Environment.GetEnvironmentVariable("ROUTING_PICTURES") is { Length: > 0 } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"workshop-fleet-{(night ? "phone-night" : "desk-day")}.png") });
        visitor.LeavesNoTrace();
    }
}
