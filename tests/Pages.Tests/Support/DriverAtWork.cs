using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Routing.Pages.Tests.Support;

/// <summary>What a driver does on the page, one press after the other.</summary>
internal sealed class DriverAtWork(Visitor visitor)
{
    private readonly IPage page = visitor.Page;

    public async Task Pair(string code)
    {
        await page.GotoAsync("/drive");
        await visitor.IsUsableByAll();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
        await visitor.Button("Pair").ClickAsync();
    }

    /// <summary>Waits until it is what is to be done next.</summary>
    public Task SeesNext(string what) => Expect(page.GetByRole(AriaRole.Heading, new() { Name = what, Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });

    public async Task GoesThere()
    {
        await visitor.Button("Set off").ClickAsync();
        await Arrives();
    }

    public Task Arrives() => visitor.Button("I am there").ClickAsync();

    /// <summary>Takes over or hands over at the customer's: the whole report.</summary>
    /// <param name="opens">The button that opens the report.</param>
    /// <param name="confirms">The one that ends it.</param>
    /// <param name="code">What the customer reads out.</param>
    /// <param name="mileage">Kilometres; it never falls.</param>
    public async Task ReportsAtCustomers(string opens, string confirms, string code, int mileage)
    {
        await visitor.Button(opens).ClickAsync();
        await FillsIn(code, mileage);
        await visitor.IsUsableByAll();
        await visitor.Button(confirms).ClickAsync();
    }

    /// <summary>All of a report that is open.</summary>
    public async Task FillsIn(string code, int mileage)
    {
        await page.GetByLabel("The customer’s code").FillAsync(code);
        await Expect(page.GetByText("That is the right code.")).ToBeVisibleAsync();
        var plate = page.GetByLabel("Plate, or end of the VIN");
        if (await plate.CountAsync() > 0)
        {
            await plate.FillAsync((await page.GetByRole(AriaRole.Dialog).Locator(".plate").First.TextContentAsync())!);
            await Expect(page.GetByText("That is the car.")).ToBeVisibleAsync();
        }

        foreach (var side in new[] { "Front", "Right", "Rear", "Left" })
            await page.GetByLabel($"Photo: {side}").SetInputFilesAsync(new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = await PhotoOf(side) });
        await Expect(page.Locator(".photo-slot.taken")).ToHaveCountAsync(4);
        await page.GetByLabel("Mileage, km").FillAsync($"{mileage}");
        await page.Locator(".car-drawing").ClickAsync(new() { Position = new() { X = 20, Y = 170 } });
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "key", Exact = false }).CheckAsync();
        var pad = page.GetByRole(AriaRole.Img, new() { Name = "Signature" });
        await pad.ScrollIntoViewIfNeededAsync();
        var box = (await pad.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 20, box.Y + 40);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 120, box.Y + 60);
        await page.Mouse.UpAsync();
    }

    /// <summary>Takes over or hands over at the workshop: a short report.</summary>
    public async Task ReportsAtWorkshop(string opens, string confirms, int mileage)
    {
        await visitor.Button(opens).ClickAsync();
        await page.GetByLabel("Mileage, km").FillAsync($"{mileage}");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "key", Exact = false }).CheckAsync();
        await visitor.IsUsableByAll();
        await visitor.Button(confirms).ClickAsync();
    }

    /// <summary>A small picture, another one for each side: the same file twice would be one photo.</summary>
    private async Task<byte[]> PhotoOf(string side) => Convert.FromBase64String(await page.EvaluateAsync<string>(
        """
        side => {
          const canvas = document.createElement('canvas');
          canvas.width = 320;
          canvas.height = 240;
          const pen = canvas.getContext('2d');
          pen.fillStyle = { Front: '#b33', Right: '#36c', Rear: '#393', Left: '#a70' }[side];
          pen.fillRect(0, 0, 320, 240);
          return canvas.toDataURL('image/png').split(',')[1];
        }
        """,
        side));
}
