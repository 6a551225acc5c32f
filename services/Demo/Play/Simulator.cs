using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Routing.Contracts;
using Routing.Contracts.Values;
using Routing.Demo.Api;

namespace Routing.Demo.Play;

/// <summary>
/// Drives a planned day through the public API, as the drivers' devices would: positions, arrivals, collections and
/// handovers, with a late customer, a no-show and a breakdown. A discrete-event simulation: the queue holds who acts
/// next and when, and the wall clock only sets the pace.
/// </summary>
public sealed class Simulator(ApiClient api, ServiceAddresses services, DemoState state, TimeProvider clock, Action<DateTimeOffset, string> tell)
{
    private static readonly TimeSpan PositionEvery = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PatienceWithAbsent = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LateCustomer = TimeSpan.FromMinutes(14);

    private readonly PriorityQueue<Func<CancellationToken, Task>, (DateTimeOffset At, int Order)> queue = new();
    private readonly Random random = new(state.Seed);
    private readonly Dictionary<string, int> odometers = [];
    private readonly Incidents incidents = new();
    private DateTimeOffset now;
    private int order;

    /// <summary>Whether something goes wrong: a late customer, a no-show, a breakdown.</summary>
    public bool WithIncidents { get; init; } = true;

    /// <summary>Plays the day to its end.</summary>
    /// <param name="speed">Simulated seconds per second; 0 for as fast as the services answer.</param>
    /// <param name="ct">Stops it; what was done stays done.</param>
    public async Task Play(double speed, CancellationToken ct)
    {
        SimulatedDriver[] drivers = [.. state.Drivers.Select(d => new SimulatedDriver(d.Id, d.Name, d.Token))];
        foreach (var driver in drivers)
        {
            await Refresh(driver, ct);
            if (driver.Sheet is { } sheet) At(sheet.Shift.From, c => Continue(driver, c));
        }

        if (!queue.TryPeek(out _, out var first)) return;
        var (begun, from) = (clock.GetTimestamp(), first.At);
        do
        {
            while (queue.TryDequeue(out var act, out var due))
            {
                now = due.At;
                if (speed > 0 && ((due.At - from) / speed) - clock.GetElapsedTime(begun) is { Ticks: > 0 } wait)
                    await Task.Delay(wait, clock, ct);
                await act(ct);
            }
        }
        while (await SomebodyHasMoreToDo(drivers, ct));
    }

    /// <summary>
    /// A simulation that is faster than the services can overtake the last plan: what it gives to drivers who thought that
    /// they were done is waited for, some seconds.
    /// </summary>
    private async Task<bool> SomebodyHasMoreToDo(SimulatedDriver[] drivers, CancellationToken ct)
    {
        for (var tries = 0; tries < 25; tries++)
        {
            foreach (var driver in drivers.Where(d => !d.IsOut))
            {
                await Refresh(driver, ct);
                if (driver.Next() is not null) At(now, c => Continue(driver, c));
            }

            if (queue.Count > 0) return true;
            await Task.Delay(TimeSpan.FromMilliseconds(200), clock, ct);
        }

        return false;
    }

    private void At(DateTimeOffset at, Func<CancellationToken, Task> act) => queue.Enqueue(act, (at < now ? now : at, order++));

    private async Task Refresh(SimulatedDriver driver, CancellationToken ct)
    {
        using var answer = await api.Send(HttpMethod.Get, new Uri(services.Drivers, $"/api/route?day={state.Date:yyyy-MM-dd}"), null, new Credential.Token(driver.Token), ct);
        if (answer.StatusCode == HttpStatusCode.NoContent) return;
        var sheet = (await answer.Content.ReadFromJsonAsync<DeviceRoute>(WireJson.Options, ct))!.Sheet;
        if (sheet.PlanVersion == driver.Sheet?.PlanVersion) return;
        driver.Sheet = sheet;
        using var _ = await api.Send(
            HttpMethod.Post,
            new Uri(services.Drivers, "/api/route/acknowledge"),
            new { sheet.Area, sheet.Day, sheet.PlanVersion },
            new Credential.Token(driver.Token),
            ct);
    }

    /// <summary>What a driver does with nothing in hand: looks at the sheet, and leaves in time for the next stop.</summary>
    private async Task Continue(SimulatedDriver driver, CancellationToken ct)
    {
        await Refresh(driver, ct);
        if (driver.Next() is not { } stop) return;
        if (stop.Kind == StopKind.Break)
        {
            driver.Finish(stop);
            At(now + TimeSpan.FromSeconds(stop.ServiceSeconds), c => Continue(driver, c));
            return;
        }

        var travel = TimeSpan.FromSeconds(stop.Leg?.DurationSeconds ?? 0);
        if (stop.Window is { } window && window.From - travel - TimeSpan.FromMinutes(2) is var leave && leave > now + TimeSpan.FromMinutes(1))
        {
            // Looks again on the way: until the driver leaves, the stop may still go to somebody else.
            At(leave < now + TimeSpan.FromMinutes(10) ? leave : now + TimeSpan.FromMinutes(10), c => Continue(driver, c));
            return;
        }

        if (WithIncidents && incidents.BreaksDown(stop))
        {
            await Post(driver, "/api/route/unavailable", new { Reason = UnavailableReason.Breakdown, Note = "The scooter does not go any more." }, stop, ct);
            driver.IsOut = true;
            tell(now, $"{driver.Name} has a breakdown");
            return;
        }

        if (!await Post(driver, $"/api/stops/{stop.MoveId}/{stop.StopIndex}/depart", new { }, stop, ct)) return;
        var took = travel * (0.9 + (0.25 * random.NextDouble()));
        ReportPositions(driver, stop, took);
        At(now + took, c => Arrive(driver, stop, c));
    }

    private void ReportPositions(SimulatedDriver driver, RouteStop stop, TimeSpan took)
    {
        if (stop.Leg is not { } leg) return;
        var line = Polyline6.Read(leg.Geometry);
        for (var t = PositionEvery; t < took; t += PositionEvery)
        {
            var at = line[(int)(line.Count * (t / took))];
            var fixedAt = now + t;
            At(fixedAt, c => Position(driver, at, c));
        }
    }

    private async Task Position(SimulatedDriver driver, (double Lon, double Lat) at, CancellationToken ct)
    {
        using var _ = await api.Send(
            HttpMethod.Post,
            new Uri(services.Drivers, "/api/positions"),
            new { Positions = new[] { new { At = now, at.Lon, at.Lat, AccuracyMetres = 8 } } },
            new Credential.Token(driver.Token),
            ct);
    }

    private async Task Arrive(SimulatedDriver driver, RouteStop stop, CancellationToken ct)
    {
        if (!await Post(driver, $"/api/stops/{stop.MoveId}/{stop.StopIndex}/arrive", new { }, stop, ct)) return;
        var begins = stop.Window is { } window && window.From > now ? window.From : now;
        if (WithIncidents && incidents.NobodyThere(stop))
        {
            At(begins + PatienceWithAbsent, c => Fail(driver, stop, c));
            return;
        }

        if (WithIncidents && incidents.CustomerIsLate(stop))
        {
            tell(now, $"{driver.Name} waits for a late customer at {stop.Place.Address}");
            begins += LateCustomer;
        }

        At(begins + (TimeSpan.FromSeconds(stop.ServiceSeconds) * (0.8 + (0.3 * random.NextDouble()))), c => Serve(driver, stop, c));
    }

    private async Task Fail(SimulatedDriver driver, RouteStop stop, CancellationToken ct)
    {
        if (!await Post(driver, $"/api/stops/{stop.MoveId}/{stop.StopIndex}/fail", new { Reason = FailureReason.Absent, Note = "Nobody answers the bell." }, stop, ct)) return;
        tell(now, $"{driver.Name} found nobody at {stop.Place.Address}");
        driver.Abandon(stop.MoveId!.Value);
        await Continue(driver, ct);
    }

    private async Task Serve(SimulatedDriver driver, RouteStop stop, CancellationToken ct)
    {
        if (stop.Kind == StopKind.Charge)
        {
            // It ends with the departure to the workshop.
            tell(now, $"{driver.Name} charged {stop.Vehicle!.Plate} at {stop.Place.Address}");
            driver.Finish(stop);
            await Continue(driver, ct);
            return;
        }

        var path = $"/api/stops/{stop.MoveId}/{stop.StopIndex}";
        var mileage = odometers.GetValueOrDefault(stop.Vehicle!.Plate, 30_000 + random.Next(60_000));
        odometers[stop.Vehicle.Plate] = mileage + 5;
        var report = new { MileageKm = mileage, FuelPercent = random.Next(15, 95), Damages = Array.Empty<object>() };
        if (stop.Kind is StopKind.CheckIn or StopKind.Return or StopKind.Swap && !await Post(driver, $"{path}/hand-over", report, stop, ct)) return;
        if (stop.Kind is StopKind.Collect or StopKind.PickUp or StopKind.Swap && !await Post(driver, $"{path}/collect", report, stop, ct)) return;
        tell(now, $"{driver.Name} {Verb(stop.Kind)} {stop.Vehicle.Plate} at {stop.Place.Address}");
        driver.Finish(stop);
        await Continue(driver, ct);
    }

    private static string Verb(StopKind kind) => kind switch
    {
        StopKind.Collect => "collected",
        StopKind.CheckIn => "checked in",
        StopKind.PickUp => "took over",
        StopKind.Return => "returned",
        StopKind.Swap => "swapped a courtesy car for",
        _ => "served",
    };

    /// <summary>
    /// Sends one event of a stop. False when the stop is not this driver's any more: then the sheet is read again, and
    /// the driver goes on from it.
    /// </summary>
    private async Task<bool> Post(SimulatedDriver driver, string path, object extra, RouteStop stop, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToNode(extra, WireJson.Options)!.AsObject();
        body["eventId"] = Guid.CreateVersion7();
        body["at"] = now;
        body["position"] = JsonSerializer.SerializeToNode(new { stop.Place.Lon, stop.Place.Lat, AccuracyMetres = 8 }, WireJson.Options);
        try
        {
            using var _ = await api.Send(HttpMethod.Post, new Uri(services.Drivers, path), body, new Credential.Token(driver.Token), ct);
            return true;
        }
        catch (ApiRefusedException refused) when (refused.Status is 404 or 409)
        {
            tell(now, $"{driver.Name}: {refused.Message}");
            driver.Refuse(stop.MoveId!.Value);
            At(now + TimeSpan.FromMinutes(1), c => Continue(driver, c));
            return false;
        }
    }

    /// <summary>The part that matters here of what a device gets.</summary>
    private sealed record DeviceRoute(RouteSheet Sheet);
}
