using System.Globalization;
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

    [Fact]
    public async Task An_adviser_asks_where_the_car_is_and_sees_who_answered_and_whose_lift_was_released()
    {
        await using var visitor = await Visitor.Enter(stage, width: 1280, height: 900);
        var page = visitor.Page;
        await visitor.HangsIn(stage.Shop.Workshop);
        await page.GotoAsync("/workshop");
        await SignIn(visitor);
        await page.GetByRole(AriaRole.Link, new() { Name = "Where is your car?" }).ClickAsync();
        await visitor.IsUsableByAll();

        // Nothing is told yet: each field says what it lacks, and the first has the cursor.
        await visitor.Button("Ask the customer").ClickAsync();
        await Expect(page.GetByText("The driver finds the car by its plate.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Say from when the lift is kept.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Licence plate")).ToBeFocusedAsync();
        await visitor.IsUsableByAll();

        var tomorrow = DateOnly.Parse(stage.Shop.Today, CultureInfo.InvariantCulture).AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await page.GetByLabel("Licence plate").FillAsync("swk 2001");
        await page.GetByLabel("Order").FillAsync("4711");
        await page.GetByLabel("Work, in hours").FillAsync("1,5");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Marta Rey");
        await page.GetByLabel("E-mail").FillAsync("marta@example.com");
        await page.GetByLabel("From when").FillAsync($"{tomorrow}T14:00");
        await page.GetByLabel("Answer by").FillAsync($"{tomorrow}T15:00");
        await visitor.Button("Ask the customer").ClickAsync();
        await Expect(page.GetByText("The answer has to come before the lift is needed.")).ToBeVisibleAsync();
        await page.GetByLabel("Answer by").FillAsync($"{tomorrow}T11:00");

        // What only the service knows stands beside its field, too.
        await page.GetByLabel("From when").FillAsync($"{tomorrow}T23:00");
        await visitor.Button("Ask the customer").ClickAsync();
        await Expect(page.GetByText("The workshop is closed at")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("From when")).ToBeFocusedAsync();
        visitor.ForgetErrors();
        await page.GetByLabel("From when").FillAsync($"{tomorrow}T14:00");
        await visitor.Button("Ask the customer").ClickAsync();
        await Expect(page.GetByText("The customer of SWK 2001 is asked")).ToBeVisibleAsync();
        var link = (await page.Locator(".long-link").GetAttributeAsync("href"))!;
        ILocator Row(string plate) => page.Locator(".asked li", new() { HasText = plate });
        await Expect(Row("SWK 2001").GetByText("Lift kept: ")).ToBeVisibleAsync();
        await Expect(Row("SWK 2001").GetByText("Order 4711")).ToBeVisibleAsync();
        await visitor.IsUsableByAll();
        var first = await stage.Shop.RequestOf("SWK 2001", Token);
        var request = await stage.Shop.Request(first, Token);
        Assert.Equal(("4711", 90, "placeAsked"), ((string)request["wish"]!["workOrder"]!, (int)request["wish"]!["workMinutes"]!, (string)request["state"]!));
        while (!(await stage.Shop.Told(first, Token)).Contains("placeAsked")) await Task.Delay(200, Token);

        // Another customer does not answer: the lift is released at the deadline.
        await page.GetByLabel("Licence plate").FillAsync("swk 2002");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Luis Rey");
        await page.GetByLabel("Mobile phone").FillAsync("+598 99 123 457");
        await page.GetByLabel("From when").FillAsync($"{tomorrow}T14:00");
        await visitor.Button("Ask the customer").ClickAsync();
        await Expect(Row("SWK 2002").GetByText("Asked", new() { Exact = true })).ToBeVisibleAsync();
        await stage.Shop.Change(await stage.Shop.RequestOf("SWK 2002", Token), new { holdUntil = TimeProvider.System.GetUtcNow().AddSeconds(2) }, Token);
        await Expect(Row("SWK 2002").GetByText("Lift released")).ToBeVisibleAsync();

        // The first says where it is.
        await using var customer = await Visitor.Enter(stage);
        var told = await customer.Page.APIRequest.PutAsync(new Uri(link).AbsolutePath.Replace("/track/", "/api/track/", StringComparison.Ordinal) + "/place", new() { DataObject = new { lon = -56.1580, lat = -34.9060 } });
        Assert.True(told.Ok, await told.TextAsync());
        await Expect(Row("SWK 2001").GetByText("Answered", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(Row("SWK 2001").GetByText("Collected ")).ToBeVisibleAsync();
        await visitor.IsUsableByAll();
        Assert.DoesNotContain("Marta", await page.Locator(".asked").InnerTextAsync(), StringComparison.Ordinal);
        visitor.LeavesNoTrace();
    }

    private static async Task SignIn(Visitor visitor, string name = "Name", string password = "Password", string button = "Sign in")
    {
        await visitor.Page.GetByLabel(name, new() { Exact = true }).FillAsync("adviser");
        await visitor.Page.GetByLabel(password, new() { Exact = true }).FillAsync(RunningForm.Password);
        await visitor.Button(button).ClickAsync();
    }
}
