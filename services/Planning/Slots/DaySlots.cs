using Routing.Contracts.Intake;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Optimisation.Reasons;
using Routing.Optimisation.Search;
using Routing.Planning.Days;
using Routing.Planning.Plans;
using Routing.Planning.Roads;
using Reason = Routing.Contracts.Values.Reason;
using Window = Routing.Contracts.Values.Window;

namespace Routing.Planning.Slots;

/// <summary>The windows that one day's plan has room for.</summary>
internal static class DaySlots
{
    /// <param name="Day">The day.</param>
    /// <param name="Place">Where.</param>
    /// <param name="Window">When.</param>
    /// <param name="AddedCents">What it adds to the plan's cost.</param>
    /// <param name="CheckedIn">About when the car would be at the workshop.</param>
    /// <param name="ReadyAt">When it would be ready; null when not on this day, or for a return.</param>
    public sealed record Offer(DateOnly Day, Place Place, Window Window, double AddedCents, DateTimeOffset CheckedIn, DateTimeOffset? ReadyAt)
    {
        /// <summary>True where the car is there in time for the lift that is held for it.</summary>
        public bool KeepsLift { get; init; }

        /// <summary>True where the car is charged on its way to the workshop.</summary>
        public bool IsCharged { get; init; }
    }

    /// <param name="state">The day, with the request in it and not yet planned.</param>
    /// <param name="request">The request.</param>
    /// <param name="workshop">Its workshop.</param>
    /// <param name="now">The clock.</param>
    /// <param name="roads">The roads.</param>
    /// <param name="options">Length and step of windows.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static (IReadOnlyList<Offer> Slots, Reason? Reason) Of(
        DayState state, PickupRequested request, WorkshopChanged workshop, DateTimeOffset now, RoadsInUse roads, PlanningOptions options, CancellationToken cancellation)
    {
        var moveId = request.Details.CollectionMoveId ?? request.Details.ReturnMoveId!.Value;
        var model = DayModel.Build(state, now, roads, options, cancellation);
        if (!model.Moves.TryGetValue(moveId, out var move)) return ([], model.Impossible.GetValueOrDefault(moveId));
        var (problem, plan) = Planner.InForce(model, moveId);
        var candidate = problem.Jobs.First(job => job.Id == moveId);
        var stopIndex = move.Stops.ToList().FindIndex(stop => stop.IsAtCustomer);
        var windows = Windows(model, workshop, options);
        var asked = windows.ConvertAll(window => new QuoteWindow(stopIndex, new Optimisation.Model.Window(model.Clock.Seconds(window.From), model.Clock.Seconds(window.Until))));
        var quotes = Solver.Quote(problem, plan, candidate, asked);
        var places = MoveStops.Places(move.Move, request.Details);
        var slots = new List<Offer>();
        foreach (var group in quotes.Select((quote, i) => (Quote: quote, Window: windows[i / candidate.Stops[stopIndex].Alternatives.Count])).GroupBy(pair => pair.Window))
        {
            var possible = group.Where(pair => pair.Quote.IsFeasible)
                .Select(pair => (pair.Quote, Window: Within(pair.Window, model.Clock.At(pair.Quote.ServiceStart), places[move.Places[pair.Quote.Alternative]].Hours, MoveStops.Wishes(move.Move, request.Details), options)))
                .Where(pair => pair.Window is not null).ToList();
            if (possible.Count == 0) continue;
            var (quote, offered) = possible.MinBy(pair => pair.Quote.AddedCents);
            var window = offered!;
            var checkedIn = model.Clock.At(quote.ServiceStart + candidate.Stops.Skip(stopIndex).Sum(stop => stop.ServiceSeconds) + DriveSeconds(model, candidate, stopIndex, quote.Alternative));
            DateTimeOffset? ready = move.Move.Kind == MoveKind.Return
                ? null
                : LiftLoads.ReadyAt(state, workshop, checkedIn, request.Details.WorkSeconds, request.Details.Vehicle.Drive == Drive.Electric);
            slots.Add(new Offer(state.Day, places[move.Places[quote.Alternative]].Place, window, quote.AddedCents, checkedIn, ready) { IsCharged = move.Stops.Any(stop => stop.Charge is not null) });
        }

        if (slots.Count > 0) return (slots, null);

        // What fits as things are has its only time between the windows that are offered.
        return Solver.Explain(problem, plan, moveId, keepsPromises: true) is { Code: not ReasonCode.NotPlanned } reason ? ([], Reasons.ToWire(reason, moveId, model)) : ([], null);
    }

    /// <summary>
    /// What would be promised of a window: no more than the hours at which the car is there and that are wished. Null for a rest that is
    /// less than half a window, unless that is all there is.
    /// </summary>
    private static Window? Within(Window window, DateTimeOffset at, IReadOnlyList<Window> hours, IReadOnlyList<Window> wishes, PlanningOptions options)
    {
        var (from, until) = (DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        foreach (var allowed in new[] { hours, wishes }.Where(list => list.Count > 0))
        {
            if (allowed.FirstOrDefault(each => each.From <= at && at <= each.Until) is not { } around) continue;
            if (around.From > from) from = around.From;
            if (around.Until < until) until = around.Until;
        }

        var cut = new Window(from > window.From ? from.ToOffset(window.From.Offset) : window.From, until < window.Until ? until.ToOffset(window.Until.Offset) : window.Until);
        var isLong = cut.Until - cut.From >= TimeSpan.FromMinutes(options.PromiseMinutes / 2.0);
        return isLong || (cut.From == from && cut.Until == until) ? cut : null;
    }

    private static int DriveSeconds(DayModel model, Optimisation.Model.Job job, int stopIndex, int alternative)
    {
        var matrix = model.Problem.Matrices[job.CannotBeDriven ? (int)Means.Transporter : Points.Loaded];
        var from = job.Stops[stopIndex].Alternatives[alternative].Location;
        var seconds = 0;
        foreach (var to in job.Stops.Skip(stopIndex + 1).Select(stop => stop.Alternatives[0].Location))
        {
            seconds += Math.Max(0, matrix.Durations[(from * matrix.Size) + to]);
            from = to;
        }

        return seconds;
    }

    /// <summary>From step to step while the workshop is open, none that is half over.</summary>
    private static List<Window> Windows(DayModel model, WorkshopChanged workshop, PlanningOptions options)
    {
        var windows = new List<Window>();
        var length = TimeSpan.FromMinutes(options.PromiseMinutes);
        foreach (var open in model.Clock.Calendar.Opening(workshop, model.State.Day))
        {
            for (var from = open.From; from + length <= open.Until; from += TimeSpan.FromMinutes(options.SlotStepMinutes))
            {
                if (from >= model.Now) windows.Add(new Window(model.Clock.Calendar.Local(from), model.Clock.Calendar.Local(from + length)));
            }
        }

        return windows;
    }
}
