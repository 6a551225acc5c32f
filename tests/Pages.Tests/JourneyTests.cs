using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Routing.Pages.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Routing.Pages.Tests;

/// <summary>The whole of it, as the four who have to do with a car see it on their pages: from "where is your car?" to the car back home.</summary>
public sealed class JourneyTests(Stage stage)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_car_is_booked_collected_without_network_made_ready_and_brought_back_when_its_customer_chose(bool isDistributed)
    {
        Assert.SkipWhen(stage.Browser is null, "ROUTING_TEST_CHROMIUM is not set: tests/run.sh installs Chromium and sets it.");
        await using RunningForm form = isDistributed ? new DistributedForm(Stage.Settings, withPages: true) : new EmbeddedForm(Stage.Settings);
        await form.Start(Token);
        using var shop = await Shop.Open(form.Pages, Token);
        await Travel(shop, form.Pages);
    }

    private async Task Travel(Shop shop, Uri address)
    {
        await using var customer = await Visitor.Enter(stage, address: address);
        await using var phone = await Visitor.Enter(stage, address: address);
        await using var board = await Visitor.Enter(stage, width: 1440, height: 900, address: address);
        const string plate = "SCD 5678";

        var id = await Books(customer, shop, plate);
        var request = await shop.Until(id, known => (string?)known["state"] == "scheduled", Token);
        await using (var desk = await Visitor.Enter(stage, width: 1440, height: 900, address: address))
        {
            await Dispatches(desk, shop, request);
            desk.LeavesNoTrace();
        }

        var driver = new DriverAtWork(phone);
        await Collects(phone, driver, customer, shop, id, (string)request["moves"]![0]!["driverId"]!);
        await driver.GoesThere();
        await driver.ReportsAtWorkshop("Hand the car over", "Car handed over", mileage: 70131);

        await SeesOnBoard(board, plate);
        await TakesIn(board, plate);
        await SaysReady(board, plate);
        await Sees(customer, "Your car is ready");
        await SaysLater(board, plate);
        await Sees(customer, "We bring your car back");
        await Expect(customer.Page.GetByText("The workshop expects it to be ready")).ToBeVisibleAsync();
        await SaysReady(board, plate);
        await Sees(customer, "Your car is ready");
        await ChoosesReturn(customer, shop, id);

        await driver.SeesNext("Fetch at the workshop");
        await driver.GoesThere();
        await driver.ReportsAtWorkshop("Take the car over", "Car taken over", mileage: 70132);
        await Sees(customer, "Your car is on its way back");
        var code = (await customer.Page.Locator(".code").TextContentAsync())!;
        await driver.GoesThere();
        await driver.ReportsAtCustomers("Hand the car over", "Car handed over", code, mileage: 70140);
        await driver.SeesNext("All done");
        await Expect(phone.Page.GetByText(Kept)).ToBeHiddenAsync();
        await Sees(customer, "You have your car back");
        await customer.IsUsableByAll();

        while (!(await shop.Told(id, Token)).Contains("returned")) await Task.Delay(200, Token);
        Assert.Equal(["ready", "notYetReady", "ready"], (await shop.Told(id, Token)).Where(what => what is "ready" or "notYetReady"));
        foreach (var visitor in new[] { customer, phone, board }) visitor.LeavesNoTrace();
    }

    private static async Task<string> Books(Visitor customer, Shop shop, string plate)
    {
        var page = customer.Page;
        await page.GotoAsync($"/book#{shop.BookingKey}");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Address" }).FillAsync("rivera 2400");
        await customer.Addresses.First.ClickAsync();
        await customer.Button("Go on").ClickAsync();
        await page.GetByLabel("Licence plate").FillAsync(plate);
        await customer.Button("Go on").ClickAsync();
        await customer.Windows.First.CheckAsync();
        await customer.Button("Go on").ClickAsync();
        await page.GetByLabel("Your name").FillAsync("Marta Rey");
        await page.GetByLabel("Mobile phone").FillAsync("+598 99 123 456");
        await page.GetByLabel("E-mail").FillAsync("marta@example.com");
        await customer.Button("Book the collection").ClickAsync();
        await Sees(customer, "We collect your car");
        return await shop.RequestOf(plate, Token);
    }

    /// <summary>Drags the collection to the other driver, takes that back, and ties it to its own.</summary>
    private static async Task Dispatches(Visitor desk, Shop shop, JsonNode request)
    {
        var (page, move) = (desk.Page, request["moves"]![0]!);
        var own = (string)move["driverId"]!;
        var other = shop.Drivers.Single(driver => driver != own);
        ILocator Line(string driver) => page.Locator($".line[data-driver='{driver}']");
        ILocator Block(string driver) => Line(driver).Locator($"[data-move='{move["moveId"]}']");
        await page.GotoAsync($"/dispatch?area=montevideo&day={((string)move["window"]!["from"]!)[..10]}");
        await desk.SignIn();
        await Expect(Block(own)).ToBeVisibleAsync();
        await desk.Drag(Block(own), Line(other));
        await Expect(Block(other)).ToBeVisibleAsync();
        await desk.Button("Undo").ClickAsync();
        await Expect(Block(own)).ToBeVisibleAsync();
        await Expect(page.Locator(".told .spinner")).ToHaveCountAsync(0);
        await Block(own).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Driver", Exact = true }).ClickAsync(new() { Force = true });
        await Expect(Block(own).Locator(".icon")).ToHaveCountAsync(1);
    }

    private static async Task Collects(Visitor phone, DriverAtWork driver, Visitor customer, Shop shop, string id, string driverId)
    {
        var page = phone.Page;
        await page.Clock.InstallAsync();
        await driver.Pair(await shop.PairingCode(driverId, Token));
        await driver.SeesNext("Collect");
        await phone.IsUsableByAll();

        // Within five seconds it can be taken back; the clock stands still so that a busy machine is in time.
        await page.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().AddSeconds(5).UtcDateTime);
        await phone.Button("Set off").ClickAsync();
        await phone.Button("Undo").ClickAsync();
        await Expect(phone.Button("Set off")).ToBeVisibleAsync();
        await page.Clock.ResumeAsync();
        await phone.Button("Set off").ClickAsync();
        await Sees(customer, "Your driver is on the way");
        await page.ReloadAsync();
        await Expect(page.GetByText("Marta Rey")).ToBeVisibleAsync();
        await page.EvaluateAsync("navigator.serviceWorker.ready.then(() => true)");
        await phone.IsUsableByAll();
        var code = (await customer.Page.Locator(".code").TextContentAsync())!;

        phone.LeavesNoTrace();
        await phone.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await driver.Arrives();
        await driver.ReportsAtCustomers("Take the car over", "Car taken over", code, mileage: 70123);
        await driver.SeesNext("Bring to the workshop");
        await Expect(page.GetByText(Kept)).ToBeVisibleAsync();
        Assert.Equal("onTheWay", (string?)(await shop.Request(id, Token))["state"]);

        await phone.Context.SetOfflineAsync(false);
        await Sees(customer, "Your car is on its way to the workshop");
        await Expect(page.GetByText(Kept)).ToBeHiddenAsync();
        phone.ForgetErrors();
        await customer.Page.ReloadAsync();
        await Expect(customer.Page.Locator(".photos img")).ToHaveCountAsync(4);
        await Expect(customer.Page.GetByText("Front left door")).ToBeVisibleAsync();
        await customer.IsUsableByAll();
    }

    private static async Task SeesOnBoard(Visitor board, string plate)
    {
        await board.Page.GotoAsync("/workshop");
        await board.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("adviser");
        await board.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(RunningForm.Password);
        await board.Button("Sign in").ClickAsync();
        await Expect(CarOn(board, plate)).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    private static async Task TakesIn(Visitor board, string plate)
    {
        await CarOn(board, plate).GetByRole(AriaRole.Button, new() { Name = "Check in" }).ClickAsync();
        await board.Page.GetByLabel("Key tag", new() { Exact = true }).FillAsync("a7");
        await board.IsUsableByAll();
        await board.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Check in" }).ClickAsync();
        await Expect(CarOn(board, plate).GetByText("A7", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(CarOn(board, plate).GetByText("key: Reception")).ToBeVisibleAsync();
    }

    private static async Task SaysReady(Visitor board, string plate)
    {
        await CarOn(board, plate).GetByRole(AriaRole.Button, new() { Name = "Ready", Exact = false }).ClickAsync();
        await Expect(CarOn(board, plate).GetByText("Ready since")).ToBeVisibleAsync();
        await board.IsUsableByAll();
    }

    private static async Task SaysLater(Visitor board, string plate)
    {
        await CarOn(board, plate).GetByRole(AriaRole.Button, new() { Name = "Later" }).ClickAsync();
        await board.Button("In 60 min").ClickAsync();
        await Expect(CarOn(board, plate).GetByText("Expected ready")).ToBeVisibleAsync();
    }

    private static async Task ChoosesReturn(Visitor customer, Shop shop, string id)
    {
        var page = customer.Page;
        await customer.Windows.First.CheckAsync();
        await customer.IsUsableByAll();
        await customer.Button("Bring it back then").ClickAsync();
        var request = await shop.Until(id, known => known["wish"]!["returnWindows"]!.AsArray().Count == 1 && (string?)known["moves"]![1]!["state"] == "scheduled", Token);
        var (wished, promised) = (request["wish"]!["returnWindows"]![0]!, request["moves"]![1]!["window"]!);
        Assert.Equal((DateTimeOffset)wished["from"]!, (DateTimeOffset)promised["from"]!);
        await Expect(page.GetByText("Promised")).ToBeVisibleAsync();
        await Sees(customer, "Your car is ready");
    }

    private static ILocator CarOn(Visitor board, string plate) => board.Page.Locator(".board-car", new() { HasText = plate });

    private static Task Sees(Visitor customer, string state) =>
        Expect(customer.Page.GetByRole(AriaRole.Heading, new() { Name = state, Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });

    private static Regex Kept => new("kept on this phone", default, TimeSpan.FromSeconds(1));
}
