using Routing.Contracts.Values;
using Routing.Optimisation.Model;
using Routing.Planning.Days;
using Routing.Planning.Roads;
using Window = Routing.Contracts.Values.Window;

namespace Routing.Planning.Plans;

internal sealed partial class DayModel
{
    private void AddDrivers(RoadsInUse roads, CancellationToken cancellation)
    {
        var cars = State.Requests.Values.Select(request => request.Details.Vehicle).Concat(State.CourtesyCars.Values.Select(car => car.Vehicle)).ToList();
        foreach (var driver in State.Drivers.Values)
        {
            if (ShiftOf(driver) is not { } shift || !driver.Driver.Active || driver.IsRemoved || driver.UnavailableAt is not null) continue;
            var means = driver.Driver.Means == Means.Car ? Means.Taxi : driver.Driver.Means;
            var route = State.Routes.GetValueOrDefault(driver.Driver.DriverId);
            var done = route?.Stops.TakeWhile(stop => stop.IsDone).ToList() ?? [];
            var next = route is not null && done.Count < route.Stops.Count ? route.Stops[done.Count] : null;
            var start = driver.StartPlace ?? driver.Driver.StartPlace;
            var hasDeparted = next is not null && (next.ArrivedAt is not null || route!.DepartedAt is not null) && next.MoveId is not null;

            var (place, from) = (start, Later(shift.From, Now));
            LegUnderWay? underWay = null;
            if (next?.ArrivedAt is { } arrived && next.MoveId is not null) (place, from) = (next.Place, arrived);
            else if (hasDeparted && roads.Legs.Follow(SheetWriter.MeansOf(next!, means), done.Count > 0 ? done[^1].Place : start, next!.Place, driver.Trace, route!.DepartedAt!.Value, Clock.Calendar.Local(Now), cancellation) is { } seen)
            {
                // Already on the way: what an empty leg takes to begin is behind them.
                underWay = seen;
                (place, from) = (seen.Position, seen.At.AddSeconds(next.IsLoaded ? 0 : -options.Means[next.By ?? means].FoldSeconds));
            }
            else if (hasDeparted) (place, from) = (done.Count > 0 ? done[^1].Place : start, route!.DepartedAt!.Value);
            else if (done.Count > 0 && done[^1].MoveId is { } tried && broughtBack.TryGetValue(tried, out var back)) (place, from) = (back.Place, Later(back.At, Now));
            else if (done.Count > 0) (place, from) = (done[^1].Place, Later(done[^1].Departure, Now));

            drivers[driver.Driver.DriverId] = new DriverModel(driver, means, shift, start, done, hasDeparted, underWay);
            var at = points.Of(place);
            var end = points.Of(driver.Driver.EndPlace);
            if (underWay is not { } leg || !IsBegun(next!.MoveId!.Value)) points.LeavesFrom(at);
            else if (points.Of(next.Place) is var to && to != at) points.IsUnderWay((int)SheetWriter.MeansOf(next, means), at, to, leg.Seconds, leg.Metres);
            points.ComesTo(end);
            var own = options.Means[means];
            var begins = Clock.Seconds(from);
            var isTransporter = means == Means.Transporter;
            resources.Add(new Resource
            {
                Id = driver.Driver.DriverId,
                Name = driver.Driver.Name,
                StartLocation = at,
                EndLocation = end,
                ShiftStart = begins,
                ShiftEnd = Math.Max(begins, Clock.Seconds(shift.Until)),
                MaxOvertimeSeconds = Math.Max(0, options.MaxOvertimeSeconds - Math.Max(0, begins - Clock.Seconds(shift.Until))),
                Skills = [.. driver.Driver.Skills, .. Fitness.Of(driver.Driver, cars, State.Day)],
                EmptyMatrix = (int)means,
                LoadedMatrix = isTransporter ? (int)means : Points.Loaded,
                FoldSeconds = own.FoldSeconds,
                MaxEmptyMetres = own.ReachMetres,
                Breaks = [.. BreaksOf(driver, shift, done, begins)],
                Means = means == Means.ChaseCar ? new OwnMeans("chase car") { Follows = true } : null,
                Rides = options.TaxiWhereItPays && means is Means.Scooter or Means.Bicycle or Means.Foot ? [Taxi()] : [],
                Places = isTransporter ? 1 : 0,
                Costs = RouteCosts.PricesOf(means, options),
            });
        }
    }

    /// <summary>What folds comes along.</summary>
    private Ride Taxi()
    {
        var taxi = options.Means[Means.Taxi];
        return new Ride
        {
            Name = "taxi",
            Matrix = (int)Means.Taxi,
            WaitSeconds = taxi.FoldSeconds,
            MaxMetres = taxi.ReachMetres,
            PerRide = taxi.CentsPerRide,
            PerKm = taxi.CentsPerKm,
            TakesMeans = true,
        };
    }

    /// <summary>Whether a move is the first thing its driver does, so that nothing else is asked from where they are.</summary>
    private bool IsBegun(Guid moveId) =>
        State.Moves.TryGetValue(moveId, out var move) && move.Status is MoveStatus.Begun or MoveStatus.OnBoard
        && State.Requests.TryGetValue(move.RequestId, out var request) && workshopIndex.ContainsKey(request.Details.WorkshopId);

    private Window? ShiftOf(DriverDay driver)
    {
        if (driver.Shift is { } shift) return shift;
        var shifts = driver.Driver.Shifts.Where(s => s.Day == State.Day.DayOfWeek).ToList();
        return shifts.Count == 0 ? null : new Window(Clock.Calendar.At(State.Day, shifts.Min(s => s.From)), Clock.Calendar.At(State.Day, shifts.Max(s => s.Until)));
    }

    /// <summary>The breaks still to be had: a shift's own, and the gap between two shifts of a day.</summary>
    private IEnumerable<Break> BreaksOf(DriverDay driver, Window shift, IReadOnlyList<PlannedStop> done, int begins)
    {
        var calendar = Clock.Calendar;
        var all = new List<Break>();
        var shifts = driver.Driver.Shifts.Where(s => s.Day == State.Day.DayOfWeek).OrderBy(s => s.From).ToList();
        for (var i = 0; i < shifts.Count; i++)
        {
            if (shifts[i] is { BreakFrom: { } from, BreakUntil: { } until, BreakSeconds: > 0 and var seconds })
            {
                var earliest = Clock.Seconds(calendar.At(State.Day, from));
                var latest = Clock.Seconds(calendar.At(State.Day, until)) - seconds;
                if (latest >= earliest) all.Add(new Break(new Optimisation.Model.Window(earliest, latest), seconds));
            }

            if (i + 1 >= shifts.Count || driver.Shift is not null) continue;
            var gapFrom = Clock.Seconds(calendar.At(State.Day, shifts[i].Until));
            var gap = Clock.Seconds(calendar.At(State.Day, shifts[i + 1].From)) - gapFrom;
            if (gap > 0) all.Add(new Break(new Optimisation.Model.Window(gapFrom, gapFrom), gap));
        }

        var (first, last) = (Clock.Seconds(shift.From), Clock.Seconds(shift.Until));
        return all.Where(rest => rest.Window.Start >= first && rest.Window.End + rest.DurationSeconds <= last)
            .OrderBy(rest => rest.Window.Start)
            .Skip(done.Count(stop => stop.Kind == StopKind.Break))
            .Where(rest => rest.Window.End >= begins);
    }

    /// <summary>
    /// A driver who is on the way should have arrived by now and has not said so: they arrive now at the earliest.
    /// </summary>
    private void OnTheWay(IReadOnlyList<Matrix> matrices)
    {
        for (var i = 0; i < resources.Count; i++)
        {
            var resource = resources[i];
            if (!drivers.TryGetValue(resource.Id, out var driver) || !driver.HasDeparted || resource.PinnedJobs.Count == 0) continue;
            var next = State.Routes[resource.Id].Stops[driver.Done.Count];
            if (next.ArrivedAt is not null) continue;
            var job = jobs.Find(job => job.Id == resource.PinnedJobs[0])!;
            var isLoaded = moves[job.Id].IsFromPosition;
            var to = job.Stops[isLoaded ? 1 : 0].Alternatives[0].Location;
            var by = next.By ?? driver.Means;
            var matrix = matrices[isLoaded ? resource.LoadedMatrix : (int)by];
            var seconds = matrix.Durations[(resource.StartLocation * matrix.Size) + to];
            if (seconds < 0) continue;
            if (!isLoaded && seconds > 0) seconds += options.Means[by].FoldSeconds;
            resources[i] = resource with { ShiftStart = Math.Max(resource.ShiftStart, Math.Min(Clock.Seconds(Now) - seconds, resource.ShiftEnd)) };
        }
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
