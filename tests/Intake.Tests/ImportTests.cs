using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Routing.Contracts;
using Routing.Contracts.Intake;
using Routing.Defaults.Imports;

namespace Routing.Intake.Tests;

public sealed class ImportTests
{
    private const string Names = "key,workshopId,vehicle.plate,vehicle.make,places[0].lon,places[0].lat,return,workMinutes,contact.name,contact.email\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_are_booked_once_and_each_bad_row_is_named_with_its_column()
    {
        await using var intake = await IntakeProcess.Start(Token);
        var file = $"""
            {Names.TrimEnd()}
            A-1,{IntakeProcess.Workshop},SBA 1234,Fiat,-56.16,-34.9,true,90,María Pérez,maria@example.com
            A-2,{IntakeProcess.Workshop},,Fiat,-56.16,-34.9,true,90,Ana,ana@example.com
            A-3,{IntakeProcess.Workshop},SBA 5678,Fiat,-56.16,-34.9,true,many,Eva,eva@example.com

            """;
        Assert.Equal([RowOutcome.Good, RowOutcome.Refused, RowOutcome.Refused], (await Import(intake, file, "?dryRun=true")).Select(row => row.Outcome));
        Assert.Empty(intake.Heard.All<PickupRequested>());

        var rows = await Import(intake, file);
        Assert.Equal([(2, RowOutcome.Created, null), (3, RowOutcome.Refused, "vehicle.plate"), (4, RowOutcome.Refused, "workMinutes")], rows.Select(row => (row.Row, row.Outcome, row.Errors?.Keys.First())));
        var booked = await intake.Heard.Wait<PickupRequested>(m => m.RequestId == rows[0].Id);
        Assert.Equal(("SBA 1234", 5400), (booked.Details.Vehicle.Plate, booked.Details.WorkSeconds));
        Assert.NotNull(booked.Details.ReturnMoveId);

        var again = (await Import(intake, file))[0];
        Assert.Equal((RowOutcome.Same, rows[0].Id), (again.Outcome, again.Id));
        var other = (await Import(intake, file.Replace("SBA 1234", "SBA 4321", StringComparison.Ordinal)))[0];
        Assert.Equal(RowOutcome.Refused, other.Outcome);
        Assert.Contains($"{rows[0].Id}", other.Errors![""][0], StringComparison.Ordinal);
    }

    private static async Task<List<ImportedRow>> Import(IntakeProcess intake, string file, string query = "")
    {
        using var answer = await intake.Adviser.PostAsync($"/api/imports/requests{query}", new StringContent(file, Encoding.UTF8, "text/csv"), Token);
        answer.EnsureSuccessStatusCode();
        var rows = new List<ImportedRow>();
        await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync(Token)).EnumerateAsync(Token))
        {
            if (item.EventType == "row") rows.Add(JsonSerializer.Deserialize<ImportedRow>(item.Data, WireJson.Options)!);
        }

        return rows;
    }
}
