using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts;
using Routing.Contracts.Dispatch;
using Routing.Contracts.Drivers;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Drivers.Tests.Support;

namespace Routing.Drivers.Tests.Stops;

/// <summary>What happens at stops: the same on whichever database.</summary>
public abstract class StopTests
{
    private protected abstract Task<DriversApp> Start(string? data = null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_is_told_stop_by_stop_and_heard_by_the_other_services()
    {
        await using var app = await Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        var (collect, checkIn, pickUp, swap, last) = (sheet.Stops[1], sheet.Stops[2], sheet.Stops[3], sheet.Stops[4], sheet.Stops[5]);

        await device.Done(collect, "depart", 8.1);
        await device.Done(collect, "arrive", 8.4);
        var report = await device.Done(collect, "collect", 8.5, new
        {
            mileageKm = 81_200,
            fuelPercent = 40,
            damages = new[] { new { part = "front-left-door", kind = "scratch", note = "10 cm", x = 0.3, y = 0.5 } },
            photos = new[] { new { side = "front" }, new { side = "rear" } },
            signature = "M 0 0 L 10 10 Q 3 4 5 6",
        });
        Assert.True(report.GetProperty("stopDone").GetBoolean());
        await device.Done(checkIn, "depart", 8.55);
        await device.Done(checkIn, "arrive", 8.9);
        await device.Done(checkIn, "hand-over", 9, new { mileageKm = 81_204 });
        await device.Done(pickUp, "arrive", 9.1);
        await device.Done(pickUp, "collect", 9.2, new { mileageKm = 1_500, chargePercent = 90 });
        await device.Done(swap, "depart", 9.25);
        await device.Done(swap, "arrive", 9.6);
        // The courtesy car is another car: its mileage says nothing of the customer's.
        Assert.False((await device.Done(swap, "hand-over", 9.7, new { mileageKm = 1_507 })).GetProperty("stopDone").GetBoolean());
        Assert.True((await device.Done(swap, "collect", 9.75, new { mileageKm = 900, chargePercent = 55 })).GetProperty("stopDone").GetBoolean());
        await device.Done(last, "arrive", 10.2);
        await device.Done(last, "hand-over", 10.3, new { mileageKm = 905 });

        Assert.Equal(3, (await app.Heard.Expect<DriverDeparted>(3)).Count);
        Assert.Equal(5, (await app.Heard.Expect<StopArrived>(5)).Count);
        var collected = await app.Heard.Expect<VehicleCollected>(3);
        var handedOver = await app.Heard.Expect<VehicleHandedOver>(3);
        Assert.All(collected, each => Assert.True(each.StopDone));
        Assert.Equal([true, false, true], handedOver.Select(each => each.StopDone));
        var first = collected[0];
        Assert.Equal(
            (sheet.DriverId, SampleRoutes.Area, SampleRoutes.Day, collect.MoveId!.Value, 0, collect.RequestId!.Value, 81_200, 40, 1, 2, SampleRoutes.At(8.5)),
            (first.DriverId, first.Area, first.Day, first.MoveId, first.StopIndex, first.RequestId, first.MileageKm, first.EnergyPercent!.Value, first.DamageCount, first.PhotoCount, first.At));
        Assert.Equal(collect.Place.Lon, first.Position!.Lon);
        Assert.Equal(report.GetProperty("reportId").GetGuid(), first.ReportId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Charging_is_over_when_the_driver_goes_on_there_or_not(bool isThere)
    {
        await using var app = await Start();
        var sheet = SampleRoutes.MakeCharged(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        var (collect, charge, checkIn) = (sheet.Stops[1], sheet.Stops[2], sheet.Stops[3]);
        await device.Done(collect, "arrive", 8.4);
        await device.Done(collect, "collect", 8.5, new { mileageKm = 81_200 });
        if (isThere)
        {
            await device.Done(charge, "depart", 8.51);
            await device.Done(charge, "arrive", 8.7);
            await device.Refused(charge, "hand-over", 8.8, 409, "wrong-kind", new { mileageKm = 81_203 });

            // Another car has to wait until this one is brought in.
            await device.Refused(sheet.Stops[4], "arrive", 8.8, 409, "out-of-order");
        }

        await device.Done(checkIn, "depart", 8.9);
        var progress = await app.Read(context => context.Stops.AsNoTracking().Where(stop => stop.MoveId == charge.MoveId).OrderBy(stop => stop.StopIndex).ToListAsync(Token));
        Assert.Equal([(StopKind.Collect, true), (StopKind.Charge, true), (StopKind.CheckIn, false)], progress.Select(stop => (stop.Kind, stop.IsDone)));
        Assert.Equal(SampleRoutes.At(8.9), progress[1].DoneAt);
        await device.Refused(charge, "arrive", 8.95, 409, "stop-over");
        await device.Done(checkIn, "arrive", 9.1);
        await device.Done(checkIn, "hand-over", 9.2, new { mileageKm = 81_205 });
        Assert.Equal((2, true), (await app.Heard.Expect<VehicleHandedOver>(1)).Select(each => (each.StopIndex, each.StopDone)).Single());
    }

    [Fact]
    public async Task A_car_that_was_not_taken_over_after_all_has_its_charging_ahead_again()
    {
        await using var app = await Start();
        var sheet = SampleRoutes.MakeCharged(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        var (collect, charge) = (sheet.Stops[1], sheet.Stops[2]);
        await device.Done(collect, "arrive", 8.4);
        await device.Done(collect, "collect", 8.5, new { mileageKm = 81_200 });
        await device.Done(sheet.Stops[3], "depart", 8.51);
        using var dispatcher = app.As("dispatcher");
        using var corrected = await dispatcher.PostAsJsonAsync($"/api/stops/{collect.MoveId}/0/corrections", new { undo = "collected", reason = "A wrong tap." }, Token);
        Assert.True(corrected.IsSuccessStatusCode, await corrected.Content.ReadAsStringAsync(Token));
        await device.Refused(charge, "arrive", 8.6, 409, "out-of-order");
        await device.Done(collect, "collect", 8.7, new { mileageKm = 81_200 });
        await device.Done(charge, "arrive", 8.8);
    }

    [Fact]
    public async Task The_same_event_told_again_answers_the_same_and_has_no_second_effect()
    {
        await using var app = await Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        var collect = sheet.Stops[1];
        var once = Guid.CreateVersion7();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => device.Done(collect, "arrive", 8.4, eventId: once)));
        Assert.Single(answers.Select(answer => answer.GetRawText()).Distinct(StringComparer.Ordinal));
        Assert.Equal(answers[0].GetRawText(), (await device.Done(collect, "arrive", 8.4, eventId: once)).GetRawText());
        await device.Done(collect, "collect", 8.5, new { mileageKm = 10 });
        // Heard in the order in which they were told: had there been a second arrival, it would be here.
        await app.Heard.Expect<VehicleCollected>();
        Assert.Single(app.Heard.All<StopArrived>());
        await device.Refused(sheet.Stops[2], "arrive", 8.9, 409, "event-id-used", eventId: once);
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        await using var app = await Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        using var other = await app.Pair(Guid.CreateVersion7());
        await app.Assign(sheet);
        var (collect, checkIn, pickUp) = (sheet.Stops[1], sheet.Stops[2], sheet.Stops[3]);
        var mileage = new { mileageKm = 500 };

        await device.Refused(collect with { MoveId = Guid.CreateVersion7() }, "arrive", 8.4, 404, "unknown-stop");
        await other.Refused(collect, "arrive", 8.4, 409, "not-your-stop");
        await device.Refused(collect, "collect", 8.4, 409, "out-of-order", mileage);
        await device.Refused(checkIn, "arrive", 8.4, 409, "out-of-order");
        await device.Refused(collect, "arrive", 24 * 5, 409, "outside-the-day");
        await device.Done(collect, "depart", 8.1);
        await device.Refused(collect, "depart", 8.2, 409, "already-told");
        await device.Done(collect, "arrive", 8.4);
        await device.Refused(collect, "arrive", 8.4, 409, "already-told");
        await device.Refused(collect, "hand-over", 8.4, 409, "wrong-kind", mileage);
        await device.Done(collect, "collect", 8.5, mileage);
        await device.Refused(collect, "collect", 8.6, 409, "stop-over", mileage);
        // With the customer's car in hand no other move is begun.
        await device.Refused(pickUp, "arrive", 8.7, 409, "out-of-order");
        await device.Done(checkIn, "arrive", 8.9);
        await device.Refused(checkIn, "hand-over", 9, 409, "mileage-falls", new { mileageKm = 499 });
        await device.Done(checkIn, "hand-over", 9, new { mileageKm = 500 });
    }

    [Fact]
    public async Task A_driver_who_is_late_says_when_they_come_until_they_are_there()
    {
        await using var app = await Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        var collect = sheet.Stops[1];
        using (var wrong = await device.Tell(collect, "late", 8.2, new { eta = SampleRoutes.At(8.1) })) Assert.Equal(400, (int)wrong.StatusCode);
        var once = Guid.CreateVersion7();
        await device.Done(collect, "late", 8.2, new { eta = SampleRoutes.At(8.9) }, eventId: once);
        await device.Done(collect, "late", 8.2, new { eta = SampleRoutes.At(8.9) }, eventId: once);
        var delayed = Assert.Single(await app.Heard.Expect<DriverDelayed>());
        Assert.Equal((collect.MoveId, 0, SampleRoutes.At(8.9), SampleRoutes.At(8.2)), (delayed.MoveId, delayed.StopIndex, delayed.Eta, delayed.At));
        await device.Done(collect, "arrive", 8.8);
        await device.Refused(collect, "late", 8.85, 409, "already-told", new { eta = SampleRoutes.At(9.5) });
    }

    [Fact]
    public async Task A_failed_stop_takes_the_rest_of_its_move_with_it()
    {
        await using var app = await Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        await device.Done(sheet.Stops[1], "arrive", 8.4);
        await device.Done(sheet.Stops[1], "fail", 8.7, new { reason = "absent", note = "Nobody answers" });
        await device.Refused(sheet.Stops[1], "collect", 8.8, 409, "stop-over", new { mileageKm = 1 });
        await device.Refused(sheet.Stops[2], "arrive", 8.9, 409, "move-off");
        await device.Done(sheet.Stops[3], "arrive", 9);
        var failed = Assert.Single(await app.Heard.Expect<StopFailed>());
        Assert.Equal((FailureReason.Absent, "Nobody answers", SampleRoutes.At(8.7)), (failed.Reason, failed.Note, failed.At));
    }

    [Fact]
    public async Task A_stop_that_went_to_another_driver_is_theirs_whichever_sheet_comes_first()
    {
        await using var app = await Start();
        Guid here = Guid.CreateVersion7(), there = Guid.CreateVersion7(), move = Guid.CreateVersion7();
        using var from = await app.Pair(here);
        using var to = await app.Pair(there);
        var before = SampleRoutes.Make(here, version: 1, collection: move);
        await app.Assign(before);
        var after = SampleRoutes.Make(there, version: 2, collection: move);
        await app.Assign(after);
        await from.Refused(before.Stops[1], "depart", 8.1, 409, "not-your-stop");
        await app.Assign(before with { PlanVersion = 2, Stops = [before.Stops[0], .. before.Stops.Skip(3)] });
        await from.Refused(before.Stops[1], "depart", 8.1, 409, "not-your-stop");
        await to.Done(after.Stops[1], "depart", 8.1);
    }

    /// <summary>Versions count within a day: the low one of another day is no older.</summary>
    [Fact]
    public async Task A_move_that_went_to_another_day_is_done_there_whichever_sheet_comes_first()
    {
        await using var app = await Start();
        foreach (var days in new[] { 3, -1 })
        {
            foreach (var order in new[] { "012", "021", "102", "120", "201", "210" })
            {
                var driver = Guid.CreateVersion7();
                var with = SampleRoutes.Make(driver, version: 5);
                var without = with with { PlanVersion = 6, Stops = [with.Stops[0], .. with.Stops.Skip(3)] };
                var other = SampleRoutes.Make(driver, version: 2, day: SampleRoutes.Day.AddDays(days), collection: with.Stops[1].MoveId);
                RouteSheet[] told = [with, without, other];
                foreach (var sheet in order.Select(digit => told[digit - '0']))
                {
                    await app.Tell(new RouteAssigned { Sheet = sheet });
                    // The older of one day is not taken when the newer is there: nothing to wait for.
                    await Wait.Until(() => app.Read(context => context.Sheets.AnyAsync(row => row.DriverId == driver && row.Day == sheet.Day && row.PlanVersion >= sheet.PlanVersion, Token)), () => $"version {sheet.PlanVersion}");
                }

                var owner = await app.Read(context => context.Stops.AsNoTracking().SingleAsync(stop => stop.MoveId == with.Stops[1].MoveId && stop.StopIndex == 0, Token));
                Assert.True((owner.DriverId, owner.Day) == (driver, other.Day), $"{order}, {days} days on: it is on {owner.Day}, of {owner.DriverId}");
            }
        }
    }

    [Fact]
    public async Task Every_field_that_is_wrong_is_named()
    {
        await using var app = await Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        using var answer = await device.PostAsJsonAsync(
            $"/api/stops/{sheet.Stops[1].MoveId}/0/collect",
            new { fuelPercent = 140, damages = new[] { new { part = "", kind = "dent" } }, position = new { lon = 999, lat = 0 }, signature = "<script>" },
            WireJson.Options, Token);
        Assert.Equal(400, (int)answer.StatusCode);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("errors").EnumerateObject().Select(error => error.Name);
        Assert.Equal(
            ["at", "damages[0].part", "eventId", "fuelPercent", "mileageKm", "position.lon", "signature"],
            errors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Positions_are_told_on_newest_only_and_on_shift_alone()
    {
        await using var app = await Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);

        async Task<int> Send(params double[] hours)
        {
            using var answer = await device.PostAsJsonAsync(
                "/api/positions", new { positions = hours.Select(hour => new { at = SampleRoutes.At(hour), lon = -56.1 - (hour / 1000), lat = -34.9 }) }, WireJson.Options, Token);
            return (int)answer.StatusCode;
        }

        Assert.Equal(204, await Send(8.1, 8.3, 8.2));
        Assert.Equal(204, await Send(8.25));
        Assert.Equal(204, await Send(8.4));
        Assert.Equal(409, await Send(200));
        Assert.Equal(400, await Send());
        var heard = await app.Heard.Expect<DriverPositioned>(2);
        Assert.Equal([SampleRoutes.At(8.3), SampleRoutes.At(8.4)], heard.Select(each => each.At));
        Assert.Equal(-56.1083, heard[0].Lon, 6);
        Assert.Equal(SampleRoutes.Day, heard[0].Day);
    }

    [Fact]
    public async Task A_driver_who_can_go_no_further_is_heard_once()
    {
        await using var app = await Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        var body = new { eventId = Guid.CreateVersion7(), at = SampleRoutes.At(9), reason = "breakdown", note = "flat tyre", position = new { lon = -56.1, lat = -34.9 } };
        for (var time = 0; time < 3; time++)
            (await device.PostAsJsonAsync("/api/route/unavailable", body, WireJson.Options, Token)).EnsureSuccessStatusCode();
        await device.Done(sheet.Stops[1], "depart", 9.5);
        await app.Heard.Expect<DriverDeparted>();
        var told = Assert.Single(app.Heard.All<DriverUnavailable>());
        Assert.Equal((UnavailableReason.Breakdown, SampleRoutes.Day, -56.1), (told.Reason, told.Day, told.Position!.Lon));
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("scooter", 3)]
    [InlineData("foot", 4)]
    public async Task A_closed_road_is_heard_once_for_the_means_that_it_stops(string? means, int profiles)
    {
        await using var app = await Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        var body = new { eventId = Guid.CreateVersion7(), at = SampleRoutes.At(9), bearing = 80, means, note = "works", position = new { lon = -56.1, lat = -34.9 } };
        using (var before = await device.PostAsJsonAsync("/api/roads/closed", body, WireJson.Options, Token))
            await before.Is(409, "no-route-then");
        await app.Assign(sheet);
        for (var time = 0; time < 3; time++)
            (await device.PostAsJsonAsync("/api/roads/closed", body, WireJson.Options, Token)).EnsureSuccessStatusCode();
        await device.Done(sheet.Stops[1], "depart", 9.5);
        await app.Heard.Expect<DriverDeparted>();
        var told = Assert.Single(app.Heard.All<RoadReported>());
        Assert.Equal((body.eventId, sheet.DriverId, -56.1, 80, "works"), (told.ReportId, told.DriverId, told.Lon, told.Bearing, told.Note));
        Assert.Equal(profiles, told.Profiles.Count);
        using var nowhere = await device.PostAsJsonAsync("/api/roads/closed", new { eventId = Guid.CreateVersion7(), at = SampleRoutes.At(9) }, WireJson.Options, Token);
        Assert.Equal(400, (int)nowhere.StatusCode);
    }

    [Fact]
    public async Task What_a_driver_writes_is_heard_once_and_the_answer_is_read_once()
    {
        await using var app = await Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        var body = new { eventId = Guid.CreateVersion7(), at = SampleRoutes.At(9), text = "Which gate?" };
        for (var time = 0; time < 3; time++)
            (await device.PostAsJsonAsync("/api/messages", body, WireJson.Options, Token)).EnsureSuccessStatusCode();
        await device.Done(sheet.Stops[1], "depart", 9.5);
        await app.Heard.Expect<DriverDeparted>();
        var told = Assert.Single(app.Heard.All<DriverWrote>());
        Assert.Equal((body.eventId, sheet.DriverId, SampleRoutes.Day, "Which gate?"), (told.WrittenId, told.DriverId, told.Day, told.Text));

        var answer = new DispatcherWrote { WrittenId = Guid.CreateVersion7(), Area = told.Area, Day = told.Day, DriverId = sheet.DriverId, Text = "The green one", By = "dora", At = SampleRoutes.At(9.1) };
        await app.Tell(answer);
        await app.Tell(answer);
        await app.Tell(answer with { WrittenId = Guid.CreateVersion7(), DriverId = Guid.CreateVersion7() });
        List<JsonElement> shown = [];
        await Wait.Until(async () => (shown = [.. (await device.GetFromJsonAsync<JsonElement>("/api/messages", Token)).EnumerateArray()]).Count == 2, () => "the answer");
        Assert.Equal([("Which gate?", null), ("The green one", "dora")], shown.Select(each => (each.GetProperty("text").GetString(), each.TryGetProperty("by", out var by) ? by.GetString() : null)));

        using var empty = await device.PostAsJsonAsync("/api/messages", new { eventId = Guid.CreateVersion7(), at = SampleRoutes.At(9), text = " " }, WireJson.Options, Token);
        Assert.Equal(400, (int)empty.StatusCode);
    }

    [Fact]
    public async Task A_restart_keeps_what_was_told()
    {
        var data = Directory.CreateTempSubdirectory("drivers-tests-").FullName;
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        var once = Guid.CreateVersion7();
        string token, first;
        await using (var app = await Start(data))
        {
            using var device = await app.Pair(sheet.DriverId);
            token = device.DefaultRequestHeaders.Authorization!.Parameter!;
            await app.Assign(sheet);
            first = (await device.Done(sheet.Stops[1], "arrive", 8.4, eventId: once)).GetRawText();
        }

        await using (var app = await Start(data))
        {
            using var device = app.With(token);
            Assert.Equal(first, (await device.Done(sheet.Stops[1], "arrive", 8.4, eventId: once)).GetRawText());
            await device.Done(sheet.Stops[1], "collect", 8.5, new { mileageKm = 3 });
            await app.Heard.Expect<VehicleCollected>();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(data, recursive: true);
    }
}
