using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Routing.Pages.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Routing.Pages.Tests;

public sealed class CustomerTests(Stage stage)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_books_and_follows_and_changes_their_mind()
    {
        await using var visitor = await Visitor.Enter(stage);
        var page = visitor.Page;
        await page.GotoAsync($"/book#{stage.Shop.BookingKey}");
        await visitor.IsUsableByAll();

        // Nothing is told yet, so the next step says what is missing.
        await visitor.Button("Go on").ClickAsync();
        await Expect(page.GetByText("Type the address, or press on the map")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Combobox, new() { Name = "Address" }).FillAsync("rivera 2400");
        await visitor.Addresses.First.ClickAsync();
        await page.GetByLabel("What should the driver know?").FillAsync("Level 2 of the car park");
        await visitor.Button("Go on").ClickAsync();

        await page.GetByLabel("Licence plate").FillAsync("sbc 1234");
        await page.GetByLabel("Make").FillAsync("Fiat");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Automatic" }).CheckAsync();
        await visitor.Button("Go on").ClickAsync();

        await visitor.Windows.First.CheckAsync();
        await visitor.IsUsableByAll();
        await visitor.Button("Go on").ClickAsync();

        await page.GetByLabel("Your name").FillAsync("Marta Rey");
        await page.GetByLabel("Mobile phone").FillAsync("+598 99 123 456");
        await visitor.IsUsableByAll();
        await visitor.Button("Book the collection").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "We collect your car" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(page.GetByText("Promised")).ToBeVisibleAsync();
        await Expect(page.Locator(".code")).ToHaveTextAsync(new Regex("^[0-9]{4}$", default, TimeSpan.FromSeconds(1)));
        Assert.StartsWith("/track/", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        await visitor.IsUsableByAll();

        await visitor.Button("Cancel the booking").ClickAsync();
        await visitor.IsUsableByAll();
        await visitor.Button("Yes, cancel it").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Cancelled" })).ToBeVisibleAsync();
        visitor.LeavesNoTrace();
    }

    [Fact]
    public async Task A_customer_who_says_it_later_is_asked_by_their_page_where_the_car_is()
    {
        await using var visitor = await Visitor.Enter(stage);
        var page = visitor.Page;
        await page.GotoAsync($"/book#{stage.Shop.BookingKey}");
        await page.GetByRole(AriaRole.Radio, new() { Name = "I tell you later" }).CheckAsync();
        await visitor.IsUsableByAll();
        await visitor.Button("Go on").ClickAsync();
        await page.GetByLabel("Licence plate").FillAsync("sbc 4321");
        await visitor.Button("Go on").ClickAsync();
        await Expect(page.GetByText("You choose the time when you say where the car is.")).ToBeVisibleAsync();
        await visitor.Button("Go on").ClickAsync();
        await page.GetByLabel("Your name").FillAsync("Marta Rey");
        await page.GetByLabel("Mobile phone").FillAsync("+598 99 123 456");
        await visitor.Button("Book the collection").ClickAsync();

        // Now it is parked, there until the evening on weekdays, and the link asks for it.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Where is your car?" })).ToBeVisibleAsync();
        await visitor.Button("Go on").ClickAsync();
        await Expect(page.GetByText("Type the address, or press on the map")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Address" }).FillAsync("rivera 2400");
        await visitor.Addresses.First.ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "At certain hours" }).CheckAsync();
        await page.GetByLabel("Days").SelectOptionAsync("Monday to Friday");
        await visitor.IsUsableByAll();
        await visitor.Button("Go on").ClickAsync();
        await visitor.Windows.First.CheckAsync();
        await visitor.IsUsableByAll();
        await visitor.Button("Book the collection").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "We collect your car" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        visitor.LeavesNoTrace();
    }

    [Fact]
    public async Task A_cars_licence_class_and_worth_reach_the_request_and_decide_what_is_offered()
    {
        await using var visitor = await Visitor.Enter(stage);
        var page = visitor.Page;
        await page.GotoAsync($"/book#{stage.Shop.BookingKey}");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Address" }).FillAsync("rivera 2400");
        await visitor.Addresses.First.ClickAsync();
        await visitor.Button("Go on").ClickAsync();
        await page.GetByLabel("Licence plate").FillAsync("sbc 5501");
        await page.GetByLabel("Value of the car").FillAsync("a lot");
        await visitor.Button("Go on").ClickAsync();
        await Expect(page.GetByText("Write a whole amount, such as 45000.")).ToBeVisibleAsync();
        await visitor.IsUsableByAll();

        // Nobody here may drive a lorry.
        await page.GetByLabel("Value of the car").FillAsync("18.500");
        await page.GetByLabel("Licence class").FillAsync("c1e");
        await visitor.Button("Go on").ClickAsync();
        await Expect(page.GetByText("No window is free")).ToBeVisibleAsync();
        await Expect(page.GetByText("No driver of the day has a licence of class C1E.")).ToBeVisibleAsync();
        await visitor.Button("Back").ClickAsync();
        await page.GetByLabel("Licence class").FillAsync("b");
        await visitor.Button("Go on").ClickAsync();
        await visitor.Windows.First.CheckAsync();
        await visitor.Button("Go on").ClickAsync();
        await page.GetByLabel("Your name").FillAsync("Marta Rey");
        await page.GetByLabel("Mobile phone").FillAsync("+598 99 123 456");
        await visitor.Button("Book the collection").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "We collect your car" })).ToBeVisibleAsync(new() { Timeout = 60_000 });

        var car = (await stage.Shop.Request(await stage.Shop.RequestOf("SBC 5501", Token), Token))["wish"]!["vehicle"]!;
        Assert.Equal(("B", 18_500), ((string)car["licenceClass"]!, (int)car["value"]!));
        visitor.LeavesNoTrace();
    }

    [Fact]
    public async Task Without_a_key_the_page_says_where_to_get_the_link()
    {
        await using var visitor = await Visitor.Enter(stage, language: "es-UY");
        await visitor.Page.GotoAsync("/");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Esta página se abre con el enlace de su taller" })).ToBeVisibleAsync();
        await visitor.IsUsableByAll();
        visitor.LeavesNoTrace();
    }

    [Fact]
    public async Task The_booking_can_be_made_with_the_keyboard_alone()
    {
        await using var visitor = await Visitor.Enter(stage, night: true, width: 1280, height: 800, language: "fr-FR");
        var page = visitor.Page;
        await page.GotoAsync($"/book#{stage.Shop.BookingKey}");
        var address = page.GetByRole(AriaRole.Combobox, new() { Name = "Adresse" });
        await address.FocusAsync();
        await page.Keyboard.TypeAsync("rivera 2410");
        await Expect(visitor.Addresses.First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Addresses.First).ToBeHiddenAsync();
        await visitor.Button("Continuer").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Quelle voiture est-ce ?" })).ToBeFocusedAsync();
        await visitor.IsUsableByAll();
        visitor.LeavesNoTrace();
    }

    [Fact]
    public async Task A_wrong_link_says_so()
    {
        await using var visitor = await Visitor.Enter(stage);
        await visitor.Page.GotoAsync("/track/not-a-secret");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "This link leads nowhere" })).ToBeVisibleAsync();
        await visitor.IsUsableByAll();
    }
}
