using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Routing.Contracts;
using Routing.Contracts.Planning;
using Routing.Defaults.Imports;

namespace Routing.Planning.Tests;

public sealed class ImportTests(SharedRegion region)
{
    private const string DriverNames = "key;area;name;means;skills;startPlace.lon;startPlace.lat;shifts[monday-friday].from;shifts[monday-friday].until\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Drivers_are_made_once_and_changed_by_their_key()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        await process.MakeTown(0);
        var (lon, lat) = (FormattableString.Invariant($"{Town.Depot.Lon}"), FormattableString.Invariant($"{Town.Depot.Lat}"));
        var ana = $"D-1;montevideo;Ana Núñez;scooter;manual electric;{lon};{lat};08:00;16:00\n";

        Assert.Equal([RowOutcome.Good], (await Import(process, "drivers?dryRun=true", DriverNames + ana)).Select(row => row.Outcome));
        Assert.Empty(await PlanningProcess.Json<List<DriverChanged>>(process.Operator.GetAsync("/api/drivers", Cancellation)));

        var made = Assert.Single(await Import(process, "drivers", DriverNames + ana));
        var driver = Assert.Single(await PlanningProcess.Json<List<DriverChanged>>(process.Operator.GetAsync("/api/drivers", Cancellation)));
        Assert.Equal((RowOutcome.Created, made.Id), (made.Outcome, driver.DriverId));
        Assert.Equal(("Ana Núñez", 5), (driver.Name, driver.Shifts.Count));
        Assert.Equal(["manual", "electric"], driver.Skills);

        Assert.Equal([RowOutcome.Same], (await Import(process, "drivers", DriverNames + ana)).Select(row => row.Outcome));
        var changed = Assert.Single(await Import(process, "drivers", DriverNames + ana.Replace("16:00", "15:00", StringComparison.Ordinal)));
        Assert.Equal((RowOutcome.Changed, made.Id), (changed.Outcome, changed.Id));
    }

    [Fact]
    public async Task Each_bad_row_is_named_with_its_column_and_the_good_ones_are_taken()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        await process.MakeTown(0);
        var (lon, lat) = (FormattableString.Invariant($"{Town.Depot.Lon}"), FormattableString.Invariant($"{Town.Depot.Lat}"));
        var rows = await Import(process, "drivers", $"""
            {DriverNames.TrimEnd()}
            D-1;montevideo;Ana;scooter;;{lon};{lat};08:00;16:00
            ;montevideo;Nobody;scooter;;{lon};{lat};08:00;16:00
            D-1;montevideo;Twice;scooter;;{lon};{lat};08:00;16:00
            D-3;montevideo;"Sosa; Luis";rocket;;{lon};{lat};08:00;16:00
            D-4;nowhere;Eva;scooter;;{lon};{lat};08:00;16:00
            D-5;montevideo;;scooter;;-56,16;{lat};17:00;16:00

            """);
        Assert.Equal([RowOutcome.Created, RowOutcome.Refused, RowOutcome.Refused, RowOutcome.Refused, RowOutcome.Refused, RowOutcome.Refused], rows.Select(row => row.Outcome));
        Assert.Equal([(2, null), (3, "key"), (4, "key"), (5, "means"), (6, "area"), (7, "startPlace.lon")], rows.Select(row => (row.Row, row.Errors?.Keys.First())));

        await PlanningProcess.Json<JsonElement>(process.Operator.PostAsync("/api/imports/drivers", new StringContent("name\nAna\n", Encoding.UTF8, "text/csv"), Cancellation), 400);
        await PlanningProcess.Json<JsonElement>(process.Operator.PostAsync("/api/imports/drivers", new StringContent("{", Encoding.UTF8, "application/json"), Cancellation), 400);
    }

    [Fact]
    public async Task Workshops_come_as_json_too()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        await process.MakeTown(0);
        var body = JsonSerializer.SerializeToNode(Town.Workshop("Taller Dos", lifts: 2), WireJson.Options)!.AsObject();
        body["key"] = "W-2";
        var made = Assert.Single(await Import(process, "workshops", $"[{body.ToJsonString()}]", "application/json"));
        Assert.Equal(RowOutcome.Created, made.Outcome);
        var known = await PlanningProcess.Json<WorkshopChanged>(process.Operator.GetAsync($"/api/workshops/{made.Id}", Cancellation));
        Assert.Equal(("Taller Dos", 2), (known.Name, known.Lifts));
        Assert.Equal(RowOutcome.Same, Assert.Single(await Import(process, "workshops", $"[{body.ToJsonString()}]", "application/json")).Outcome);
    }

    private static async Task<List<ImportedRow>> Import(PlanningProcess process, string what, string file, string type = "text/csv")
    {
        using var answer = await process.Operator.PostAsync($"/api/imports/{what}", new StringContent(file, Encoding.UTF8, type), Cancellation);
        answer.EnsureSuccessStatusCode();
        var rows = new List<ImportedRow>();
        await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync(Cancellation)).EnumerateAsync(Cancellation))
        {
            if (item.EventType == "row") rows.Add(JsonSerializer.Deserialize<ImportedRow>(item.Data, WireJson.Options)!);
        }

        return rows;
    }
}
