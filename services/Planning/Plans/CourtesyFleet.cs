using System.Globalization;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Days;
using Calendar = Routing.Planning.Areas.Calendar;

namespace Routing.Planning.Plans;

/// <summary>
/// Which courtesy car goes to whom on a day, at workshops that have named theirs. What is kept for somebody stays theirs;
/// what was planned stays, as long as the car is there in time; the rest take what would do and has least to do, in the
/// order of their promises. Made anew for every plan; the same state gives the same answer.
/// </summary>
internal sealed class CourtesyFleet
{
    private readonly DayState state;
    private readonly DateTimeOffset now;
    private readonly int leastEnergyPercent;
    private readonly Calendar calendar;
    private readonly Dictionary<Guid, Guid> carOf = [];
    private readonly Dictionary<Guid, Reason> refused = [];
    private readonly Dictionary<Guid, int> uses = [];
    private readonly Dictionary<Guid, MoveState> swaps = []; // by request
    private readonly ILookup<Guid, MoveState> returns; // by request
    private readonly Dictionary<Guid, Guid> borrowers = []; // by car that a request's customer has: the request

    private CourtesyFleet(DayState state, DateTimeOffset now, int leastEnergyPercent)
    {
        (this.state, this.now, this.leastEnergyPercent) = (state, now, leastEnergyPercent);
        calendar = Calendar.Of(state.TimeZone);
        returns = state.Moves.Values.Where(move => move.Kind == MoveKind.Return).ToLookup(move => move.RequestId);
        foreach (var swap in state.Moves.Values.Where(move => move.Kind == MoveKind.Swap)) swaps.TryAdd(swap.RequestId, swap);
        foreach (var car in state.CourtesyCars.Values)
        {
            if (BorrowerOf(car) is { } request) borrowers[car.CourtesyCarId] = request;
        }
    }

    /// <param name="state">The day.</param>
    /// <param name="now">The clock, or what devices told when the day is played ahead of it.</param>
    /// <param name="leastEnergyPercent">With less fuel or charge, a car is not chosen.</param>
    public static CourtesyFleet Of(DayState state, DateTimeOffset now, int leastEnergyPercent)
    {
        var fleet = new CourtesyFleet(state, now, leastEnergyPercent);
        fleet.Assign();
        return fleet;
    }

    /// <summary>Whether a workshop has named its courtesy cars, so that their number follows from them.</summary>
    public bool Knows(Guid workshopId) => state.CourtesyCars.Values.Any(car => car.WorkshopId == workshopId);

    /// <summary>The courtesy car that a swap takes out, or that a return brings back; null when none is known.</summary>
    public CourtesyCarChanged? CarOf(MoveState move) =>
        carOf.TryGetValue(move.MoveId, out var id) ? state.CourtesyCars[id]
        : OutWith(move.RequestId)
            ?? (move.Kind == MoveKind.Return && swaps.TryGetValue(move.RequestId, out var swap) ? CarOf(swap) : null)
            ?? (move.CourtesyCarId is { } planned ? state.CourtesyCars.GetValueOrDefault(planned) : null);

    /// <summary>Why a swap gets none; null when it has one, or needs none.</summary>
    public Reason? Refuse(MoveState move) => refused.GetValueOrDefault(move.MoveId);

    /// <summary>From when on a car can go out by what was told; null when it is there, or comes back with a return of the day.</summary>
    public DateTimeOffset? BackAt(CourtesyCarChanged car) => IsAway(car) && !ComesBackByPlan(car) ? car.Loan?.DueBack : null;

    /// <summary>Whether a return of the day brings a car back, so that it cannot go out before that.</summary>
    public bool ComesBackByPlan(CourtesyCarChanged car) =>
        borrowers.TryGetValue(car.CourtesyCarId, out var request)
        && returns[request].Any(move => move.IsOpen || move.Status is MoveStatus.Begun or MoveStatus.OnBoard);

    private bool IsAway(CourtesyCarChanged car) => borrowers.ContainsKey(car.CourtesyCarId) || car.Loan is { IsOut: true, RequestId: null };

    /// <summary>
    /// The request whose customer has a car, or a driver on the way to them. Where the plan knows the move it tells, as in a day
    /// that is played again; else the loan does.
    /// </summary>
    private Guid? BorrowerOf(CourtesyCarChanged car)
    {
        if (car.Loan is { IsOut: true, RequestId: { } request })
        {
            // Of one that could not be handed over nobody knows here where it is, until the workshop says that it is back.
            return !swaps.TryGetValue(request, out var swap) || HasLeft(swap) || swap.Status == MoveStatus.Failed ? request : null;
        }

        return state.Moves.Values.FirstOrDefault(move => move.Kind == MoveKind.Swap && move.CourtesyCarId == car.CourtesyCarId && HasLeft(move)
            && car.Loan?.RequestId != move.RequestId
            && !returns[move.RequestId].Any(back => back.Status == MoveStatus.Done))?.RequestId;
    }

    private static bool HasLeft(MoveState swap) => swap.Status is MoveStatus.OnBoard or MoveStatus.Done;

    private void Assign()
    {
        var waiting = state.Moves.Values
            .Where(move => move is { Kind: MoveKind.Swap } && (move.IsOpen || move.Status == MoveStatus.Begun) && OutWith(move.RequestId) is null)
            .Where(move => state.Requests.TryGetValue(move.RequestId, out var request) && Knows(request.Details.WorkshopId))
            .OrderBy(move => KeptFor(move) is null)
            .ThenBy(move => move.Status != MoveStatus.Begun)
            .ThenBy(move => move.CourtesyCarId is null)
            .ThenBy(move => move.Promised?.From ?? DateTimeOffset.MaxValue)
            .ThenBy(move => move.MoveId).ToList();
        foreach (var move in waiting)
        {
            var kept = KeptFor(move);
            if ((kept ?? Planned(move)) is { } known && (kept is not null || move.Status == MoveStatus.Begun || IsInTime(known, move))) Take(move, known);
            else if (Choose(move) is { } chosen) Take(move, chosen);
        }

        foreach (var move in waiting) Explain(move);
    }

    private void Take(MoveState move, CourtesyCarChanged car)
    {
        carOf[move.MoveId] = car.CourtesyCarId;
        uses[car.CourtesyCarId] = uses.GetValueOrDefault(car.CourtesyCarId) + 1;
    }

    private CourtesyCarChanged? KeptFor(MoveState move) =>
        state.CourtesyCars.Values.FirstOrDefault(car => car.Loan is { IsKept: true } loan && loan.RequestId == move.RequestId);

    private CourtesyCarChanged? Planned(MoveState move) =>
        move.CourtesyCarId is { } id && state.CourtesyCars.TryGetValue(id, out var car) && Fits(car, move) && !IsKeptForOther(car, move) ? car : null;

    private CourtesyCarChanged? OutWith(Guid requestId) =>
        state.CourtesyCars.Values.FirstOrDefault(car => borrowers.TryGetValue(car.CourtesyCarId, out var request) && request == requestId);

    /// <summary>Twice on a day a car goes out only if it comes back in between.</summary>
    private CourtesyCarChanged? Choose(MoveState move) => state.CourtesyCars.Values
        .Where(car => Fits(car, move) && !IsKeptForOther(car, move) && IsInTime(car, move) && HasEnergy(car))
        .Where(car => uses.GetValueOrDefault(car.CourtesyCarId) == 0 || uses[car.CourtesyCarId] == Returns(car.CourtesyCarId))
        .OrderBy(car => uses.GetValueOrDefault(car.CourtesyCarId) + (ComesBackByPlan(car) ? 1 : 0))
        .ThenBy(car => BackAt(car) ?? DateTimeOffset.MinValue)
        .ThenBy(car => car.Vehicle.Plate, StringComparer.Ordinal)
        .FirstOrDefault();

    private bool Fits(CourtesyCarChanged car, MoveState move)
    {
        var details = state.Requests[move.RequestId].Details;
        return car.InService && car.WorkshopId == details.WorkshopId
            && (details.CourtesyWish?.Gearbox is not { } gearbox || car.Vehicle.Gearbox == gearbox)
            && (details.CourtesyWish?.Class is not { } wished || string.Equals(car.Class, wished, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsKeptForOther(CourtesyCarChanged car, MoveState move) => car.Loan is { IsKept: true } loan && loan.RequestId != move.RequestId;

    private bool HasEnergy(CourtesyCarChanged car) => car.Vehicle.EnergyPercent is not { } left || left >= leastEnergyPercent;

    /// <summary>Whether it can be there before the promised window is over or, without one, before the day is.</summary>
    private bool IsInTime(CourtesyCarChanged car, MoveState move) =>
        !IsAway(car) || ComesBackByPlan(car)
        || (car.Loan?.DueBack is { } due && due > now && due < (move.Promised?.Until ?? calendar.Midnight(state.Day.AddDays(1))));

    /// <summary>How many of the swaps that take it today bring it back today.</summary>
    private int Returns(Guid carId) => carOf.Count(taken => taken.Value == carId
        && returns[state.Moves[taken.Key].RequestId].Any(move => move.IsOpen));

    private void Explain(MoveState move)
    {
        var workshop = state.Workshops.GetValueOrDefault(state.Requests[move.RequestId].Details.WorkshopId)?.Name ?? "The workshop";
        if (carOf.TryGetValue(move.MoveId, out var id))
        {
            var car = state.CourtesyCars[id];
            if (move.Status == MoveStatus.Begun || IsInTime(car, move)) return;
            refused[move.MoveId] = Late(car, move);
            return;
        }

        var would = state.CourtesyCars.Values.Where(car => Fits(car, move)).ToList();
        if (would.Count == 0)
        {
            var wish = state.Requests[move.RequestId].Details.CourtesyWish;
            var words = string.Join(", ", new[] { wish?.Gearbox?.ToString().ToLowerInvariant(), wish?.Class }.OfType<string>());
            refused[move.MoveId] = new("courtesy-car-missing", $"{workshop} lends no courtesy car{(words.Length > 0 ? $" of that kind ({words})" : "")}.", "Book without a courtesy car, or wish for another kind.");
            return;
        }

        if (Planned(move) is { } lost && !IsInTime(lost, move)) refused[move.MoveId] = Late(lost, move);
        else if (would.TrueForAll(car => !HasEnergy(car)))
            refused[move.MoveId] = new("courtesy-car-empty", $"{workshop} has courtesy cars that would do, but they have less than {leastEnergyPercent} % of charge or fuel left.", "if they were charged or filled");
        else
        {
            var next = would.Where(car => IsAway(car) && car.Loan?.DueBack is not null).MinBy(car => car.Loan!.DueBack);
            var due = next is null ? "" : Text($" The next, {next.Vehicle.Plate}, is due back at {calendar.Local(next.Loan!.DueBack!.Value):yyyy-MM-dd HH:mm}.");
            refused[move.MoveId] = new("courtesy-car-out", $"Every courtesy car of {workshop} that would do is out or taken by another customer.{due}", "if one more were there, or one came back earlier");
        }
    }

    private Reason Late(CourtesyCarChanged car, MoveState move)
    {
        var by = move.Promised is { } promised ? Text($"if it were back by {calendar.Local(promised.Until):HH:mm}, or another courtesy car were kept for the customer") : "if it were back earlier, or another one were kept for the customer";
        var text = car.Loan?.DueBack switch
        {
            { } due when due > now => Text($"The courtesy car {car.Vehicle.Plate} comes back at {calendar.Local(due):HH:mm}, too late for it."),
            { } due => Text($"The courtesy car {car.Vehicle.Plate} was due back at {calendar.Local(due):HH:mm} and is not there."),
            _ => Text($"The courtesy car {car.Vehicle.Plate} is out, and nobody has said when it comes back."),
        };
        return new Reason("courtesy-car-late", text, by);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
