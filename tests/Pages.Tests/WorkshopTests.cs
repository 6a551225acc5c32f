using Microsoft.Playwright;
using Routing.Pages.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Routing.Pages.Tests;

public sealed class WorkshopTests(Stage stage)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SWK 1001", false)]
    [InlineData("SWK 1002", true)]
    public async Task The_workshop_says_later_then_ready_and_the_customer_is_told(string plate, bool night)
    {
        await using var visitor = await Visitor.Enter(stage, night, width: 1440, height: 900);
        var page = visitor.Page;
        var id = (string)(await stage.Shop.BookReturn(plate, -56.1580, -34.9060, Token))["requestId"]!;
        await stage.Shop.Until(id, request => (string?)request["state"] == "scheduled", Token);

        await page.Clock.InstallAsync();
        await visitor.HangsIn(stage.Shop.Workshop);
        await page.GotoAsync("/workshop");
        await visitor.IsUsableByAll();
        await SignIn(visitor);
        var car = page.Locator(".board-car", new() { HasText = plate });
        await Expect(car.GetByText("here from before")).ToBeVisibleAsync();
        await Expect(page.GetByText("Heard of the services")).ToBeVisibleAsync();
        await visitor.IsUsableByAll();

        await car.GetByRole(AriaRole.Button, new() { Name = "Later" }).ClickAsync();
        await visitor.IsUsableByAll();
        await visitor.Button("In 2 h").ClickAsync();
        await Expect(car.GetByText("Expected ready")).ToBeVisibleAsync();

        // Within five seconds it can be taken back; the clock stands still so that a busy machine is in time.
        await page.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().AddSeconds(5).UtcDateTime);
        await car.GetByRole(AriaRole.Button, new() { Name = "Ready" }).ClickAsync();
        await visitor.Button("Undo").ClickAsync();
        await Expect(car.GetByText("Expected ready")).ToBeVisibleAsync();
        await car.GetByRole(AriaRole.Button, new() { Name = "Ready" }).ClickAsync();
        await page.Clock.ResumeAsync();
        await Expect(car.GetByText("Ready since")).ToBeVisibleAsync();
        await visitor.IsUsableByAll();
        while (!(await stage.Shop.Told(id, Token)).Contains("ready")) await Task.Delay(200, Token);

        var shown = await page.Locator("main").InnerTextAsync();
        foreach (var secret in new[] { "Marta", "99123456", "example.com", "España" }) Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
        visitor.LeavesNoTrace();
    }

    [Fact]
    public async Task A_board_that_hears_nothing_says_since_when_and_comes_back_by_itself()
    {
        await using var visitor = await Visitor.Enter(stage, width: 1024, height: 768, language: "es-UY");
        var page = visitor.Page;
        await page.Clock.InstallAsync();
        await visitor.HangsIn(stage.Shop.Workshop);
        await page.GotoAsync("/workshop");
        await SignIn(visitor, "Nombre", "Contraseña", "Iniciar sesión");
        await Expect(page.GetByText("Noticias de los servicios")).ToBeVisibleAsync();
        visitor.LeavesNoTrace();

        await visitor.Context.SetOfflineAsync(true);
        await page.Clock.FastForwardAsync(60_000);
        await Expect(page.GetByText("Sin noticias de los servicios desde las")).ToBeVisibleAsync();
        await visitor.IsUsableByAll();
        await visitor.Context.SetOfflineAsync(false);
        await Expect(page.GetByText("Noticias de los servicios")).ToBeVisibleAsync();
    }

    private static async Task SignIn(Visitor visitor, string name = "Name", string password = "Password", string button = "Sign in")
    {
        await visitor.Page.GetByLabel(name, new() { Exact = true }).FillAsync("adviser");
        await visitor.Page.GetByLabel(password, new() { Exact = true }).FillAsync(RunningForm.Password);
        await visitor.Button(button).ClickAsync();
    }
}
