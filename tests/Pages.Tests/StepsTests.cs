using Microsoft.Playwright;
using Routing.Pages.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Routing.Pages.Tests;

/// <summary>The workshop's own steps, as it changes them on its page and as its drivers meet them on theirs.</summary>
public sealed class StepsTests(Stage stage)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_workshop_orders_adds_and_takes_away_steps_and_its_drivers_phone_asks_them()
    {
        Assert.SkipWhen(stage.Browser is null, "ROUTING_TEST_CHROMIUM is not set: tests/run.sh installs Chromium and sets it.");
        using var shop = await Shop.Open(stage.Address, Token, area: "steps");
        await using var desk = await Visitor.Enter(stage, width: 1280, height: 900);
        var page = desk.Page;
        await desk.HangsIn(shop.Workshop);
        await page.GotoAsync("/workshop#steps");
        await desk.SignIn();
        await Expect(page.GetByLabel("Version")).ToHaveValueAsync("0");
        await Expect(desk.Button("Save as version 1")).ToBeDisabledAsync();
        await desk.IsUsableByAll();

        // Moved with the keyboard, the button stays under the finger.
        await desk.Button("Up: Photo: Rear").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(desk.Button("Up: Photo: Rear")).ToBeFocusedAsync();
        await Expect(page.GetByText("Photo: Rear: 4 of 11")).ToBeAttachedAsync();
        await Expect(page.Locator(".preview-photos li")).ToContainTextAsync(["Front", "Rear", "Right", "Left"]);
        await desk.Button("Remove: Signature").ClickAsync();
        await Expect(page.Locator(".preview").GetByText("Signature")).ToHaveCountAsync(0);

        // A question that does not say what it asks is not saved, wherever it stands.
        await page.GetByLabel("Another step").SelectOptionAsync("Question");
        await desk.Button("Add").ClickAsync();
        await page.GetByLabel("Another step").SelectOptionAsync("Photo of something else");
        await desk.Button("Add").ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "At the workshop" }).CheckAsync();
        await desk.Button("Save as version 1").ClickAsync();
        await Expect(page.GetByText("Say in one language at least what is meant.")).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Collect" })).ToBeCheckedAsync();
        await desk.IsUsableByAll();
        await page.GetByLabel("Question · English").FillAsync("Is the charging cable there?");
        await page.GetByLabel("Question · Español").FillAsync("¿Está el cable?");
        await page.GetByLabel("What it shows · English").FillAsync("The boot, open");
        await Expect(page.Locator(".preview").GetByText("Is the charging cable there?")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "At the workshop" }).CheckAsync();
        await page.GetByLabel("Another step").SelectOptionAsync("Damage");
        await desk.Button("Add").ClickAsync();
        await desk.Button("Save as version 1").ClickAsync();
        await Expect(page.GetByText("Version 1 is in force")).ToBeVisibleAsync();
        await desk.IsUsableByAll();
        var kept = await shop.Steps(Token);
        Assert.Equal(["code", "plate", "front", "rear", "right", "left", "inside", "energy", "damage", "key", "question-1", "photo-1"], kept["collect"]!.AsArray().Select(step => (string)step!["key"]!));
        Assert.Equal(["key", "damage"], kept["checkIn"]!.AsArray().Select(step => (string)step!["key"]!));
        desk.LeavesNoTrace();

        // Another desk has saved meanwhile: nothing of either is lost silently, and an older version can come back.
        await desk.Button("Remove: Damage").ClickAsync();
        kept["collect"]!.AsArray().RemoveAt(8);
        await shop.ChangeSteps(kept, Token);
        await desk.Button("Save as version 2").ClickAsync();
        await Expect(page.GetByText("Version 2 is in force now.")).ToBeVisibleAsync();
        desk.ForgetErrors();
        await desk.Button("Look at the newest").ClickAsync();
        await Expect(page.GetByLabel("Version")).ToHaveValueAsync("2");
        await page.GetByLabel("Version").SelectOptionAsync("1");
        await Expect(page.GetByText("An older version: saving brings it back")).ToBeVisibleAsync();
        await desk.IsUsableByAll();
        await desk.Button("Save as version 3").ClickAsync();
        await Expect(page.GetByText("Version 3 is in force")).ToBeVisibleAsync();

        // The driver's phone asks what the workshop's page has shown.
        var id = (string)(await shop.Book("SST 1001", -56.1580, -34.9060, Token))["requestId"]!;
        var driver = (string)(await shop.Until(id, request => (string?)request["state"] == "scheduled", Token))["moves"]![0]!["driverId"]!;
        await using var phone = await Visitor.Enter(stage);
        var atWork = new DriverAtWork(phone);
        await atWork.Pair(await shop.PairingCode(driver, Token));
        await atWork.GoesThere();
        await phone.Button("Take the car over").ClickAsync();
        await Expect(phone.Page.GetByText("Is the charging cable there?")).ToBeVisibleAsync();
        await Expect(phone.Page.GetByLabel("Photo: The boot, open")).ToBeAttachedAsync();
        await Expect(phone.Page.GetByText("Press on the drawing where it is.")).ToBeVisibleAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Img, new() { Name = "Signature" })).ToHaveCountAsync(0);
        await phone.IsUsableByAll();
        foreach (var visitor in new[] { desk, phone }) visitor.LeavesNoTrace();
    }
}
