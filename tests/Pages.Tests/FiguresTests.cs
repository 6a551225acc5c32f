using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Routing.Pages.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Routing.Pages.Tests;

/// <summary>
/// Not a test but the command <c>tests/figures.sh</c>: how long the dispatcher's page takes on a day like the demo day and on one of
/// 1,000 moves. The day is made up and given to the page in the services' place; the page is the one that is shipped.
/// </summary>
public sealed class FiguresTests(Stage stage)
{
    private const int Times = 30;
    private static readonly string? Output = Environment.GetEnvironmentVariable("ROUTING_PAGES_FIGURES");

    /// <summary>Interactions with their latency (Event Timing, as Interaction to Next Paint counts them), and tasks that hold up frames.</summary>
    private const string Watch =
        """
        window.interactions = new Map();
        new PerformanceObserver((list) => { for (const each of list.getEntries()) if (each.interactionId) window.interactions.set(each.interactionId, Math.max(each.duration, window.interactions.get(each.interactionId) ?? 0)); }).observe({ type: 'event', durationThreshold: 16, buffered: true });
        window.longTasks = [];
        new PerformanceObserver((list) => { for (const each of list.getEntries()) window.longTasks.push(each.duration); }).observe({ type: 'longtask', buffered: true });
        """;

    [Theory]
    [InlineData(9, 70)]
    [InlineData(100, 1000)]
    public async Task Figures(int drivers, int moves)
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Output), "ROUTING_PAGES_FIGURES is not set: tests/figures.sh FILE measures the pages.");
        await using var visitor = await Visitor.Enter(stage, width: 1440, height: 900);
        var page = visitor.Page;
        await page.AddInitScriptAsync(Watch);
        await Serve(page, new LargeDay(drivers, moves).Answer());
        var processor = await page.Context.NewCDPSessionAsync(page);
        await processor.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" });
        await page.GotoAsync($"/dispatch?area=montevideo&day={LargeDay.Day}");
        await visitor.SignIn();
        await Expect(page.Locator("[data-move]").First).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("[data-move]").First).ToBeVisibleAsync();
        var first = await page.EvaluateAsync<double>("performance.now()");
        await Expect(page.Locator(".maplibregl-canvas")).ToBeVisibleAsync();
        await page.WaitForTimeoutAsync(5000);
        var rows = new List<string> { Row("first block of the timeline drawn after a reload", 1, [first], await Tasks(page), 0) };

        var block = page.Locator("[data-move]");
        rows.Add(await Measure("select a move with the mouse", i => Press(block.Nth(i % 40))));
        await block.First.FocusAsync();
        rows.Add(await Measure("walk from move to move with the keyboard", i => page.Keyboard.PressAsync(i % 4 == 3 ? "ArrowDown" : "ArrowRight")));
        await page.Keyboard.PressAsync("Escape");
        // That nothing is selected any more has the map drawn anew, in software: that is no part of what follows.
        await page.WaitForTimeoutAsync(1500);
        rows.Add(await Measure("zoom the timeline", i => page.Keyboard.PressAsync(i % 4 < 2 ? "+" : "-")));
        await page.GetByLabel("Search").FocusAsync();
        rows.Add(await Measure("search, a key at a time", i => page.Keyboard.PressAsync(i % 6 < 3 ? "123"[i % 3].ToString() : "Backspace")));
        await page.Keyboard.PressAsync("Escape");
        await page.Mouse.MoveAsync(600, 400);
        rows.Add(await Measure("scroll the timeline", i => page.Mouse.WheelAsync(0, i < 15 ? 240 : -240)));
        rows.Add(await Measure("move the mouse over the timeline", i => page.Mouse.MoveAsync(300 + (15 * i), 250 + (8 * i))));
        rows.Add(await Measure("move the mouse over the map", i => page.Mouse.MoveAsync(950 + (10 * i), 250 + (5 * i))));
        await File.AppendAllTextAsync(Output!, $"\n{drivers} drivers, {moves} moves:\n\n| what | times | median | p98 | longest task | processor time each |\n|---|---:|---:|---:|---:|---:|\n{string.Join('\n', rows)}\n", TestContext.Current.CancellationToken);

        async Task<string> Measure(string what, Func<int, Task> act)
        {
            await page.EvaluateAsync("() => { window.interactions.clear(); window.longTasks.length = 0; }");
            var before = await Processor();
            for (var i = 0; i < Times; i++)
            {
                await act(i);
                await page.EvaluateAsync("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
            }

            await page.WaitForTimeoutAsync(300);
            var took = await Processor() - before;
            var latencies = await page.EvaluateAsync<double[]>("() => [...window.interactions.values()]");
            return Row(what, Times, latencies, await Tasks(page), took / Times);
        }

        async Task<double> Processor() =>
            1000 * (await processor.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble();
    }

    private static async Task Press(ILocator block)
    {
        var box = (await block.BoundingBoxAsync())!;
        await block.Page.Mouse.ClickAsync(box.X + 4, box.Y + 6);
    }

    private static async Task<double> Tasks(IPage page) => await page.EvaluateAsync<double>("() => Math.max(0, ...window.longTasks)");

    /// <summary>What is not reported took less than 16 ms.</summary>
    private static string Row(string what, int times, double[] latencies, double longest, double processor)
    {
        var all = latencies.Concat(Enumerable.Repeat(16.0, Math.Max(0, times - latencies.Length))).Order().ToList();
        var isInteraction = latencies.Length > 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {times} | {(isInteraction ? $"{all[all.Count / 2]:0} ms" : "–")} | {(isInteraction ? $"{all[(int)Math.Ceiling(0.98 * all.Count) - 1]:0} ms" : "–")} | {(longest > 0 ? $"{longest:0} ms" : "below 50 ms")} | {(processor > 0 ? $"{processor:0} ms" : "–")} |");
    }

    private static async Task Serve(IPage page, JsonObject day)
    {
        var body = day.ToJsonString();
        var listed = new JsonArray(new JsonObject { ["area"] = "montevideo", ["name"] = "Montevideo", ["timeZone"] = "America/Montevideo", ["days"] = new JsonArray(new JsonObject { ["day"] = LargeDay.Day, ["planVersion"] = 1, ["routes"] = 1, ["moves"] = 1 }) }).ToJsonString();
        await page.RouteAsync("**/api/days", route => Json(route, listed));
        await page.RouteAsync($"**/api/days/montevideo/{LargeDay.Day}?*", route => Json(route, body));
        await page.RouteAsync($"**/api/days/montevideo/{LargeDay.Day}/history", route => Json(route, """{"area":"montevideo","day":"2031-03-05","plans":[],"commands":[]}"""));
        await page.RouteAsync($"**/api/days/montevideo/{LargeDay.Day}/messages", route => Json(route, "[]"));
    }

    private static Task Json(IRoute route, string body) => route.FulfillAsync(new() { ContentType = "application/json", Body = body });
}
