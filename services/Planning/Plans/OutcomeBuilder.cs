using Routing.Contracts.Values;
using Routing.Optimisation.Model;
using Routing.Planning.Days;
using Reason = Routing.Contracts.Values.Reason;
using Route = Routing.Optimisation.Model.Route;
using Window = Routing.Contracts.Values.Window;

namespace Routing.Planning.Plans;

/// <summary>Reads the optimiser's plan back: stops with instants, promises, what is unserved and which day is next.</summary>
internal sealed class OutcomeBuilder
{
    private readonly DayModel model;
    private readonly PlanningOptions options;
    private readonly DayState state;
    private readonly Dictionary<Guid, RouteState> routes = [];
    private readonly Dictionary<Guid, MoveState> moves;
    private readonly List<HandedMove> handedOn = [];

    private OutcomeBuilder(DayModel model, PlanningOptions options)
    {
        this.model = model;
        this.options = options;
        state = model.State;
        moves = state.Moves.ToDictionary();
    }

    public static PlanOutcome Read(DayModel model, Plan plan, PlanningOptions options)
    {
        var builder = new OutcomeBuilder(model, options);
        foreach (var route in plan.Routes.Where(route => model.Drivers.ContainsKey(route.ResourceId))) builder.AddRoute(route);

        // A plan says nothing of who has nothing left to do: their routes stay, as they were driven.
        foreach (var driver in model.Drivers.Values.Where(driver => driver.Done.Count > 0 && !builder.routes.ContainsKey(driver.Day.Driver.DriverId)))
            builder.AddRoute(new Route { ResourceId = driver.Day.Driver.DriverId, Visits = [], Start = 0, End = 0 });
        builder.KeepWhatWasDone();
        builder.Unserved(plan.Unserved);
        return new PlanOutcome
        {
            At = model.Now,
            Routes = builder.routes,
            Moves = builder.moves,
            HandedOn = builder.handedOn,
            Answers = builder.Answers(),
            UnderWay = model.Drivers.Where(driver => driver.Value.UnderWay is not null).ToDictionary(driver => driver.Key, driver => driver.Value.UnderWay!.Value),
        };
    }

    private void AddRoute(Route route)
    {
        var driver = model.Drivers[route.ResourceId];
        var before = state.Routes.GetValueOrDefault(route.ResourceId);
        var stops = driver.Done.ToList();
        if (route.Visits.Count > 0 || stops.Count > 0) Follow(route, driver, stops);
        if (stops.Count == 0 && before?.Sent is null) return;
        routes[route.ResourceId] = new RouteState
        {
            DriverId = route.ResourceId,
            Stops = Told(stops, before),
            Sent = before?.Sent,
            DepartedAt = before?.DepartedAt,
        };
    }

    private void Follow(Route route, DayModel.DriverModel driver, List<PlannedStop> stops)
    {
        var clock = model.Clock;
        if (stops.Count == 0)
        {
            var start = clock.At(route.Start);
            stops.Add(new PlannedStop { Kind = StopKind.Start, Place = driver.Start, Eta = start, Departure = start });
        }

        for (var i = 0; i <= route.Visits.Count; i++)
        {
            foreach (var rest in route.Breaks.Where(rest => rest.AfterVisits == i))
            {
                stops.Add(new PlannedStop
                {
                    Kind = StopKind.Break,
                    Place = stops[^1].Place,
                    Eta = clock.At(rest.Start),
                    Departure = clock.At(rest.Start + rest.DurationSeconds),
                    ServiceSeconds = rest.DurationSeconds,
                });
            }

            if (i < route.Visits.Count) AddVisit(route.Visits[i], driver, stops);
        }

        // The end follows when there was anything to do; the way home is by own means.
        var end = route.Visits.Count > 0 || route.Breaks.Count > 0
            ? clock.At(route.End)
            : Later(stops[^1].Departure, model.Now).AddSeconds(EndLeg(route).Seconds);
        stops.Add(new PlannedStop
        {
            Kind = StopKind.End,
            Place = driver.Day.Driver.EndPlace,
            Eta = end,
            Departure = end,
            LegMetres = EndLeg(route).Metres,
            By = route.EndRide is null ? null : Means.Taxi,
        });
    }

    private (int Seconds, int Metres) EndLeg(Route route)
    {
        if (route.Visits.Count > 0) return (route.EndLegSeconds, route.EndLegMetres);
        var resource = model.Problem.Resources.First(resource => resource.Id == route.ResourceId);
        var matrix = model.Problem.Matrices[resource.EmptyMatrix];
        var cell = (resource.StartLocation * matrix.Size) + (resource.EndLocation ?? resource.StartLocation);
        var seconds = Math.Max(0, matrix.Durations[cell]);
        return (seconds > 0 ? seconds + resource.FoldSeconds : 0, Math.Max(0, matrix.Distances[cell]));
    }

    private void AddVisit(Visit visit, DayModel.DriverModel driver, List<PlannedStop> stops)
    {
        var clock = model.Clock;
        var job = model.Moves[visit.JobId];
        if (job.IsFromPosition && visit.StopIndex == 0) return;
        var index = visit.StopIndex + job.Offset;
        var outline = job.Stops[index];
        var known = state.Routes.Values.SelectMany(route => route.Stops).FirstOrDefault(stop => stop.MoveId == visit.JobId && stop.StopIndex == index && !stop.IsDone);
        var places = MoveStops.Places(job.Move, job.Request.Details);
        var placeIndex = outline.IsAtCustomer
            ? job.Move.IsOpen ? job.Places[visit.Alternative] : job.Places[0]
            : 0;
        var place = known is not null && !job.Move.IsOpen ? known.Place
            : outline.IsAtCustomer ? places[placeIndex].Place
            : outline.Charge is { } charge ? charge.Place
            : state.Workshops[job.Request.Details.WorkshopId].Place;

        var eta = clock.At(LeavesLater(visit, outline, driver, stops) ? visit.ServiceStart : visit.Arrival);
        stops.Add(new PlannedStop
        {
            Kind = outline.Kind,
            MoveId = visit.JobId,
            StopIndex = index,
            Place = place,
            PlaceIndex = placeIndex,
            ServiceSeconds = outline.ServiceSeconds,
            LeavesWithMetres = outline.Charge?.GetsMetres ?? 0,
            Eta = known?.ArrivedAt ?? eta,
            Departure = clock.At(visit.Departure),
            ArrivedAt = known?.ArrivedAt,
            IsLoaded = visit.IsLoaded,
            By = visit.Ride is null ? null : Means.Taxi,
            // From where they were last seen it is shorter than the leg that is on the sheet.
            LegMetres = driver.HasDeparted && stops.Count == driver.Done.Count && known is not null ? known.LegMetres : visit.LegMetres,
            LateSeconds = Lateness(job.Move.Promised, known?.ArrivedAt ?? eta, outline.IsAtCustomer),
        });

        if (!moves.TryGetValue(visit.JobId, out var move)) return;
        if (job.Request.Details.Swap && model.Courtesy.CarOf(job.Move) is { } courtesy) move = move with { CourtesyCarId = courtesy.CourtesyCarId };
        if (move.IsOpen) move = move with { Status = MoveStatus.Planned, Reason = null };
        if (outline.IsAtCustomer && move.Promised is null && !move.HasBegun)
            move = move with { PlaceIndex = placeIndex, Promised = Promises.Around(clock.At(visit.ServiceStart), Allowed(job, visit.Alternative), clock.Calendar, options) };
        moves[visit.JobId] = move;
    }

    /// <summary>
    /// Rather than wait at a customer's door, or anywhere by own means, a driver leaves later. At a workshop's reception
    /// one waits with the car. True when the estimate is when the work begins.
    /// </summary>
    private static bool LeavesLater(Visit visit, MoveStops.Outline outline, DayModel.DriverModel driver, List<PlannedStop> stops)
    {
        var wait = visit.ServiceStart - visit.Arrival;
        if (visit.IsLoaded && !outline.IsAtCustomer) return false;
        if (driver.HasDeparted && stops.Count == driver.Done.Count) return false;
        if (wait <= 0 || stops[^1] is not { IsDone: false } last) return true;
        last = last with { Departure = last.Departure.AddSeconds(wait) };
        if (last.Kind == StopKind.Start) last = last with { Eta = last.Eta.AddSeconds(wait) };
        stops[^1] = last;
        return true;
    }

    private IReadOnlyList<Window> Allowed(DayModel.JobModel job, int alternative)
    {
        var stop = model.Problem.Jobs.First(other => other.Id == job.Move.MoveId).Stops.First(stop => stop.Workshop is null);
        return [.. stop.Alternatives[alternative].Windows.Select(window => new Window(model.Clock.At(window.Start), model.Clock.At(window.End)))];
    }

    private static int Lateness(Window? promised, DateTimeOffset eta, bool isAtCustomer) =>
        isAtCustomer && promised is not null && eta > promised.Until ? (int)Math.Ceiling((eta - promised.Until).TotalSeconds) : 0;

    /// <summary>Estimates that were told stay known, so that only what moves noticeably is told again.</summary>
    private static List<PlannedStop> Told(List<PlannedStop> stops, RouteState? before) =>
        before is null
            ? stops
            : stops.ConvertAll(stop => stop.IsDone
                ? stop
                : stop with { ToldEta = before.Stops.FirstOrDefault(old => old.Kind == stop.Kind && old.MoveId == stop.MoveId && old.StopIndex == stop.StopIndex)?.ToldEta });

    /// <summary>A driver who does not work any more keeps what is done.</summary>
    private void KeepWhatWasDone()
    {
        foreach (var before in state.Routes.Values.Where(route => !routes.ContainsKey(route.DriverId) && !model.Drivers.ContainsKey(route.DriverId)))
        {
            var done = before.Stops.TakeWhile(stop => stop.IsDone).ToList();
            if (done.Count > 0 || before.Sent is not null) routes[before.DriverId] = before with { Stops = done };
        }

        foreach (var before in state.Routes.Values.Where(route => !routes.ContainsKey(route.DriverId) && model.Drivers.ContainsKey(route.DriverId) && route.Sent is not null))
            routes[before.DriverId] = before with { Stops = [] };
    }

    private void Unserved(IReadOnlyList<UnservedJob> unserved)
    {
        var placed = routes.Values.SelectMany(route => route.Stops).Where(stop => stop.MoveId is not null).Select(stop => stop.MoveId!.Value).ToHashSet();
        var reasons = unserved.ToDictionary(job => job.JobId, job => job.Reason);
        var left = state.Moves.Values
            .Where(move => (move.IsOpen || move.Status is MoveStatus.Begun or MoveStatus.OnBoard) && !placed.Contains(move.MoveId))
            .OrderBy(move => move.Kind == MoveKind.Return);
        foreach (var move in left)
        {
            if (handedOn.Exists(handed => handed.MoveId == move.MoveId) || Refused(move.MoveId) is { Before: not null }) continue;
            var reason = model.Impossible.TryGetValue(move.MoveId, out var why) ? why
                : reasons.TryGetValue(move.MoveId, out var found) ? Reasons.ToWire(found, move.MoveId, model)
                : new Reason("collection-unserved", "Its collection is not planned.", null);
            if (move.IsOpen && move.Promised is null && NextDay(move) is { } day)
            {
                HandOn(move, day);
                continue;
            }

            moves[move.MoveId] = move with { Status = move.IsOpen ? MoveStatus.Unserved : MoveStatus.Failed, Reason = reason };
        }
    }

    private DateOnly? NextDay(MoveState move)
    {
        if (!state.Requests.TryGetValue(move.RequestId, out var request) || !state.Workshops.TryGetValue(request.Details.WorkshopId, out var workshop)) return null;
        var details = request.Details;
        var collection = move.Kind == MoveKind.Return && details.CollectionMoveId is { } id ? moves.GetValueOrDefault(id) : null;
        // A return whose collection nobody can do today goes where that goes.
        if (collection is { Status: MoveStatus.Unserved or MoveStatus.Failed or MoveStatus.Waiting }) return null;
        var days = model.Clock.Calendar.CandidateDays(
            MoveStops.Wishes(move, details), workshop, state.Drivers.Values.Select(driver => driver.Driver), model.Now, options.HorizonDays);
        foreach (var day in days)
        {
            if (move.Kind == MoveKind.Return && request.Ready is { IsReady: false } told && day < model.Clock.Calendar.DayOf(told.ReadyAt)) continue;
            if (day == state.Day || move.Tried.Contains(day) || (move.Kind == MoveKind.Return && details.CollectionMoveId is not null && day < state.Day)) continue;
            return day;
        }

        return null;
    }

    private void HandOn(MoveState move, DateOnly day)
    {
        handedOn.Add(new HandedMove(move.MoveId, day));
        moves.Remove(move.MoveId);
        if (move.Kind == MoveKind.Return) return;

        // Its return waits for it wherever it goes.
        foreach (var back in state.Moves.Values.Where(other => other.RequestId == move.RequestId && other.Kind == MoveKind.Return && !other.HasBegun))
        {
            handedOn.Add(new HandedMove(back.MoveId, day));
            moves.Remove(back.MoveId);
        }
    }

    private PendingCommand? Refused(Guid moveId)
    {
        var placed = routes.Values.Any(route => route.Stops.Any(stop => stop.MoveId == moveId));
        return placed ? null : state.Commands.FirstOrDefault(command => command.Before?.MoveId == moveId);
    }

    private List<CommandAnswer> Answers()
    {
        var answers = new List<CommandAnswer>();
        foreach (var command in state.Commands)
        {
            var refusal = command.Refusal;
            if (command.Before is { } before && Refused(before.MoveId) is not null)
            {
                // As it was; the next plan puts it back.
                moves[before.MoveId] = before with { Status = before.Status is MoveStatus.Planned ? MoveStatus.Waiting : before.Status };
                refusal = new CommandRefusal("does-not-fit", DoesNotFit(before.MoveId));
            }

            answers.Add(new CommandAnswer(command.CommandId, refusal));
        }

        return answers;
    }

    private string DoesNotFit(Guid moveId)
    {
        if (model.Impossible.TryGetValue(moveId, out var why)) return why.Text;
        if (model.State.Moves.GetValueOrDefault(moveId)?.LockedDriver is { } to && model.Drivers.ContainsKey(to))
        {
            var driver = model.Problem.Resources.First(resource => resource.Id == to);
            var job = model.Problem.Jobs.First(job => job.Id == moveId);
            var lacks = job.RequiredSkills.Where(skill => !driver.Skills.Contains(skill)).ToList();
            if (lacks.Count > 0) return $"{driver.Name} lacks the skill {string.Join(" and ", lacks)}.";
            if (job.CannotBeDriven && driver.Places == 0) return $"The car cannot be driven, and {driver.Name} has no transporter.";
        }

        return "It does not fit there: no order of that route keeps the hours, the skills and the other promises.";
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
