using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Optimisation.Model;
using Routing.Planning.Areas;
using Routing.Planning.Days;
using Reason = Routing.Contracts.Values.Reason;

namespace Routing.Planning.Plans;

internal sealed partial class DayModel
{
    private const int LockedTimeToleranceSeconds = 300;

    private void AddMoves(CancellationToken cancellation)
    {
        var included = State.Moves.Values
            .Where(move => move.IsOpen || move.Status is MoveStatus.Begun or MoveStatus.OnBoard)
            .Where(move => State.Requests.ContainsKey(move.RequestId))
            .ToList();
        var known = included.Select(move => move.MoveId).ToHashSet();
        var followed = new HashSet<Guid>();
        foreach (var move in included)
        {
            var request = State.Requests[move.RequestId];
            if (!workshopIndex.ContainsKey(request.Details.WorkshopId))
            {
                impossible[move.MoveId] = new Reason("unknown-workshop", $"The workshop {request.Details.WorkshopId} is not in {State.Area}.", null);
                continue;
            }

            if (move.IsOpen) AddOpen(move, request, known, followed, cancellation);
            else AddBegun(move, request);
        }
    }

    private void AddOpen(MoveState move, RequestState request, HashSet<Guid> known, HashSet<Guid> followed, CancellationToken cancellation)
    {
        var workshop = State.Workshops[request.Details.WorkshopId];
        if (Calendar.ClosureOn(workshop, State.Day) is { } shut)
        {
            impossible[move.MoveId] = Reasons.Closed(workshop, shut);
            return;
        }

        var outlines = MoveStops.Of(move, request.Details, options);
        var places = MoveStops.Places(move, request.Details);
        var wishes = MoveStops.Wishes(move, request.Details);
        var alternatives = new List<StopAlternative>();
        var chosen = new List<int>();
        for (var p = 0; p < places.Count; p++)
        {
            if (move.Promised is not null && p != move.PlaceIndex) continue;
            var windows = move.Promised is { } promised ? Clock.Common(places[p].Hours, [promised]) : Clock.Common(places[p].Hours, wishes);

            // A dispatcher may promise what the hours do not allow: then the promise alone counts.
            if (windows.Count == 0 && move.Promised is { } order) windows = Clock.Common([], [order]);
            if (windows.Count == 0) continue;
            alternatives.Add(new StopAlternative(points.Of(places[p].Place), windows));
            chosen.Add(p);
        }

        if (alternatives.Count == 0)
        {
            impossible[move.MoveId] = new Reason("no-common-hours", "At no wished hour of the day is the car at one of the places.", "Name a window in which the car is there.");
            return;
        }

        var details = request.Details;
        var isCarried = MoveStops.MustBeCarried(move, details.Vehicle);
        if (!isCarried && RangeOf(move, details.Vehicle) is { } range)
        {
            var way = WayOf(move, details, [.. chosen.Select(p => places[p].Place)], workshop, range, cancellation);
            isCarried = way.IsCarried;
            if (way.Charge is { } charge) outlines = MoveStops.Of(move, details, options, charge);
        }

        if (isCarried && outlines.Count != 2)
        {
            impossible[move.MoveId] = new Reason("swap-by-transporter", "A transporter brings no courtesy car: the car cannot be driven, so it is not taken in one visit with a swap.", "Book the collection without a courtesy car.");
            return;
        }

        if (Courtesy.Refuse(move) is { } without)
        {
            impossible[move.MoveId] = without;
            return;
        }

        var driven = isCarried ? [] : Driven(move, details);
        if (driven.Select(car => Fitness.Refuse(car, [.. drivers.Values.Select(driver => driver.Day.Driver)], State.Day)).FirstOrDefault(reason => reason is not null) is { } unfit)
        {
            impossible[move.MoveId] = unfit;
            return;
        }

        var job = new Job
        {
            Id = move.MoveId,
            Stops = [.. outlines.Select(outline => StopOf(outline, move, details, alternatives))],
            Priority = Math.Clamp(details.Priority, 0, 100) * 10,
            RequiredSkills = [.. driven.SelectMany(MoveStops.Skills).Concat(driven.SelectMany(Limits)).Distinct()],
            CannotBeDriven = isCarried,
            RangeMetres = isCarried ? null : RangeOf(move, details.Vehicle),
            Promised = move.Promised is not null,
            Locks = LocksOf(move, known, followed),
            ReadyAfterJob = CarFor(move, details),
            ReadyAt = ReadyAt(move, request),
        };
        Add(job, new JobModel(move, request, outlines, 0, IsFromPosition: false, chosen));
    }

    /// <summary>The cars that its driver drives: the customer's, and the courtesy car out or back.</summary>
    private List<Vehicle> Driven(MoveState move, RequestDetails details) =>
        details.Swap && Courtesy.CarOf(move) is { } courtesy ? [details.Vehicle, courtesy.Vehicle] : [details.Vehicle];

    /// <summary>What not every driver of the day has who may drive.</summary>
    private IEnumerable<string> Limits(Vehicle car) =>
        Fitness.Needed(car, State.Day).Where(skill => resources.Exists(resource => drivers.ContainsKey(resource.Id) && !resource.Skills.Contains(skill)));

    /// <summary>What the customer told is of the way to the workshop; of a swap's two ways only one is driven in that car.</summary>
    private static int? RangeOf(MoveState move, Vehicle vehicle) => move.Kind == MoveKind.Collection ? vehicle.RangeMetres : null;

    /// <summary>
    /// How a car with so much in it comes to its workshop: driven as it is, charged on the way, or carried where a transporter works
    /// and nothing else helps. Where nothing does, why.
    /// </summary>
    private (ChargingStop? Charge, bool IsCarried) WayOf(MoveState move, RequestDetails details, IReadOnlyList<Place> places, WorkshopChanged workshop, int range, CancellationToken cancellation)
    {
        if (charging.IsEnough(places, workshop.Place, range, cancellation)) return (null, false);
        var hasTransporter = drivers.Values.Any(driver => driver.Means == Means.Transporter);
        var isForTransporter = hasTransporter && (drivers.Values.All(driver => driver.Means == Means.Transporter)
            || (move.LockedDriver is { } locked && drivers.TryGetValue(locked, out var to) && to.Means == Means.Transporter));
        if (details.Vehicle.Drive == Drive.Electric && !isForTransporter && charging.OnTheWay(places, workshop.Place, range, cancellation) is { } stop) return (stop, false);
        if (!hasTransporter) outOfRange[move.MoveId] = charging.Refuse(details.Vehicle, places, workshop, range, cancellation);
        return (null, hasTransporter);
    }

    private void AddBegun(MoveState move, RequestState request)
    {
        var route = State.Routes.Values.FirstOrDefault(route => route.Stops.Any(stop => stop.MoveId == move.MoveId && !stop.IsDone));
        var at = route is null ? -1 : resources.FindIndex(resource => resource.Id == route.DriverId);
        if (at < 0)
        {
            impossible[move.MoveId] = new Reason("driver-not-working", "Its driver has begun it and does not work any more.", "Give it to a driver.");
            return;
        }

        var charge = route!.Stops.FirstOrDefault(stop => stop.MoveId == move.MoveId && stop.Kind == StopKind.Charge);
        var outlines = MoveStops.Of(move, request.Details, options, charge is null ? null : new ChargingStop(charge.Place, charge.ServiceSeconds, charge.LeavesWithMetres));
        var left = route.Stops.Where(stop => stop.MoveId == move.MoveId && !stop.IsDone).ToList();
        var isFromPosition = left[0].StopIndex > 0;
        var stops = new List<Stop>();
        if (isFromPosition) stops.Add(new Stop { Alternatives = [new StopAlternative(resources[at].StartLocation, [])] });
        foreach (var planned in left)
        {
            var outline = outlines[Math.Min(planned.StopIndex, outlines.Count - 1)];
            var stop = StopOf(outline, move, request.Details, [new StopAlternative(points.Of(planned.Place), [])]);
            if (planned.ArrivedAt is { } arrived)
                stop = stop with { ServiceSeconds = Math.Max(stop.ServiceSeconds, Clock.Seconds(Now) - Clock.Seconds(arrived)) };
            stops.Add(stop);
        }

        var job = new Job
        {
            Id = move.MoveId,
            Stops = stops,
            Priority = 1000,
            Promised = true,
            // A begun return has its car, so it waits for none.
            ReadyAfterJob = isFromPosition ? null : CarFor(move, request.Details),
            ReadyAt = isFromPosition ? null : ReadyAt(move, request),
        };
        var offset = left[0].StopIndex - (isFromPosition ? 1 : 0);
        List<Guid> pinned = [.. resources[at].PinnedJobs, move.MoveId];

        // Whatever is said to be aboard has its place.
        resources[at] = resources[at] with { PinnedJobs = pinned, Places = resources[at].Places > 0 ? Math.Max(resources[at].Places, pinned.Count) : 0 };
        Add(job, new JobModel(move, request, outlines, offset, isFromPosition, [left[0].PlaceIndex]));
    }

    private void Add(Job job, JobModel model)
    {
        jobs.Add(job);
        moves[job.Id] = model;
        foreach (var alternative in job.Stops[0].Alternatives) points.ComesTo(alternative.Location);
        foreach (var alternative in job.Stops[^1].Alternatives) points.LeavesFrom(alternative.Location);
        for (var i = 1; i < job.Stops.Count; i++)
        {
            foreach (var from in job.Stops[i - 1].Alternatives)
            {
                foreach (var to in job.Stops[i].Alternatives) points.Drives(from.Location, to.Location);
            }
        }
    }

    private Stop StopOf(MoveStops.Outline outline, MoveState move, RequestDetails details, IReadOnlyList<StopAlternative> customer)
    {
        var promised = move.Promised;
        if (outline.IsAtCustomer)
        {
            return new Stop
            {
                Alternatives = customer,
                ServiceSeconds = outline.ServiceSeconds,
                Promised = promised is null ? null : new Optimisation.Model.Window(Clock.Seconds(promised.From), Clock.Seconds(promised.Until)),
            };
        }

        if (outline.Charge is { } charge)
        {
            return new Stop
            {
                Alternatives = [new StopAlternative(points.Of(charge.Place), [])],
                ServiceSeconds = outline.ServiceSeconds,
                RechargedMetres = charge.GetsMetres,
            };
        }

        var workshop = State.Workshops[details.WorkshopId];
        var isCheckIn = outline.Visit == WorkshopVisitKind.CheckIn;
        return new Stop
        {
            Alternatives = [new StopAlternative(points.Of(workshop.Place), [])],
            ServiceSeconds = outline.ServiceSeconds,
            Workshop = new WorkshopVisit(
                outline.Visit is WorkshopVisitKind.CourtesyOut or WorkshopVisitKind.CourtesyBack && Courtesy.CarOf(move) is { } courtesy
                    && courtesyIndex.TryGetValue(courtesy.CourtesyCarId, out var lent) ? lent : workshopIndex[details.WorkshopId],
                outline.Visit!.Value,
                isCheckIn ? details.WorkSeconds : 0,
                isCheckIn ? TechnicianSkill(details) : null),
        };
    }

    /// <summary>What a return waits for: today's collection, or a car that is at the workshop from before.</summary>
    private Guid? CarFor(MoveState move, RequestDetails details)
    {
        if (move.Kind != MoveKind.Return) return null;
        if (move.RemainingWorkSeconds is not null) return move.HasBegun ? null : CarOf(move);
        return details.CollectionMoveId is { } collection && State.Moves.TryGetValue(collection, out var brings)
            && (brings.IsOpen || brings.HasBegun) && !impossible.ContainsKey(collection)
            ? collection
            : null;
    }

    /// <summary>
    /// When the workshop told that a return's car can be had, or a swap's courtesy car; not before it is there again, where it could not
    /// be handed over.
    /// </summary>
    private int? ReadyAt(MoveState move, RequestState request)
    {
        var ready = move.Kind switch
        {
            MoveKind.Return => request.Ready?.ReadyAt,
            MoveKind.Swap => Courtesy.CarOf(move) is { } courtesy ? Courtesy.BackAt(courtesy) : null,
            _ => null,
        };
        foreach (var (tried, back) in broughtBack)
        {
            if (State.Moves[tried] is var other && other.RequestId == move.RequestId && other.Kind == move.Kind && other.MoveId != move.MoveId && !(ready > back.At)) ready = back.At;
        }

        return ready is { } at ? Math.Max(0, Clock.Seconds(at)) : null;
    }

    /// <summary>
    /// Where and when a car is that could not be handed over to its customer: its driver takes it to the workshop again, about as fast as
    /// they came. Null where there is none aboard.
    /// </summary>
    private (Place Place, DateTimeOffset At)? BroughtBack(MoveState move)
    {
        if (move is not { Status: MoveStatus.Failed, Kind: MoveKind.Return or MoveKind.Swap }) return null;
        var stops = State.Routes.Values.SelectMany(route => route.Stops).Where(stop => stop.MoveId == move.MoveId && stop.IsDone).OrderBy(stop => stop.StopIndex).ToList();
        if (stops is not [{ StopIndex: 0 } fetched, { StopIndex: 1 } failed]) return null;
        var there = failed.ArrivedAt is { } arrived && arrived > fetched.Departure ? arrived - fetched.Departure : TimeSpan.Zero;
        return (fetched.Place, failed.Departure + there + TimeSpan.FromSeconds(options.CheckInSeconds));
    }

    private Locks LocksOf(MoveState move, HashSet<Guid> known, HashSet<Guid> followed)
    {
        if (move.Lock == LockStrength.None || move.LockedDriver is not { } driver || !drivers.ContainsKey(driver)) return Locks.None;
        var after = move.LockedAfter is { } before && known.Contains(before) && !State.WaitsFor(before, move.MoveId) && before != move.MoveId && followed.Add(before) ? before : (Guid?)null;
        Optimisation.Model.Window? time = null;
        if (move.LockedAt is { } at)
        {
            var seconds = Clock.Seconds(at);
            time = new Optimisation.Model.Window(Math.Max(0, seconds - LockedTimeToleranceSeconds), seconds + LockedTimeToleranceSeconds);
        }

        return new Locks(driver, after, time);
    }

    /// <summary>
    /// A car that was checked in today still waits for a lift or stands on one: it stays in the problem, on a route of
    /// its own that cannot do anything else, at the time at which it came.
    /// </summary>
    private void AddCarsCheckedIn()
    {
        foreach (var move in State.Moves.Values.Where(move => move is { Status: MoveStatus.Done, Kind: not MoveKind.Return }))
        {
            if (!State.Requests.TryGetValue(move.RequestId, out var request) || !workshopIndex.ContainsKey(request.Details.WorkshopId)) continue;
            var stop = State.Routes.Values.SelectMany(route => route.Stops).LastOrDefault(stop => stop.MoveId == move.MoveId && stop.IsDone);
            if (stop is null || HasLeft(request.Details)) continue;
            AddCarAtWorkshop(move.MoveId, "a car at the workshop", request.Details, Clock.Seconds(stop.Eta), Clock.Seconds(stop.Departure), WorkSeconds(move.RequestId, request, request.Details.WorkSeconds));
        }
    }

    /// <summary>A lift that is held is taken as by a car that comes by itself, at the time from which it is held.</summary>
    private void AddHeldLifts()
    {
        foreach (var (requestId, asked) in State.Holds)
        {
            if (asked.Details.Hold is not { } hold || !workshopIndex.ContainsKey(asked.Details.WorkshopId)) continue;
            var from = Math.Max(0, Clock.Seconds(hold.From));
            AddCarAtWorkshop(requestId, "a car that is expected", asked.Details, from, from, asked.Details.WorkSeconds);
        }
    }

    private void AddCarAtWorkshop(Guid id, string name, RequestDetails details, int start, int end, int workSeconds)
    {
        var workshop = points.Of(State.Workshops[details.WorkshopId].Place);
        jobs.Add(new Job
        {
            Id = id,
            Promised = true,
            Priority = 1000,
            Stops =
            [
                new Stop
                {
                    Alternatives = [new StopAlternative(workshop, [])],
                    ServiceSeconds = Math.Max(0, end - start),
                    Workshop = new WorkshopVisit(workshopIndex[details.WorkshopId], WorkshopVisitKind.CheckIn, workSeconds, TechnicianSkill(details)),
                },
            ],
        });
        resources.Add(new Resource
        {
            Id = id,
            Name = name,
            StartLocation = workshop,
            ShiftStart = start,
            ShiftEnd = Math.Max(start, end),
            MaxOvertimeSeconds = 86_400,
            EmptyMatrix = Points.Nowhere,
            LoadedMatrix = Points.Nowhere,
            MaxJobs = 1,
            PinnedJobs = [id],
            Costs = new Costs { PerHour = 0, PerWaitingHour = 0, PerOvertimeHour = 0, PerEmptyKm = 0, PerLoadedKm = 0 },
        });
    }

    /// <summary>Lets go of what is not in the problem: a return without its car is not for this day.</summary>
    private void Untie()
    {
        var cars = workshops.SelectMany(workshop => workshop.PresentCars).Select(car => car.Id).ToHashSet();
        cars.UnionWith(jobs.Select(job => job.Id));
        for (var i = jobs.Count - 1; i >= 0; i--)
        {
            var job = jobs[i];
            if (job.ReadyAfterJob is { } brings && !cars.Contains(brings))
            {
                if (moves[job.Id].Move.IsOpen)
                {
                    impossible[job.Id] = new Reason("collection-unserved", "Its collection is not planned.", null);
                    moves.Remove(job.Id);
                    jobs.RemoveAt(i);
                    continue;
                }

                job = job with { ReadyAfterJob = null };
            }

            if (job.Locks.DirectlyAfter is { } after && !cars.Contains(after)) job = job with { Locks = job.Locks with { DirectlyAfter = null } };
            jobs[i] = job;
        }

        // What was removed may have been followed.
        var left = jobs.Select(job => job.Id).ToHashSet();
        for (var i = 0; i < jobs.Count; i++)
        {
            if (jobs[i].Locks.DirectlyAfter is { } after && !left.Contains(after))
                jobs[i] = jobs[i] with { Locks = jobs[i].Locks with { DirectlyAfter = null } };
        }
    }

    private bool HasLeft(RequestDetails details) =>
        details.ReturnMoveId is { } back && State.Moves.TryGetValue(back, out var move) && move.Status is MoveStatus.OnBoard or MoveStatus.Done;
}
