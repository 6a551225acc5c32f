using System.Text;
using Microsoft.Playwright;
using Routing.Pages.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Routing.Pages.Tests;

public sealed class FilesTests(Stage stage)
{
    private const int DeskWidth = 1440;
    private const int DeskHeight = 900;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_checked_imported_and_sent_twice_is_one_and_the_day_is_exported()
    {
        await using var visitor = await Visitor.Enter(stage, width: DeskWidth, height: DeskHeight);
        var page = visitor.Page;
        var booked = await stage.Shop.Book("SCF 4321", -56.1615, -34.9035, Token);
        var move = (await stage.Shop.Until((string)booked["requestId"]!, request => (string?)request["state"] == "scheduled", Token))["moves"]![0]!;
        await page.GotoAsync($"/dispatch?area=montevideo&day={((string)move["window"]!["from"]!)[..10]}");
        await visitor.SignIn();
        await visitor.Button("Import and export").ClickAsync();
        await visitor.IsUsableByAll();

        var exported = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "CSV", Exact = true }).ClickAsync());
        // By its first three bytes a spreadsheet knows that accents are UTF-8.
        byte[] mark = [0xEF, 0xBB, 0xBF];
        Assert.Equal(mark, (await File.ReadAllBytesAsync((await exported.PathAsync())!, Token))[..3]);
        var lines = await File.ReadAllLinesAsync((await exported.PathAsync())!, Token);
        Assert.StartsWith("move,kind,plate,driver", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("SCF 4321", StringComparison.Ordinal) && line.Contains((string)move["moveId"]!, StringComparison.Ordinal));

        // The month of the day: in figures, and as a file that the service writes.
        await visitor.Button("Show figures").ClickAsync();
        await Expect(page.Locator(".period tbody tr").Last).ToContainTextAsync("All");
        await visitor.IsUsableByAll();
        var month = await page.RunAndWaitForDownloadAsync(() => visitor.Button("Moves as CSV").ClickAsync());
        Assert.Contains((string)move["moveId"]!, await File.ReadAllTextAsync((await month.PathAsync())!, Token));

        await page.GetByRole(AriaRole.Radio, new() { Name = "Drivers" }).ClickAsync(new() { Force = true });
        const string Names = "key,area,name,means,skills,startPlace.lon,startPlace.lat,shifts[monday-friday].from,shifts[monday-friday].until\n";
        await Choose(page, "wrong.csv", Names + "D-1,montevideo,María Núñez,scooter,manual,-56.1645,-34.9011,08:00,16:00\nD-2,nowhere,\"Sosa, Juan\",scooter,manual,-56.1645,-34.9011,17:00,16:00\n");
        await Expect(visitor.Button("Import").Last).ToBeDisabledAsync();
        await visitor.Button("Check").ClickAsync();
        var wrong = page.Locator(".import-rows li").First;
        await Expect(wrong).ToContainTextAsync("row 3");
        await Expect(wrong).ToContainTextAsync("shifts[0]");
        await visitor.IsUsableByAll();

        await Choose(page, "good.csv", Names + "D-1,montevideo,María Núñez,scooter,manual,-56.1645,-34.9011,08:00,16:00\n");
        await visitor.Button("Check").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("1 good");
        await Import(visitor, "1 made");
        await visitor.Button("Check").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("1 as before");
        await Import(visitor, "1 as before");
        visitor.LeavesNoTrace();
    }

    private static async Task Import(Visitor visitor, string outcome)
    {
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(outcome);
    }

    private static Task Choose(IPage page, string name, string text) =>
        page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
}
