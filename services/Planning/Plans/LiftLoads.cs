using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Areas;
using Routing.Planning.Days;

namespace Routing.Planning.Plans;

/// <summary>
/// Plays a workshop's day: cars are worked on in the order of their check-ins, by as many as there are lifts and
/// technicians, while it is open; an electric car needs a high-voltage technician besides. What the workshop itself told
/// of a car counts for more than the sum.
/// </summary>
internal sealed class LiftLoads
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private readonly WorkshopChanged workshop;
    private readonly IReadOnlyList<Window> opening;
    private readonly List<Car> cars = [];

    private LiftLoads(WorkshopChanged workshop, IReadOnlyList<Window> opening)
    {
        this.workshop = workshop;
        this.opening = opening;
    }

    private sealed record Car(Guid RequestId, DateTimeOffset CheckIn, DateTimeOffset Ready, bool IsFromBefore, int WorkSeconds, bool IsElectric, DateTimeOffset? Leaves)
    {
        /// <summary>When the workshop says that it is ready; null when it has said nothing.</summary>
        public DateTimeOffset? ToldReadyAt { get; init; }

        public DateTimeOffset? LiftFrom { get; set; }

        public DateTimeOffset? LiftUntil { get; set; }

        public int LeftSeconds { get; set; } = WorkSeconds;
    }

    /// <summary>Every quarter of an hour in which a workshop is open.</summary>
    public static IReadOnlyList<LiftLoad> Of(DayState state, PlanOutcome outcome)
    {
        var calendar = Calendar.Of(state.TimeZone);
        return [.. state.Workshops.Values.SelectMany(workshop => Play(workshop, calendar, state, outcome).Quarters(calendar))];
    }

    /// <summary>Work on a request's car that is left when the day is over, seconds.</summary>
    public static int WorkLeft(DayState state, PlanOutcome outcome, Guid requestId)
    {
        if (!state.Requests.TryGetValue(requestId, out var request) || !state.Workshops.TryGetValue(request.Details.WorkshopId, out var workshop)) return 0;
        return Play(workshop, Calendar.Of(state.TimeZone), state, outcome).cars.Find(car => car.RequestId == requestId)?.LeftSeconds ?? 0;
    }

    /// <summary>When a car that came in at this time would be ready; null when not on this day.</summary>
    public static DateTimeOffset? ReadyAt(DayState state, WorkshopChanged workshop, DateTimeOffset checkedIn, int workSeconds, bool isElectric)
    {
        var calendar = Calendar.Of(state.TimeZone);
        var played = Now(state, workshop);
        foreach (var known in played.cars) (known.LiftFrom, known.LiftUntil, known.LeftSeconds) = (null, null, known.WorkSeconds);
        var car = new Car(Guid.Empty, checkedIn, checkedIn, false, workSeconds, isElectric, null);
        played.cars.Add(car);
        played.Work();
        return workSeconds == 0 ? checkedIn : car.LeftSeconds == 0 && car.LiftUntil is { } until ? calendar.Local(until) : null;
    }

    /// <summary>A workshop's day by the plan that is in force.</summary>
    public static LiftLoads Now(DayState state, WorkshopChanged workshop) =>
        Play(workshop, Calendar.Of(state.TimeZone), state, new PlanOutcome { At = state.LatestAt, Routes = state.Routes, Moves = state.Moves, HandedOn = [], Answers = [] });

    /// <summary>Seconds that a car has its lift for while the workshop is open.</summary>
    public int SecondsOnLift(Guid requestId) =>
        cars.Find(car => car.RequestId == requestId) is { LiftFrom: { } from, LiftUntil: { } until }
            ? opening.Sum(open => (int)Math.Max(0, (Earlier(until, open.Until) - Later(from, open.From)).TotalSeconds))
            : 0;

    private static LiftLoads Play(WorkshopChanged workshop, Calendar calendar, DayState state, PlanOutcome outcome)
    {
        var played = new LiftLoads(workshop, calendar.Opening(workshop, state.Day));
        var stops = outcome.Routes.Values.SelectMany(route => route.Stops).ToList();
        var midnight = calendar.Midnight(state.Day);
        foreach (var (requestId, request) in state.Requests.Where(pair => pair.Value.Details.WorkshopId == workshop.WorkshopId))
        {
            var details = request.Details;
            var release = details.ReturnMoveId is { } back ? stops.Find(stop => stop.MoveId == back && stop.Kind == StopKind.PickUp) : null;
            var isElectric = details.Vehicle.Drive == Drive.Electric;
            if (details.CollectionMoveId is { } collection && stops.Find(stop => stop.MoveId == collection && stop.Kind == StopKind.CheckIn) is { } checkIn)
                played.cars.Add(new Car(requestId, checkIn.Eta, checkIn.Departure, false, details.WorkSeconds, isElectric, release?.Departure) { ToldReadyAt = request.Ready?.ReadyAt });
            else if (details.ReturnMoveId is { } brought && outcome.Moves.TryGetValue(brought, out var move) && move.RemainingWorkSeconds is { } left)
                played.cars.Add(new Car(requestId, midnight, midnight, true, left, isElectric, release?.Departure) { ToldReadyAt = request.Ready?.ReadyAt });
        }

        foreach (var (requestId, asked) in state.Holds.Where(pair => pair.Value.Details.WorkshopId == workshop.WorkshopId))
        {
            if (asked.Details.Hold is not { } hold) continue;
            played.cars.Add(new Car(requestId, hold.From, hold.From, false, asked.Details.WorkSeconds, asked.Details.Vehicle.Drive == Drive.Electric, null));
        }

        foreach (var car in state.Staying.Where(car => car.WorkshopId == workshop.WorkshopId))
            played.cars.Add(new Car(car.RequestId, midnight, midnight, true, 0, false, null));
        played.Work();
        return played;
    }

    private void Work()
    {
        var lifts = Free(Math.Min(workshop.Lifts, workshop.Technicians));
        var skilled = Free(Math.Min(workshop.HighVoltageTechnicians, workshop.Technicians));
        foreach (var car in cars.OrderBy(car => car.Ready).ThenBy(car => car.RequestId))
        {
            if (car.WorkSeconds == 0 || lifts.Length == 0 || (car.IsElectric && skilled.Length == 0)) continue;
            var lift = Array.IndexOf(lifts, lifts.Min());
            var technician = car.IsElectric ? Array.IndexOf(skilled, skilled.Min()) : -1;
            var from = Later(car.Ready, lifts[lift]);
            if (technician >= 0) from = Later(from, skilled[technician]);
            Do(car, from);
            if (car.LiftUntil is not { } until) continue;
            lifts[lift] = until;
            if (technician >= 0) skilled[technician] = until;
        }
    }

    private void Do(Car car, DateTimeOffset from)
    {
        if (car.ToldReadyAt is { } told)
        {
            DoUntil(car, from, told);
            return;
        }

        foreach (var open in opening)
        {
            var start = Later(from, open.From);
            if (start >= open.Until || car.LeftSeconds == 0) continue;
            var seconds = Math.Min(car.LeftSeconds, (int)(open.Until - start).TotalSeconds);
            car.LiftFrom ??= start;
            car.LeftSeconds -= seconds;
            car.LiftUntil = start.AddSeconds(seconds);
        }

        // What is not finished today keeps its lift until the workshop shuts.
        if (car.LeftSeconds > 0 && car.LiftFrom is not null) car.LiftUntil = opening[^1].Until;
    }

    /// <summary>It has its lift from when one is free, if that is before it is ready, until then.</summary>
    private void DoUntil(Car car, DateTimeOffset from, DateTimeOffset told)
    {
        foreach (var open in opening)
        {
            var start = Later(from, open.From);
            var end = Earlier(told, open.Until);
            if (start >= end) continue;
            car.LiftFrom ??= start;
            car.LiftUntil = end;
            car.LeftSeconds = Math.Max(0, car.LeftSeconds - (int)(end - start).TotalSeconds);
        }

        if (opening.Count == 0 || told <= opening[^1].Until) car.LeftSeconds = 0;
    }

    private IEnumerable<LiftLoad> Quarters(Calendar calendar)
    {
        foreach (var open in opening)
        {
            for (var from = open.From; from < open.Until; from += Quarter)
            {
                var until = from + Quarter;
                var busy = cars.Count(car => car.LiftFrom <= from && car.LiftUntil > from);
                var present = cars.Count(car => car.Ready <= from && (car.Leaves is null || car.Leaves > from));
                yield return new LiftLoad(
                    workshop.WorkshopId,
                    calendar.Local(from),
                    cars.Count(car => !car.IsFromBefore && car.CheckIn >= from && car.CheckIn < until),
                    workshop.ReceptionPerQuarter,
                    busy,
                    Math.Min(workshop.Lifts, workshop.Technicians),
                    Math.Max(0, present - busy),
                    workshop.Parking);
            }
        }
    }

    private static DateTimeOffset[] Free(int count)
    {
        var free = new DateTimeOffset[count];
        Array.Fill(free, DateTimeOffset.MinValue);
        return free;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
