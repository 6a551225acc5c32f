using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Routing.Pages.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Routing.Pages.Tests;

public sealed class DispatcherTests(Stage stage)
{
    private const int DeskWidth = 1440;
    private const int DeskHeight = 900;

    /// <summary>A quarter of an hour on the timeline as it opens.</summary>
    private const int QuarterPixels = 36;
    private static readonly string[] Names = ["Ana Pereira", "Luis Sosa"];

    private static readonly Regex Found = new("^[1-9] found$", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dispatcher_drags_locks_and_takes_back()
    {
        await using var visitor = await Visitor.Enter(stage, width: DeskWidth, height: DeskHeight);
        var page = visitor.Page;
        const string Plate = "SCE 4321";
        var (driver, day, move) = await Promised(Plate, -56.1600, -34.9050);
        var (own, other) = (IndexOf(driver), 1 - IndexOf(driver));
        // By its id: the car's return stands on the timeline under the same plate, and stays where it is.
        ILocator Block(int of) => Line(of).Locator($"[data-move='{move}']").And(page.GetByRole(AriaRole.Button, new() { NameRegex = Pattern($"{Plate}, {Names[of]}") }));
        ILocator Line(int of) => page.Locator($".line[data-driver='{stage.Shop.Drivers[of]}']");

        await page.GotoAsync($"/dispatch?area=montevideo&day={day}");
        await SignIn(visitor);
        await Expect(Block(own)).ToBeVisibleAsync();
        await Expect(page.Locator(".maplibregl-canvas")).ToBeVisibleAsync();
        await visitor.IsUsableByAll();

        await visitor.Drag(Block(own), Line(other));
        await Expect(Block(other)).ToBeVisibleAsync();
        await visitor.Button("Undo").ClickAsync();
        await Expect(Block(own)).ToBeVisibleAsync();
        await Expect(page.Locator(".told .spinner")).ToHaveCountAsync(0);

        await Block(own).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Free" })).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Time", Exact = true }).ClickAsync(new() { Force = true });
        await Expect(Block(own).Locator(".icon")).ToHaveCountAsync(1);
        await Expect(page.GetByText("It stays where and when it is.")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("x");
        await Expect(page.GetByText("A dispatcher took it off its route.")).ToBeVisibleAsync();
        await Expect(visitor.Button("Assign…")).ToBeEnabledAsync();
        await page.Keyboard.PressAsync("z");
        await Expect(Block(own)).ToBeVisibleAsync();

        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "History" }).ClickAsync();
        await Expect(page.GetByText($"Take {Plate} off its route")).ToBeVisibleAsync();
        await visitor.IsUsableByAll();
        visitor.LeavesNoTrace();
    }

    [Fact]
    public async Task A_session_that_is_over_leads_back_to_signing_in_and_to_the_same_place()
    {
        await using var visitor = await Visitor.Enter(stage, night: true, width: DeskWidth, height: DeskHeight);
        var page = visitor.Page;
        var (_, day, _) = await Promised("SCE 8765", -56.1710, -34.8990);
        await page.GotoAsync($"/dispatch?area=montevideo&day={day}");
        await SignIn(visitor);
        await page.GetByLabel("Search").FillAsync("8765");
        await Expect(page.GetByText(Found)).ToBeVisibleAsync();
        await visitor.IsUsableByAll();

        // Commands alone: a reading of the day, which comes by itself with any news, would ask for the password before the click.
        await page.RouteAsync("**/api/days/*/*/commands/**", route => route.FulfillAsync(new() { Status = 401, Body = "{}" }));
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Pattern("SCE 8765, ") }).First.ClickAsync();
        await visitor.Button("Take off the route").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Sign in again" })).ToBeVisibleAsync();
        await page.UnrouteAsync("**/api/days/*/*/commands/**");
        await visitor.SignIn(RunningForm.Password);
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(page.GetByLabel("Search")).ToHaveValueAsync("8765");
        await Expect(page.GetByText(Found)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_dispatcher_sees_what_a_change_costs_before_letting_go()
    {
        await using var visitor = await Visitor.Enter(stage, width: DeskWidth, height: DeskHeight);
        var page = visitor.Page;
        const string Plate = "SCE 2468";
        var (driver, day, move) = await Promised(Plate, -56.1650, -34.9040);
        var (own, other) = (IndexOf(driver), 1 - IndexOf(driver));
        ILocator Line(int of) => page.Locator($".line[data-driver='{stage.Shop.Drivers[of]}']");
        ILocator Block(int of) => Line(of).Locator($"[data-move='{move}']");
        var ghost = page.Locator(".drag-ghost");
        await page.GotoAsync($"/dispatch?area=montevideo&day={day}");
        await SignIn(visitor);
        await Expect(Block(own)).ToBeVisibleAsync();

        // Over the other driver's row, with the button still down.
        await Block(own).ScrollIntoViewIfNeededAsync();
        var (from, to) = ((await Block(own).BoundingBoxAsync())!, (await Line(other).BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(from.X + 10, from.Y + 20);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(from.X + 12, to.Y + 20, new() { Steps = 5 });
        await Expect(ghost).ToContainTextAsync($"→ {Names[other]}");
        await Expect(ghost.Locator(".cost")).ToContainTextAsync("€");
        await page.Keyboard.PressAsync("Escape");
        await Expect(ghost).ToHaveCountAsync(0);
        await page.Mouse.UpAsync();
        await Expect(Block(own)).ToBeVisibleAsync();

        // Along its own row: another window, which is asked about. Where it is by now: letting go may have moved what is in view.
        await Block(own).ScrollIntoViewIfNeededAsync();
        from = (await Block(own).BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(from.X + 10, from.Y + 20);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(from.X + 10 + QuarterPixels, from.Y + 20, new() { Steps = 5 });
        await Expect(page.Locator(".drop-window")).ToBeVisibleAsync();
        await Expect(ghost.Locator(".cost")).ToContainTextAsync("€");
        await page.Mouse.UpAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = $"Move {Plate}" });
        await Expect(dialog.GetByLabel("Promise another window")).ToBeCheckedAsync();
        await Expect(dialog.GetByText("The customer is told the new window.")).ToBeVisibleAsync();
        foreach (var name in Names) await Expect(dialog.GetByRole(AriaRole.Radio, new() { NameRegex = Pattern(name) })).ToHaveCountAsync(1);
        await Expect(dialog.Locator(".notice")).ToContainTextAsync("€");
        await visitor.IsUsableByAll();
        var window = await dialog.GetByLabel("From").InputValueAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();
        await Expect(page.Locator(".move-stops")).ToContainTextAsync($"Promised {window}");

        // The same with the keyboard: the other driver is told with the cost, and a window that is over already as impossible or late.
        await page.Keyboard.PressAsync("m");
        await dialog.GetByRole(AriaRole.Radio, new() { NameRegex = Pattern(Names[other]) }).CheckAsync(new() { Force = true });
        await Expect(dialog.Locator(".notice")).ToContainTextAsync("€");
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        visitor.LeavesNoTrace();
    }

    [Fact]
    public async Task On_a_tablet_a_finger_that_rests_on_a_block_takes_it_along()
    {
        await using var visitor = await Visitor.Enter(stage, width: DeskWidth, height: DeskHeight);
        var page = visitor.Page;
        var (driver, day, move) = await Promised("SCE 1357", -56.1655, -34.9055);
        var (own, other) = (IndexOf(driver), 1 - IndexOf(driver));
        ILocator Line(int of) => page.Locator($".line[data-driver='{stage.Shop.Drivers[of]}']");
        await page.GotoAsync($"/dispatch?area=montevideo&day={day}");
        await SignIn(visitor);
        var block = Line(own).Locator($"[data-move='{move}']");
        await block.ScrollIntoViewIfNeededAsync();
        var (from, to) = ((await block.BoundingBoxAsync())!, (await Line(other).BoundingBoxAsync())!);
        var finger = await page.Context.NewCDPSessionAsync(page);
        Task Touch(string type, double x, double y) =>
            finger.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = type == "touchEnd" ? Array.Empty<object>() : new[] { new { x, y } } });

        await Touch("touchStart", from.X + 10, from.Y + 20);
        await Expect(page.Locator(".drag-ghost")).ToBeVisibleAsync();
        await Touch("touchMove", from.X + 10, to.Y + 20);
        await Expect(page.Locator(".drag-ghost")).ToContainTextAsync($"→ {Names[other]}");
        await Touch("touchEnd", 0, 0);
        await Expect(Line(other).Locator($"[data-move='{move}']")).ToBeVisibleAsync();
        visitor.LeavesNoTrace();
    }

    /// <summary>A car that is booked and promised: its driver, the local day of the window, and the collection.</summary>
    private async Task<(string Driver, string Day, string Move)> Promised(string plate, double lon, double lat)
    {
        var booked = await stage.Shop.Book(plate, lon, lat, Token);
        var promised = await stage.Shop.Until((string)booked["requestId"]!, request => (string?)request["state"] == "scheduled", Token);
        var move = promised["moves"]![0]!;
        return ((string)move["driverId"]!, ((string)move["window"]!["from"]!)[..10], (string)move["moveId"]!);
    }

    private int IndexOf(string driver) => stage.Shop.Drivers[0] == driver ? 0 : 1;

    private static async Task SignIn(Visitor visitor)
    {
        await visitor.IsUsableByAll();
        await visitor.SignIn("not-the-password");
        await Expect(visitor.Page.GetByText("The name or the password is wrong.")).ToBeVisibleAsync();
        visitor.ForgetErrors();
        await visitor.SignIn(RunningForm.Password);
    }

    private static Regex Pattern(string start) => new("^" + Regex.Escape(start), RegexOptions.None, TimeSpan.FromSeconds(1));
}
