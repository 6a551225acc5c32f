using System.Text.Json.Nodes;
using Routing.Contracts.Values;
using Routing.Demo.Api;
using Routing.Demo.Day;
using Routing.Demo.Play;
using Routing.System.Tests.Forms;

namespace Routing.System.Tests;

/// <summary>The main job, from the customer's request to the car back home, in both forms.</summary>
public sealed class MainJobTests
{
    public enum Form
    {
        Embedded,
        Distributed,
    }

    internal static RunningForm Make(Form form) => form == Form.Embedded ? new EmbeddedForm() : new DistributedForm();

    [Theory]
    [InlineData(Form.Embedded)]
    [InlineData(Form.Distributed)]
    public async Task Requests_become_sheets_on_queues_and_cars_are_collected_and_returned(Form kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var form = Make(kind);
        await form.Start(ct);
        var token = await form.SignIn(ct);
        var day = SmallDay();
        var opening = new Opening(form.Api, form.Services, token);
        await opening.MakeArea(day, ct);
        var state = await opening.Open(day, ct);
        var watch = new Watch(form.Api, form.Services, token);
        await watch.UntilAnswered(state, ct);

        var promised = await EveryRequestIsPromised(form, state, ct);
        var sheets = await QueuedSheets(form, day, state, promised, ct);
        await EverySheetHolds(form, sheets, token, ct);

        await new Simulator(form.Api, form.Services, state, TimeProvider.System, (_, _) => { }) { WithIncidents = false }.Play(0, ct);
        await EveryCarIsWhereItBelongs(form, day, state, ct);
        await AWorkshopComesNoFartherThanItsServiceArea(form, day, token, ct);
        Assert.NotEqual(0, form.JudgePlans());
    }

    /// <summary>Eight of the demo day's wishes and three of its drivers.</summary>
    private static DemoDay SmallDay()
    {
        var whole = DayGenerator.FromExtract(Path.Combine(Built.Root, "services/Maps/Sample/montevideo.osm.pbf"), TimeProvider.System);
        return whole with { Drivers = [.. whole.Drivers.Take(3)], Requests = [.. whole.Requests.Skip(4).Take(8)] };
    }

    private static async Task<List<(Guid Move, Window Window)>> EveryRequestIsPromised(RunningForm form, DemoState state, CancellationToken ct)
    {
        var promised = new List<(Guid, Window)>();
        foreach (var booking in state.Requests)
        {
            var tracked = await Track(form, booking, ct);
            foreach (var move in tracked["moves"]!.AsArray())
            {
                Assert.Equal("scheduled", (string)move!["state"]!);
                var window = move["window"]!;
                promised.Add(((Guid)move["moveId"]!, new Window((DateTimeOffset)window["from"]!, (DateTimeOffset)window["until"]!)));
            }
        }

        Assert.NotEmpty(promised);
        return promised;
    }

    private static async Task EverySheetHolds(RunningForm form, List<RouteSheet> sheets, string token, CancellationToken ct)
    {
        Assert.NotEmpty(sheets);
        foreach (var sheet in sheets)
        {
            RouteStop? before = null;
            foreach (var stop in sheet.Stops)
            {
                if (before is not null)
                {
                    Assert.True(stop.Eta >= before.Departure, $"{sheet.DriverName} is at {stop.Place.Address} before leaving {before.Place.Address}");
                    Assert.NotNull(stop.Leg);
                    Assert.Equal((before.Place.Lon, before.Place.Lat), (stop.Leg.From.Lon, stop.Leg.From.Lat));
                    Assert.Equal((stop.Place.Lon, stop.Place.Lat), (stop.Leg.To.Lon, stop.Leg.To.Lat));
                    Assert.Equal(await MapsAnswer(form, stop.Leg, token, ct), stop.Leg.DurationSeconds, 6);
                    Assert.True(stop.Eta - before.Departure >= TimeSpan.FromSeconds(stop.Leg.DurationSeconds), "a leg takes at least its travel time");
                }

                if (stop.Window is { } window) Assert.InRange(stop.Eta, DateTimeOffset.MinValue, window.Until);
                before = stop;
            }
        }
    }

    private static async Task<double> MapsAnswer(RunningForm form, Leg leg, string token, CancellationToken ct)
    {
        var profile = leg.Means is Means.Car or Means.Taxi ? "car" : leg.Means.ToString().ToLowerInvariant();
        var address = new Uri(form.Maps, FormattableString.Invariant($"/route/v1/{profile}/{leg.From.Lon},{leg.From.Lat};{leg.To.Lon},{leg.To.Lat}"));
        var answer = await form.Api.Send<JsonObject>(HttpMethod.Get, address, null, new Credential.Token(token), ct);
        return (double)answer["routes"]![0]!["duration"]!;
    }

    /// <summary>The newest sheet of each driver, once every promise stands on one: they reach the queues a moment after the customers hear.</summary>
    private static async Task<List<RouteSheet>> QueuedSheets(
        RunningForm form, DemoDay day, DemoState state, List<(Guid Move, Window Window)> promised, CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            var sheets = new List<RouteSheet>();
            foreach (var driver in state.Drivers)
            {
                var queued = await form.Queued(driver.Id, driver.Token, day.Date, ct);
                if (queued.MaxBy(s => s.PlanVersion) is { } sheet) sheets.Add(sheet);
            }

            var stops = sheets.SelectMany(s => s.Stops).Where(s => s.MoveId is not null && s.Window is not null).ToLookup(s => s.MoveId!.Value);
            var missing = promised.Where(p => !stops[p.Move].Any(s => s.Window!.From == p.Window.From && s.Window.Until == p.Window.Until)).ToArray();
            if (missing.Length == 0) return sheets;
            Assert.True(tries < 150, $"{missing.Length} of {promised.Count} promises are on no driver's queue: {string.Join(", ", missing)}");
            await Task.Delay(200, ct);
        }
    }

    private static async Task EveryCarIsWhereItBelongs(RunningForm form, DemoDay day, DemoState state, CancellationToken ct)
    {
        for (var i = 0; i < state.Requests.Count; i++)
        {
            var expected = day.Requests[i].Return ? "returned" : "atWorkshop";
            var link = new Uri(form.Services.Intake, "/api" + new Uri(state.Requests[i].TrackingLink).PathAndQuery);
            for (var tries = 0; ; tries++)
            {
                var seen = (string)(await form.Api.Send<JsonObject>(HttpMethod.Get, link, null, null, ct))["state"]!;
                if (seen == expected) break;
                Assert.True(tries < 200, $"request {i} is {seen}, not {expected}");
                await Task.Delay(100, ct);
            }
        }
    }

    /// <summary>One that collects within three minutes refuses the farthest of the day's places, and names one that comes there.</summary>
    private static async Task AWorkshopComesNoFartherThanItsServiceArea(RunningForm form, DemoDay day, string token, CancellationToken ct)
    {
        var staff = new Credential.Token(token);
        var address = new Uri(form.Services.Planning, "/api/workshops");
        var like = (await form.Api.Send<JsonArray>(HttpMethod.Get, address, null, staff, ct))[0]!;
        (like["name"], like["serviceArea"]) = ("Taller de la Esquina", new JsonObject { ["minutes"] = 3 });
        var made = await form.Api.Send<JsonObject>(HttpMethod.Post, address, like, staff, ct);
        var here = new Place((double)made["place"]!["lon"]!, (double)made["place"]!["lat"]!);
        var far = day.Requests.SelectMany(request => request.Places).Select(place => place.Place).MaxBy(place => Math.Abs(place.Lon - here.Lon) + Math.Abs(place.Lat - here.Lat))!;

        // Known to Intake by two messages, a moment later.
        for (var tries = 0; ; tries++)
        {
            var refusal = await Refusal(far);
            if (refusal?.Contains("does not come here", StringComparison.Ordinal) == true)
            {
                Assert.Contains("outside the 3 minutes' drive", refusal, StringComparison.Ordinal);
                Assert.Contains(day.Workshops, workshop => refusal.Contains($"does come is {workshop.Name}", StringComparison.Ordinal));
                break;
            }

            Assert.True(tries < 200, refusal ?? "the place outside was not refused");
            await Task.Delay(100, ct);
        }

        Assert.Null(await Refusal(here));

        async Task<string?> Refusal(Place place)
        {
            try
            {
                var wish = new { WorkshopId = (Guid)made["workshopId"]!, Vehicle = new { Plate = "SBA 1234" }, Places = new[] { new { place.Lon, place.Lat } } };
                (await form.Api.Send(HttpMethod.Post, new Uri(form.Services.Intake, "/api/slots"), wish, staff, ct)).Dispose();
                return null;
            }
            catch (ApiRefusedException refused) when (refused.Status == 400)
            {
                return refused.Message;
            }
        }
    }

    private static Task<JsonObject> Track(RunningForm form, DemoBooking booking, CancellationToken ct) =>
        form.Api.Send<JsonObject>(HttpMethod.Get, new Uri(form.Services.Intake, "/api" + new Uri(booking.TrackingLink).PathAndQuery), null, null, ct);
}
