using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Optimisation.Model;
using Routing.Planning.Areas;
using Routing.Planning.Days;
using Routing.Planning.Roads;
using Reason = Routing.Contracts.Values.Reason;
using Route = Routing.Optimisation.Model.Route;
using Window = Routing.Contracts.Values.Window;

namespace Routing.Planning.Plans;

/// <summary>
/// A day's state as a problem for the optimiser: what has happened is where drivers stand and what is pinned, and the
/// rest is free. Immutable once built.
/// </summary>
internal sealed partial class DayModel
{
    private readonly PlanningOptions options;
    private readonly Points points = new();
    private readonly List<Job> jobs = [];
    private readonly List<Resource> resources = [];
    private readonly List<Workshop> workshops = [];
    private readonly Dictionary<Guid, int> workshopIndex = [];
    private readonly Dictionary<Guid, int> courtesyIndex = [];
    private readonly Dictionary<Guid, (Place Place, DateTimeOffset At)> broughtBack = []; // by move that failed with a car aboard
    private readonly Dictionary<Guid, DriverModel> drivers = [];
    private readonly Dictionary<Guid, JobModel> moves = [];
    private readonly Dictionary<Guid, Reason> impossible = [];
    private readonly Dictionary<Guid, Reason> outOfRange = [];
    private readonly Dictionary<Guid, LiftLoads> liftLoads = [];
    private readonly Charging charging;

    private DayModel(DayState state, DateTimeOffset now, RoadsInUse roads, PlanningOptions options)
    {
        State = state;
        this.options = options;
        Clock = new DayClock(Calendar.Of(state.TimeZone), state.Day);
        charging = new Charging(state, roads, options, Clock);
        Now = now > state.LatestAt ? now : state.LatestAt;
        Courtesy = CourtesyFleet.Of(state, Now, options.LeastCourtesyEnergyPercent);
        foreach (var move in state.Moves.Values)
        {
            if (BroughtBack(move) is { } back) broughtBack[move.MoveId] = back;
        }
    }

    public DayState State { get; }

    public DayClock Clock { get; }

    /// <summary>The clock, or what devices told when the day is played ahead of it.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Which courtesy car goes to whom.</summary>
    public CourtesyFleet Courtesy { get; }

    public required Problem Problem { get; init; }

    /// <summary>The plan in force, as far as it is not done.</summary>
    public required Plan Current { get; init; }

    /// <summary>By driver who works on the day.</summary>
    public IReadOnlyDictionary<Guid, DriverModel> Drivers => drivers;

    /// <summary>By move in the problem.</summary>
    public IReadOnlyDictionary<Guid, JobModel> Moves => moves;

    /// <summary>Moves that cannot be on this day whatever the plan.</summary>
    public IReadOnlyDictionary<Guid, Reason> Impossible => impossible;

    /// <summary>Cars that do not get to their workshop, and that nobody can carry: of no use to ask the optimiser why.</summary>
    public IReadOnlyDictionary<Guid, Reason> OutOfRange => outOfRange;

    /// <summary>A driver as they stand.</summary>
    /// <param name="Day">The driver.</param>
    /// <param name="Means">Own means.</param>
    /// <param name="Shift">When they work.</param>
    /// <param name="Start">Where the shift begins.</param>
    /// <param name="Done">Stops that are behind them.</param>
    /// <param name="HasDeparted">On the way to the next stop, or there.</param>
    /// <param name="UnderWay">Where on the way; null when not on it, or not known.</param>
    public sealed record DriverModel(DriverDay Day, Means Means, Window Shift, Place Start, IReadOnlyList<PlannedStop> Done, bool HasDeparted, LegUnderWay? UnderWay);

    /// <summary>A move in the problem.</summary>
    /// <param name="Move">The move.</param>
    /// <param name="Request">Its request.</param>
    /// <param name="Stops">All its stops.</param>
    /// <param name="Offset">The job's stop i is the move's stop i + offset: begun ones lack what is behind them.</param>
    /// <param name="IsFromPosition">The job's first stop is where its driver stands with the car.</param>
    /// <param name="Places">By the job's alternative: which of the request's places it is.</param>
    public sealed record JobModel(
        MoveState Move, RequestState Request, IReadOnlyList<MoveStops.Outline> Stops, int Offset, bool IsFromPosition, IReadOnlyList<int> Places);

    public static DayModel Build(DayState state, DateTimeOffset now, RoadsInUse roads, PlanningOptions options, CancellationToken cancellation)
    {
        var draft = new DayModel(state, now, roads, options) { Problem = null!, Current = null! };
        draft.AddWorkshops();
        draft.AddCourtesyCars();
        draft.AddDrivers(roads, cancellation);
        draft.AddMoves(cancellation);
        draft.AddCarsCheckedIn();
        draft.AddHeldLifts();
        draft.Untie();
        var used = draft.drivers.Values.Select(driver => driver.Means).Concat(options.TaxiWhereItPays ? [Means.Taxi] : []).Distinct().ToList();
        var matrices = draft.points.Matrices(used, roads, draft.Clock, cancellation);
        return draft.Finish(matrices);
    }

    private DayModel(DayModel draft)
    {
        State = draft.State;
        Clock = draft.Clock;
        Now = draft.Now;
        Courtesy = draft.Courtesy;
        options = draft.options;
        (points, jobs, resources, workshops) = (draft.points, draft.jobs, draft.resources, draft.workshops);
        (workshopIndex, courtesyIndex, drivers, moves, impossible) = (draft.workshopIndex, draft.courtesyIndex, draft.drivers, draft.moves, draft.impossible);
        (charging, outOfRange) = (draft.charging, draft.outOfRange);
    }

    private DayModel Finish(IReadOnlyList<Matrix> matrices)
    {
        OnTheWay(matrices);
        var current = CurrentPlan();
        var problem = new Problem
        {
            Matrices = matrices,
            Resources = resources,
            Jobs = jobs,
            Workshops = workshops,
            Published = current,
            Disturbance = State.IsReplanWanted
                ? new DisturbancePrices { OtherDriver = 0, OtherOrder = 0, PerShiftedHour = 0 }
                : new DisturbancePrices(),
        };
        var faults = ProblemValidation.Check(problem);
        if (faults.Count > 0)
            throw new InvalidOperationException($"The day {State.Area} {State.Day:yyyy-MM-dd} is no problem that can be solved: {string.Join(' ', faults.Take(5))}");
        return new DayModel(this) { Problem = problem, Current = current };
    }

    private void AddWorkshops()
    {
        foreach (var workshop in State.Workshops.Values)
        {
            workshopIndex[workshop.WorkshopId] = workshops.Count;
            var opening = Clock.Calendar.Opening(workshop, State.Day);
            var open = opening.Count == 0 ? [] : Clock.Common(opening, []);
            // A workshop that is shut all day: no list would mean always open.
            if (open.Count == 0) open.Add(new Optimisation.Model.Window(0, 0));
            workshops.Add(new Workshop
            {
                Id = workshop.WorkshopId,
                Name = workshop.Name,
                Opening = open,
                Lifts = workshop.Lifts,
                Technicians = workshop.Technicians,
                TechniciansBySkill = new Dictionary<string, int>(StringComparer.Ordinal)
                {
                    [MoveStops.HighVoltageSkill] = Math.Min(workshop.HighVoltageTechnicians, workshop.Technicians),
                },
                ReceptionPerQuarter = workshop.ReceptionPerQuarter,
                Parking = workshop.Parking,
                CourtesyCars = !Courtesy.Knows(workshop.WorkshopId) && workshop.CourtesyCars is { } cars ? Math.Max(0, cars - CourtesyCarsOut(workshop.WorkshopId)) : null,
                PresentCars = [.. CarsFromBefore(workshop), .. CarsThatStay(workshop)],
            });
        }
    }

    /// <summary>
    /// A courtesy car that is known by its plate is to the plan a yard at its workshop with one car to lend: it goes out when it
    /// is there, and again when it is back.
    /// </summary>
    private void AddCourtesyCars()
    {
        foreach (var car in State.CourtesyCars.Values.Where(car => workshopIndex.ContainsKey(car.WorkshopId)))
        {
            courtesyIndex[car.CourtesyCarId] = workshops.Count;
            workshops.Add(new Workshop
            {
                Id = car.CourtesyCarId,
                Name = $"courtesy car {car.Vehicle.Plate}",
                Opening = workshops[workshopIndex[car.WorkshopId]].Opening,
                Lifts = 1,
                Technicians = 1,
                CourtesyCars = Courtesy.ComesBackByPlan(car) ? 0 : 1,
            });
        }
    }

    /// <summary>The courtesy car that a place in the problem stands for; null for a workshop.</summary>
    public CourtesyCarChanged? CourtesyCarAt(int workshop) =>
        State.CourtesyCars.GetValueOrDefault(courtesyIndex.FirstOrDefault(car => car.Value == workshop).Key);

    /// <summary>Cars that came on another day and are brought back on this one.</summary>
    private IEnumerable<PresentCar> CarsFromBefore(WorkshopChanged workshop) =>
        State.Moves.Values
            .Where(move => move is { Kind: MoveKind.Return, RemainingWorkSeconds: not null, Status: not MoveStatus.Failed } && !move.HasBegun)
            .Select(move => (move, request: State.Requests.GetValueOrDefault(move.RequestId)))
            .Where(pair => pair.request?.Details.WorkshopId == workshop.WorkshopId)
            .Select(pair => new PresentCar(
                CarOf(pair.move),
                WorkSeconds(pair.move.RequestId, pair.request!, pair.move.RemainingWorkSeconds!.Value),
                TechnicianSkill(pair.request!.Details)));

    /// <summary>Cars that are brought back on a later day keep their place.</summary>
    private IEnumerable<PresentCar> CarsThatStay(WorkshopChanged workshop) =>
        State.Staying.Where(car => car.WorkshopId == workshop.WorkshopId).Select(car => new PresentCar(car.RequestId, WorkSeconds: 0));

    /// <summary>
    /// Seconds that a car takes its lift for: as booked, or what makes it end when the workshop told, given when the lift
    /// is free for it.
    /// </summary>
    private int WorkSeconds(Guid requestId, RequestState request, int booked)
    {
        if (request.Ready is null || !State.Workshops.TryGetValue(request.Details.WorkshopId, out var workshop)) return booked;
        // Played once a workshop, however many of its cars it has told of.
        if (!liftLoads.TryGetValue(workshop.WorkshopId, out var loads)) liftLoads.Add(workshop.WorkshopId, loads = LiftLoads.Now(State, workshop));
        return loads.SecondsOnLift(requestId);
    }

    /// <summary>
    /// Courtesy cars that customers have by now: those of swaps that have left the workshop today, of returns of cars that came
    /// on another day, until they are back, and of cars that stay over the day.
    /// </summary>
    private int CourtesyCarsOut(Guid workshopId) =>
        State.Requests.Values.Count(request =>
            request.Details is { Swap: true } details && details.WorkshopId == workshopId
            && ((HasDone(details.CollectionMoveId, 0) && !broughtBack.ContainsKey(details.CollectionMoveId!.Value)) || State.Moves.Values.Any(move => move.MoveId == details.ReturnMoveId && move.RemainingWorkSeconds is not null))
            && !HasDone(details.ReturnMoveId, 2))
        + State.Staying.Count(car => car.IsSwap && car.WorkshopId == workshopId);

    private bool HasDone(Guid? moveId, int stopIndex) =>
        moveId is { } id && State.Routes.Values.Any(route => route.Stops.Any(stop => stop.MoveId == id && stop.StopIndex == stopIndex && stop.IsDone));

    private static Guid CarOf(MoveState move) => move.RequestId;

    private static string? TechnicianSkill(RequestDetails details) =>
        details.Vehicle.Drive == Drive.Electric ? MoveStops.HighVoltageSkill : null;

    private Plan CurrentPlan()
    {
        var routes = new List<Route>();
        foreach (var resource in resources)
        {
            if (!drivers.ContainsKey(resource.Id) || !State.Routes.TryGetValue(resource.Id, out var route)) continue;
            var visits = new List<Visit>();
            foreach (var stops in route.Stops.Where(stop => stop is { MoveId: not null, IsDone: false }).GroupBy(stop => stop.MoveId!.Value))
            {
                if (!moves.TryGetValue(stops.Key, out var move)) continue;
                var first = stops.First();
                var job = jobs.Find(job => job.Id == stops.Key)!;

                // A transporter carries, a driver drives: what has become the other since is placed anew.
                if (resource.Places > 0 ? job.Stops.Count != 2 : job.CannotBeDriven) continue;
                for (var i = 0; i < job.Stops.Count; i++)
                {
                    var stop = stops.FirstOrDefault(stop => stop.StopIndex == i + move.Offset) ?? first;
                    var at = Clock.Seconds(stop.Eta);
                    visits.Add(new Visit(stops.Key, i, 0, at, at, Clock.Seconds(stop.Departure), i > 0, 0, 0, 0) { Ride = i == 0 && stop.By == Means.Taxi ? 0 : null });
                }
            }

            routes.Add(new Route { ResourceId = resource.Id, Visits = visits, Start = resource.ShiftStart, End = resource.ShiftEnd });
        }

        return new Plan { Routes = routes, Unserved = [], Cost = default };
    }
}
