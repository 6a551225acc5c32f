using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Routing.Pages.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Routing.Pages.Tests;

/// <summary>What a dispatcher sees and corrects of what was told of a car.</summary>
public sealed class EvidenceTests(Stage stage)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dispatcher_corrects_a_wrong_tap_and_a_misread_mileage_and_sees_the_key_and_both_reports_side_by_side()
    {
        Assert.SkipWhen(stage.Browser is null, "ROUTING_TEST_CHROMIUM is not set: tests/run.sh installs Chromium and sets it.");
        using var shop = await Shop.Open(stage.Address, Token, area: "evidence");
        var booked = await shop.Book("SEV 1001", -56.1580, -34.9060, Token);
        var id = (string)booked["requestId"]!;
        var collection = (await shop.Until(id, request => (string?)request["state"] == "scheduled", Token))["moves"]![0]!;
        var move = (string)collection["moveId"]!;
        using var ana = await shop.Device((string)collection["driverId"]!, Token);
        await Tell(ana, move, 0, "depart", new { });
        await Tell(ana, move, 0, "arrive", new { });
        await Tell(ana, move, 0, "fail", new { reason = "noKey" });
        await shop.Until(id, request => (string?)request["state"] == "failed", Token);

        await using var desk = await Visitor.Enter(stage, width: 1440, height: 900);
        var page = desk.Page;
        await page.GotoAsync($"/dispatch?area=evidence&day={shop.Today}");
        await desk.SignIn();
        await Select(page, move);
        await Expect(page.Locator(".keys .now")).ToContainTextAsync("Customer");

        // A wrong tap. Without a reason nothing is corrected.
        await desk.Button("Correct…").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Radio, new() { Name = "It did not fail" })).ToBeCheckedAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Correct", Exact = true }).ClickAsync();
        await Expect(dialog.GetByText("Say why.")).ToBeVisibleAsync();
        await desk.IsUsableByAll();
        await dialog.GetByLabel("Why").FillAsync("A wrong tap, Ana called.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Correct", Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.GetByText("A wrong tap, Ana called.")).ToBeVisibleAsync();
        await shop.Until(id, request => (string?)request["state"] is "scheduled" or "onTheWay", Token);

        // One nought too many.
        var before = await Photo(page, "#36c");
        var taken = await Tell(ana, move, 0, "collect", new { mileageKm = 420_000, fuelPercent = 60, damages = new[] { new { part = "bonnet", kind = "scratch" } }, photos = new[] { Announced(before) } });
        await Upload(ana, taken, before);
        await Expect(page.Locator(".keys .now")).ToContainTextAsync("Driver · ");
        await desk.Button("Correct…").ClickAsync();
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "The mileage is not 420000 km" }).CheckAsync();
        await dialog.GetByLabel("The right mileage, km").FillAsync("42000");
        await dialog.GetByLabel("Why").FillAsync("One nought too many.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Correct", Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.Locator(".both-reports")).ToContainTextAsync("42000 km");
        await Expect(page.Locator(".both-reports")).Not.ToContainTextAsync("NaN");

        // That the car was taken over counts all the same, and could be corrected, too.
        await desk.Button("Correct…").ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Radio)).ToHaveCountAsync(2);
        await Expect(dialog.GetByRole(AriaRole.Radio, new() { Name = "The car was not taken over" })).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Tell(ana, move, 1, "arrive", new { });
        await Tell(ana, move, 1, "hand-over", new { mileageKm = 42_003 });
        await Expect(page.Locator(".keys .now")).ToContainTextAsync("Workshop");

        // Back home with a dent that was not there before.
        await shop.Ready(id, Token);
        var back = (await shop.Until(id, request => (string?)request["moves"]![1]!["state"] == "scheduled", Token))["moves"]![1]!;
        var (home, luis) = ((string)back["moveId"]!, (string)back["driverId"]! == (string)collection["driverId"]! ? ana : await shop.Device((string)back["driverId"]!, Token));
        await Tell(luis, home, 0, "arrive", new { });
        await Tell(luis, home, 0, "collect", new { mileageKm = 42_004 });
        await Tell(luis, home, 1, "arrive", new { });
        var after = await Photo(page, "#393");
        var given = await Tell(luis, home, 1, "hand-over", new { mileageKm = 42_010, fuelPercent = 55, damages = new[] { new { part = "bonnet", kind = "scratch" }, new { part = "boot", kind = "dent" } }, photos = new[] { Announced(after) } });
        await Upload(luis, given, after);
        await shop.Until(id, request => (string?)request["state"] == "returned", Token);
        await page.ReloadAsync();
        await Select(page, home);
        await Expect(page.Locator(".keys li")).ToContainTextAsync(["Customer", "Driver · ", "Workshop", "Driver · ", "Customer"]);
        var rows = page.Locator(".both-reports tbody tr");
        await Expect(rows.Filter(new() { HasText = "Mileage" }).Locator("td")).ToContainTextAsync(["42000 km", "42010 km"]);
        await Expect(rows.Filter(new() { HasText = "Damage" }).Locator("td").Last.Locator("li").Last).ToContainTextAsync("Boot · dent new");
        await Expect(rows.Filter(new() { HasText = "Damage" }).Locator("td").First).Not.ToContainTextAsync("new");
        await desk.IsUsableByAll();
        await page.GetByRole(AriaRole.Button, new() { Name = "Photo: Front" }).First.ClickAsync();
        await Expect(dialog.Locator("figure img")).ToHaveCountAsync(2);
        foreach (var photo in await dialog.Locator("figure img").AllAsync()) await Expect(photo).ToHaveJSPropertyAsync("naturalWidth", 30);
        await Expect(dialog.GetByText("as it was taken")).ToHaveCountAsync(2);
        await desk.IsUsableByAll();
        await page.Keyboard.PressAsync("Escape");
        await Disputes(new Uri((string)booked["trackingLink"]!).AbsolutePath);

        // Shown to the dispatcher with the words, and apart from what the driver took.
        await page.ReloadAsync();
        await Select(page, home);
        await Expect(page.GetByText("The boot was whole.")).ToBeVisibleAsync();
        await Expect(rows.Filter(new() { HasText = "Photos" }).Locator("td").Last.Locator("button")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "The customer’s photos: 2" }).ClickAsync();
        await Expect(dialog.Locator("figure img")).ToHaveJSPropertyAsync("naturalWidth", 30);
        await desk.IsUsableByAll();
        desk.LeavesNoTrace();
        if (luis != ana) luis.Dispose();
    }

    /// <summary>The customer says and shows what is not as it was; one photo was the wrong one, and the network fails once.</summary>
    private async Task Disputes(string link)
    {
        await using var customer = await Visitor.Enter(stage);
        var page = customer.Page;
        await page.GotoAsync(link);
        await page.GetByRole(AriaRole.Radio, new() { Name = "No", Exact = true }).CheckAsync();
        await page.GetByLabel("What is not as it was?").FillAsync("The boot was whole.");
        foreach (var colour in new[] { "#a70", "#000", "#b33" })
            await page.GetByLabel("Add photos").SetInputFilesAsync(new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = await Photo(page, colour) });
        await Expect(page.Locator(".picked-photo")).ToHaveCountAsync(3);
        await customer.Button("Take away photo 2").ClickAsync();
        await customer.IsUsableByAll();
        await page.RouteAsync("**/photos", route => route.AbortAsync(), new() { Times = 1 });
        await customer.Button("Send").First.ClickAsync();
        await Expect(page.GetByText("No connection. Nothing is lost")).ToBeVisibleAsync();
        customer.ForgetErrors();
        await customer.Button("Send").First.ClickAsync();
        await Expect(page.GetByText("You dispute the reports.")).ToBeVisibleAsync();
        await Expect(page.Locator(".card", new() { HasText = "You dispute the reports." }).Locator("a img")).ToHaveCountAsync(2);
        await customer.IsUsableByAll();
        customer.LeavesNoTrace();
    }

    private static async Task Select(IPage page, string move)
    {
        await page.Locator($"[data-move='{move}']").First.DispatchEventAsync("click");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Who has the key" })).ToBeVisibleAsync();
    }

    /// <summary>The id under which it is told; a report's, too.</summary>
    private static async Task<string> Tell(HttpClient device, string move, int stop, string what, object body)
    {
        var told = JsonNode.Parse(JsonSerializer.Serialize(body))!.AsObject();
        var at = TimeProvider.System.GetUtcNow();
        var id = Guid.CreateVersion7(at).ToString();
        (told["eventId"], told["at"]) = (id, at);
        await Shop.Tell(device, $"/api/stops/{move}/{stop}/{what}", told, Token);
        return id;
    }

    private static object Announced(byte[] photo) => new { side = "front", sha256 = Convert.ToHexStringLower(SHA256.HashData(photo)), takenAt = TimeProvider.System.GetUtcNow() };

    private static async Task<byte[]> Photo(IPage page, string colour) => Convert.FromBase64String(await page.EvaluateAsync<string>(
        """
        colour => {
          const canvas = Object.assign(document.createElement('canvas'), { width: 30, height: 20 });
          const pen = canvas.getContext('2d');
          pen.fillStyle = colour;
          pen.fillRect(0, 0, 30, 20);
          return canvas.toDataURL('image/png').split(',')[1];
        }
        """,
        colour));

    private static async Task Upload(HttpClient device, string report, byte[] photo)
    {
        using var content = new ByteArrayContent(photo) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        using var answer = await device.PostAsync(new Uri($"/api/reports/{report}/photos", UriKind.Relative), content, Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
    }
}
