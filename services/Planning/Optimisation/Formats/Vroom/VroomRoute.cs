namespace Routing.Optimisation.Formats.Vroom;

/// <summary>
/// One vehicle's visits and breaks in their order, and when each begins. Breaks have no place: what has not been travelled
/// when one begins is travelled after it, and waiting for one uses up travel first.
/// </summary>
internal sealed class VroomRoute
{
    private readonly VroomProblem problem;
    private readonly VroomTravel empty;
    private readonly VroomTravel loaded;

    public VroomVehicle Vehicle { get; }

    /// <summary>Without start and end.</summary>
    public IReadOnlyList<VroomVisit> Visits { get; }

    /// <summary>By visit: when it begins; and when the vehicle leaves and is back.</summary>
    public long[] Begin { get; }
    public long Leave { get; set; }
    public long Back { get; set; }

    public VroomRoute(VroomProblem problem, (VroomTravel Empty, VroomTravel Loaded) travel, VroomVehicle vehicle, IReadOnlyList<VroomVisit> visits)
    {
        (this.problem, empty, loaded, Vehicle, Visits) = (problem, travel.Empty, travel.Loaded, vehicle, visits);
        Begin = new long[visits.Count];
    }

    /// <summary>Where a visit takes place; null for a break.</summary>
    public VroomStop? StopOf(int visit)
    {
        var (kind, task, _, _) = Visits[visit];
        return task < 0 ? null : kind switch
        {
            VroomStepKind.Job => problem.Jobs[task].Stop,
            VroomStepKind.Pickup => problem.Shipments[task - problem.Jobs.Count].Pickup,
            _ => problem.Shipments[task - problem.Jobs.Count].Delivery,
        };
    }

    public IReadOnlyList<VroomWindow> WindowsOf(int visit) => StopOf(visit)?.Windows ?? Vehicle.Breaks[Visits[visit].Break].Windows;

    public (long Setup, long Service) ActionOf(int visit)
    {
        if (StopOf(visit) is not { } stop)
            return (0, Vehicle.Breaks[Visits[visit].Break].Service);
        return (PlaceBefore(visit) == stop.Place.Index ? 0 : stop.SetupFor(Vehicle), stop.ServiceFor(Vehicle));
    }

    /// <summary>The place of the stop before, past breaks; null on an open route's first leg.</summary>
    public int? PlaceBefore(int visit)
    {
        for (var i = visit - 1; i >= 0; i--)
        {
            if (StopOf(i) is { } stop)
                return stop.Place.Index;
        }

        return Vehicle.Start?.Index;
    }

    /// <summary>Seconds and metres of the leg to the visit's stop; of the one home for the number of visits.</summary>
    public (long Seconds, long Metres, double Cost) LegTo(int visit)
    {
        var to = visit < Visits.Count ? StopOf(visit)?.Place.Index : Vehicle.End?.Index;
        var travel = IsLoadedBefore(visit) ? loaded : empty;
        return PlaceBefore(visit) is { } from && to is { } place
            ? (travel.Seconds(from, place), travel.Metres(from, place), travel.Cost(from, place))
            : (0, 0, 0);
    }

    /// <summary>Whether something has been picked up and not yet been delivered when the visit is reached.</summary>
    public bool IsLoadedBefore(int visit)
    {
        var onBoard = 0;
        for (var i = 0; i < visit; i++)
            onBoard += Visits[i].Kind == VroomStepKind.Pickup ? 1 : Visits[i].Kind == VroomStepKind.Delivery ? -1 : 0;
        return onBoard > 0;
    }

    /// <summary>The next stop at or after the visit, past breaks: the end of the leg on which a break lies.</summary>
    public int StopFrom(int visit)
    {
        while (visit < Visits.Count && StopOf(visit) is null)
            visit++;
        return visit;
    }

    /// <summary>
    /// Begins each visit as soon as its windows allow, leaving as late as the earliest end allows. False: a window is missed.
    /// </summary>
    public bool Schedule()
    {
        var least = Vehicle.Hours?.Start ?? 0;
        if (!Run(least))
            return false;

        // Leaving later never ends earlier, so the last departure with this end is found by halving.
        var (end, low, high) = (Back, least, Back);
        while (low < high)
        {
            var middle = low + (high - low + 1) / 2;
            if (Run(middle) && Back == end)
                low = middle;
            else
                high = middle - 1;
        }

        return Run(low);
    }

    private bool Run(long leave)
    {
        var (now, ahead) = (leave, LegTo(StopFrom(0)).Seconds);
        for (var i = 0; i < Visits.Count; i++)
        {
            var isBreak = StopOf(i) is null;
            var windows = WindowsOf(i);
            var arrival = isBreak ? now : now + ahead;
            var begin = windows.Count == 0 ? arrival : long.MaxValue;
            for (var w = windows.Count - 1; w >= 0 && arrival <= windows[w].End; w--)
                begin = Math.Max(arrival, windows[w].Start);
            if (begin == long.MaxValue)
                return false;
            var (setup, service) = ActionOf(i);
            ahead = isBreak ? Math.Max(0, ahead - (begin - now)) : LegTo(StopFrom(i + 1)).Seconds;
            now = begin + setup + service;
            Begin[i] = begin;
        }

        (Leave, Back) = (leave, now + ahead);
        return Back <= (Vehicle.Hours?.End ?? long.MaxValue);
    }
}
