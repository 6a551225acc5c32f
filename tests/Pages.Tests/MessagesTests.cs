using Microsoft.Playwright;
using Routing.Pages.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Routing.Pages.Tests;

public sealed class MessagesTests(Stage stage)
{
    private const int DeskWidth = 1440;
    private const int DeskHeight = 900;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_and_a_driver_without_network_write_and_the_dispatcher_answers()
    {
        var booked = await stage.Shop.Book("SCM 4321", -56.1605, -34.9045, Token);
        var (id, link) = ((string)booked["requestId"]!, new Uri((string)booked["trackingLink"]!).AbsolutePath);
        var move = (await stage.Shop.Until(id, request => (string?)request["state"] == "scheduled", Token))["moves"]![0]!;
        await using var desk = await Visitor.Enter(stage, width: DeskWidth, height: DeskHeight);
        await desk.Page.GotoAsync($"/dispatch?area=montevideo&day={((string)move["window"]!["from"]!)[..10]}");
        await desk.SignIn();
        var tab = desk.Page.GetByRole(AriaRole.Tab, new() { Name = "Messages" });
        await tab.ClickAsync();

        await using var customer = await Visitor.Enter(stage);
        await customer.Page.GotoAsync(link);
        await Write(customer, "The gate is green");
        await Expect(customer.Page.Locator(".written.own")).ToContainTextAsync("The gate is green");
        await customer.IsUsableByAll();

        var row = desk.Page.Locator(".pressed-row").Filter(new() { HasText = "SCM 4321" });
        await Expect(row).ToContainTextAsync("1 new");
        await Expect(tab.Locator(".count")).ToHaveTextAsync("1");
        await desk.IsUsableByAll();
        await row.ClickAsync();
        await Expect(desk.Page.Locator(".written")).ToContainTextAsync("The gate is green");
        await Expect(tab.Locator(".count")).ToHaveCountAsync(0);
        await Write(desk, "Thank you, see you at nine");
        await Expect(customer.Page.Locator(".written:not(.own)")).ToContainTextAsync("Thank you, see you at nine");
        await Expect(customer.Page.Locator(".written:not(.own)")).ToContainTextAsync("Dispatcher");
        Assert.Contains("message", await stage.Shop.Told(id, Token));
        await desk.Button("All messages").ClickAsync();

        await using var driver = await Visitor.Enter(stage, night: true);
        await driver.Page.GotoAsync("/drive");
        await driver.Page.GetByLabel("Code", new() { Exact = true }).FillAsync(await stage.Shop.PairingCode((string)move["driverId"]!, Token));
        await driver.Button("Pair").ClickAsync();
        await driver.Button("Messages").ClickAsync();
        await driver.Context.SetOfflineAsync(true);
        await Write(driver, "Which gate?");
        await Expect(driver.Page.Locator(".written.own")).ToContainTextAsync("not sent yet");
        await driver.IsUsableByAll();
        await driver.Context.SetOfflineAsync(false);
        driver.ForgetErrors();
        var asked = desk.Page.Locator(".pressed-row").Filter(new() { HasText = "Which gate?" });
        await Expect(asked).ToContainTextAsync("1 new");
        await asked.ClickAsync();
        await Write(desk, "The green one");
        await Expect(driver.Page.Locator(".written:not(.own)")).ToContainTextAsync("The green one");
        await Expect(driver.Page.Locator(".written.own")).ToHaveCountAsync(1);
        await Expect(driver.Page.GetByText("not sent yet")).ToHaveCountAsync(0);
        foreach (var visitor in new[] { desk, customer, driver }) visitor.LeavesNoTrace();
    }

    private static async Task Write(Visitor visitor, string text)
    {
        await visitor.Page.GetByLabel("Write to the").Last.FillAsync(text);
        await visitor.Button("Send").ClickAsync();
    }
}
