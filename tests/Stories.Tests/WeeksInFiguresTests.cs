using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Routing.Stories.Tests.City;

namespace Routing.Stories.Tests;

/// <summary>After some days the manager asks: were promises kept, what did a move cost in empty ways, and why did some fail?</summary>
public sealed class WeeksInFiguresTests(DemoCity city)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_manager_sees_promises_ways_failures_and_lifts_over_two_days_and_takes_the_moves_as_a_file()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var (ana, first) = (shop.Drivers[0], shop.Day);
        var kept = await shop.Book("SBA 1901", new { @return = false });
        await kept.Until("scheduled");
        await ana.BringsIn(await kept.MoveId("collection"));
        await kept.Until("atWorkshop");

        city.ToTheNextMorning();
        var second = shop.Day;
        var absent = await shop.Book("SBA 1902", new { @return = false, places = new[] { new { lon = Shop.Office.Lon, lat = Shop.Office.Lat } } });
        await absent.Until("scheduled");
        var move = await absent.MoveId("collection");
        await ana.Departs(move);
        await ana.Arrives(move);
        city.Clock.Advance(TimeSpan.FromMinutes(15));
        await ana.Fails(move, "absent");
        var late = await shop.Book("SBA 1903", new { @return = false });
        var window = Customer.Move(await late.Until("scheduled"), "collection")["window"]!;
        move = await late.MoveId("collection");
        await ana.Departs(move);
        city.Clock.GoTo((DateTimeOffset)window["until"]! + TimeSpan.FromMinutes(12));
        await ana.Arrives(move);
        await ana.Collects(move);
        await ana.Arrives(move, 1);
        await ana.HandsOver(move, 1);
        await late.Until("atWorkshop");

        JsonNode figures = new JsonObject();
        await shop.Staff.Until(async () => (int)(figures = await Figures(first, second))["total"]!["done"]! == 2, "two moves are done", Token);
        Assert.Equal([first, second], figures["days"]!.AsArray().Select(day => (string)day!["day"]!));
        var (total, morning) = (figures["total"]!, figures["days"]![0]!["figures"]!);
        Assert.Equal((1, 1.0, true), ((int)morning["promises"]!, (double)morning["keptShare"]!, morning["late"] is null));
        Assert.Equal((2, 0.5, 1), ((int)total["promises"]!, (double)total["keptShare"]!, (int)total["failures"]!["absent"]!));
        Assert.InRange((int)total["late"]!["worstSeconds"]!, 12 * 60, 13 * 60);
        Assert.True((long)total["emptyMetresPerMove"]! > 0 && (double)total["liftUse"]! > 0, $"{total}");

        // What it cost: wages, kilometres and rides, of all moves and of one.
        Assert.Equal("EUR", (string)figures["currency"]!);
        var (cents, perMove) = ((long)total["costCents"]!, (long)total["costCentsPerMove"]!);
        Assert.Equal(cents, figures["days"]!.AsArray().Sum(day => (long)day!["figures"]!["costCents"]!));
        Assert.Equal(cents / (int)total["served"]!, perMove);
        Assert.InRange(perMove, 300, 6000);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Api.Refused(Figures(second, first))).Status);
        using var http = new HttpClient { BaseAddress = shop.Staff.Address };
        http.DefaultRequestHeaders.Authorization = shop.Staff.Authorization;
        var lines = (await http.GetStringAsync(new Uri($"/api/days/{shop.Area}/moves.csv?from={first}&until={second}", UriKind.Relative), Token)).TrimEnd().Split("\r\n");
        Assert.StartsWith("day,move,kind,plate,", lines[0].TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith($"{first},", StringComparison.Ordinal) && line.Contains("SBA 1901", StringComparison.Ordinal) && line.Contains(",done,", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("SBA 1902", StringComparison.Ordinal) && line.EndsWith(",absent", StringComparison.Ordinal));

        Assert.EndsWith(",cost,currency,reason", lines[0], StringComparison.Ordinal);
        var costs = lines[1..].Where(line => !line.Contains(",unserved,", StringComparison.Ordinal)).Select(line => line.Split(',')).ToList();
        Assert.Equal(3, costs.Count);
        Assert.All(costs, fields => Assert.Equal("EUR", fields[^2]));
        Assert.Equal(cents, costs.Sum(fields => (long)(decimal.Parse(fields[^3], CultureInfo.InvariantCulture) * 100)));

        Task<JsonNode> Figures(string from, string until) => shop.Staff.Get($"/api/days/{shop.Area}/figures?from={from}&until={until}", Token);
    }
}
