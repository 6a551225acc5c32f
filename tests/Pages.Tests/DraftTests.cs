using Microsoft.Playwright;
using Routing.Pages.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Routing.Pages.Tests;

public sealed class DraftTests(Stage stage)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_that_waits_for_approval_is_shown_against_the_one_in_force_and_published_or_discarded()
    {
        using var shop = await Shop.Open(stage.Address, Token, area: "approval", autoPublish: false);
        await using var visitor = await Visitor.Enter(stage, width: 1440, height: 900);
        var page = visitor.Page;
        var first = (string)(await shop.Book("SCD 1001", -56.1600, -34.9050, Token))["requestId"]!;
        await page.GotoAsync($"/dispatch?area=approval&day={shop.Today}");
        await visitor.SignIn();

        var draft = page.Locator(".notice").Filter(new() { HasText = "A draft waits for approval" });
        await Expect(draft).ToContainTextAsync("Drivers have no plan of this day yet.");
        // The customer has a promise; no driver has a sheet before it is approved.
        var driver = (string)(await shop.Until(first, request => (string?)request["state"] == "scheduled", Token))["moves"]![0]!["driverId"]!;
        Assert.Null(await shop.SheetOf(driver, Token));
        await draft.GetByRole(AriaRole.Button, new() { Name = "Publish draft" }).ClickAsync();
        await Expect(draft).ToHaveCountAsync(0);
        Assert.Contains("SCD 1001", (await shop.SheetOf(driver, Token))!.ToJsonString());

        var second = (string)(await shop.Book("SCD 1002", -56.1660, -34.9080, Token))["requestId"]!;
        await Expect(draft).ToContainTextAsync("new");
        await draft.GetByRole(AriaRole.Button, new() { Name = "Show what changes" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "What the draft changes" });
        await Expect(dialog.GetByRole(AriaRole.Row).Filter(new() { HasText = "SCD 1002" })).ToContainTextAsync(["Promised", "Promised"]);
        await visitor.IsUsableByAll();
        await page.Keyboard.PressAsync("Escape");

        await draft.GetByRole(AriaRole.Button, new() { Name = "Publish draft" }).ClickAsync();
        await Expect(draft).ToHaveCountAsync(0);
        var sheets = await Task.WhenAll(shop.Drivers.Select(each => shop.SheetOf(each, Token)));
        Assert.Contains(sheets, sheet => sheet?.ToJsonString().Contains("SCD 1002", StringComparison.Ordinal) == true);

        // A change of one's own mind costs nobody anything.
        var move = (string)(await shop.Request(second, Token))["moves"]![0]!["moveId"]!;
        var block = page.Locator($"[data-move='{move}']");
        var other = shop.Drivers[shop.Drivers[0] == (string)(await shop.Request(second, Token))["moves"]![0]!["driverId"]! ? 1 : 0];
        await visitor.Drag(block, page.Locator($".line[data-driver='{other}']"));
        await Expect(draft).ToContainTextAsync("other driver");
        await draft.GetByRole(AriaRole.Button, new() { Name = "Discard draft" }).ClickAsync();
        await Expect(draft).ToHaveCountAsync(0);
        Assert.NotEqual(other, (string)(await shop.Request(second, Token))["moves"]![0]!["driverId"]!);
        visitor.LeavesNoTrace();
    }

    [Fact]
    public async Task A_promise_at_risk_has_its_best_repair_a_press_away()
    {
        using var shop = await Shop.Open(stage.Address, Token, area: "late");
        var id = (string)(await shop.Book("SCD 2001", -56.1600, -34.9050, Token))["requestId"]!;
        var move = (await shop.Until(id, request => (string?)request["state"] == "scheduled", Token))["moves"]![0]!;
        var (driver, until) = ((string)move["driverId"]!, (DateTimeOffset)move["window"]!["until"]!);
        await shop.TellAs(driver, $"/api/stops/{move["moveId"]}/0/late", new { eventId = Guid.CreateVersion7(), at = TimeProvider.System.GetUtcNow(), eta = until.AddMinutes(25) }, Token);

        await using var visitor = await Visitor.Enter(stage, width: 1440, height: 900);
        var page = visitor.Page;
        await page.GotoAsync($"/dispatch?area=late&day={((string)move["window"]!["from"]!)[..10]}");
        await visitor.SignIn();
        await page.GetByRole(AriaRole.Tab, new() { Name = "At risk" }).ClickAsync();
        var risk = page.Locator(".rows li").Filter(new() { HasText = "SCD 2001" }).First;
        await Expect(risk).ToContainTextAsync("missed by");
        await Expect(risk.Locator(".repair")).ToContainTextAsync("Give it to");
        await visitor.IsUsableByAll();
        await risk.GetByRole(AriaRole.Button, new() { Name = "Give", Exact = true }).ClickAsync();
        await shop.Until(id, request => (string?)request["moves"]![0]!["driverId"] is { } now && now != driver, Token);
        await Expect(risk).ToHaveCountAsync(0);
        visitor.LeavesNoTrace();
    }
}
