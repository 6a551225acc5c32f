using System.Text.Json;
using Routing.Contracts;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Areas;
using Routing.Planning.Days;
using Routing.Planning.Roads;

namespace Routing.Planning.Plans;

/// <summary>What a plan says to the log and to the world: only what changed. Made before the transaction that tells it.</summary>
internal sealed class Publication
{
    private readonly DayState state;
    private readonly PlanOutcome outcome;
    private readonly PlanningOptions options;
    private readonly SheetWriter sheets;
    private readonly Calendar calendar;
    private readonly Dictionary<Guid, RouteState> routes;
    private readonly Dictionary<Guid, MoveState> moves;
    private readonly List<object> messages = [];
    private readonly int version;

    private Publication(DayState state, PlanOutcome outcome, RoadsInUse roads, PlanningOptions options)
    {
        this.state = state;
        this.outcome = outcome;
        this.options = options;
        calendar = Calendar.Of(state.TimeZone);
        routes = outcome.Routes.ToDictionary();
        moves = outcome.Moves.ToDictionary();
        sheets = new SheetWriter(state, moves, roads);
        version = state.Version + 1;
    }

    /// <summary>Null when there is nothing that anybody should know.</summary>
    public PlanPublishedEntry? Entry { get; private set; }

    /// <summary>In the order in which they are sent; empty for an entry that only settles the state.</summary>
    public IReadOnlyList<object> Messages => messages;

    public static Publication Of(DayState state, PlanOutcome outcome, string cause, RoadsInUse roads, PlanningOptions options, CancellationToken cancellation)
    {
        var publication = new Publication(state, outcome, roads, options);
        publication.Make(cause, cancellation);
        return publication;
    }

    private void Make(string cause, CancellationToken cancellation)
    {
        var isDraft = !state.AutoPublish && !state.IsPublishWanted;
        if (!isDraft) SendRoutes(cancellation);
        var differs = isDraft && routes.Values.Any(route => route.Stops.Count > 0 ? sheets.Fingerprint(route, cancellation) != route.Sent : route.Sent is not null);
        foreach (var move in moves.Values.OrderBy(move => move.MoveId).ToList()) Tell(move, isDraft);
        foreach (var route in routes.Values.OrderBy(route => route.DriverId).ToList()) TellEstimates(route);
        foreach (var answer in outcome.Answers) messages.Add(AnswerMessage(answer));
        var isTold = messages.Count > 0 || outcome.HandedOn.Count > 0 || (!isDraft && state.IsDraft);
        if (isTold && !isDraft) messages.Add(Summary(cause));
        var settles = state.Cause is not null || state.Moves.Values.Any(move => move.Status == MoveStatus.Waiting);
        if (!isTold && !settles && differs == state.IsDraft) return;
        Entry = new PlanPublishedEntry
        {
            Version = isTold ? version : state.Version,
            IsDraft = isDraft && differs,
            At = outcome.At,
            Cause = cause,
            Routes = [.. routes.Values.Where(route => !Same(route, state.Routes.GetValueOrDefault(route.DriverId))).OrderBy(route => route.DriverId),
                .. state.Routes.Keys.Where(driver => !routes.ContainsKey(driver)).Select(driver => new RouteState { DriverId = driver, Stops = [] })],
            Moves = [.. moves.Values.Where(move => !Same(move, state.Moves.GetValueOrDefault(move.MoveId))).OrderBy(move => move.MoveId)],
            HandedOn = outcome.HandedOn,
            Answers = outcome.Answers,
            Staying = state.Staying.SequenceEqual(state.PlannedStaying) ? null : state.Staying,
        };
    }

    private void SendRoutes(CancellationToken cancellation)
    {
        var changed = new List<RouteState>();

        // Each asks the roads for its legs, most of which are known: side by side.
        var all = routes.Values.Where(route => route.Stops.Count > 0).ToList();
        var fingerprints = new string[all.Count];
        Parallel.For(0, all.Count, new ParallelOptions { CancellationToken = cancellation }, i => fingerprints[i] = sheets.Fingerprint(all[i], cancellation));
        var fingerprintOf = all.Zip(fingerprints).ToDictionary(pair => pair.First.DriverId, pair => pair.Second);
        foreach (var route in routes.Values.OrderBy(route => route.DriverId).ToList())
        {
            if (route.Stops.Count == 0)
            {
                if (route.Sent is null) continue;
                messages.Add(new RouteRevoked { DriverId = route.DriverId, Area = state.Area, Day = state.Day, PlanVersion = version });
                routes[route.DriverId] = route with { Sent = null };
                continue;
            }

            var fingerprint = fingerprintOf[route.DriverId];
            if (string.Equals(fingerprint, route.Sent, StringComparison.Ordinal)) continue;
            routes[route.DriverId] = route with { Sent = fingerprint };
            changed.Add(routes[route.DriverId]);
        }

        // Each sheet asks the roads for its legs: side by side.
        var written = new RouteSheet[changed.Count];
        Parallel.For(0, changed.Count, new ParallelOptions { CancellationToken = cancellation },
            i => written[i] = sheets.Write(changed[i], version, cancellation));
        messages.InsertRange(0, written.Select(sheet => new RouteAssigned { Sheet = sheet }));
    }

    private void Tell(MoveState move, bool isDraft)
    {
        if (!state.Requests.TryGetValue(move.RequestId, out var request) || move.Status == MoveStatus.Done) return;
        var (driverId, stop) = Placed(move.MoveId);
        if (driverId is { } driver && stop is not null && move.Promised is { } promised)
        {
            var told = new ToldMove(request.Revision, driver, promised, null, move.CourtesyCarId);
            if (move.Told == told || (isDraft && move.Told is { } before && before.Window == promised && before.DriverId is not null && before.Revision == request.Revision)) return;
            moves[move.MoveId] = move with { Told = told };
            messages.Add(new PickupScheduled
            {
                RequestId = move.RequestId,
                MoveId = move.MoveId,
                Kind = move.Kind,
                Revision = request.Revision,
                Area = state.Area,
                Day = state.Day,
                PlanVersion = version,
                Place = stop.Place,
                Window = promised,
                Eta = calendar.Local(stop.Eta),
                DriverId = driver,
                DriverName = state.Drivers[driver].Driver.Name,
                CourtesyCar = move.Kind == MoveKind.Swap ? SheetWriter.CourtesyCarOf(state, move) : null,
            });
            return;
        }

        if (move.Status is not (MoveStatus.Unserved or MoveStatus.Failed)) return;
        var reason = move.Reason ?? new Reason("unknown", "No reason was found.", null);
        var unserved = new ToldMove(request.Revision, null, move.Promised, reason.Code);
        if (move.Told == unserved) return;

        // A driver was there in vain: that is told once, whatever is wished afterwards.
        if (move is { Status: MoveStatus.Failed, Told: { DriverId: null } last } && string.Equals(last.Code, reason.Code, StringComparison.Ordinal)) return;
        moves[move.MoveId] = move with { Told = unserved };
        messages.Add(new PickupUnserved
        {
            RequestId = move.RequestId,
            MoveId = move.MoveId,
            Kind = move.Kind,
            Revision = request.Revision,
            Area = state.Area,
            Day = state.Day,
            PlanVersion = version,
            Promised = move.Promised,
            Reason = reason,
        });
    }

    private (Guid? Driver, PlannedStop? Stop) Placed(Guid moveId)
    {
        foreach (var route in routes.Values)
        {
            var stop = route.Stops.FirstOrDefault(stop => stop.MoveId == moveId && IsAtCustomer(stop));
            if (stop is not null && route.Stops.Any(other => other.MoveId == moveId && !other.IsDone)) return (route.DriverId, stop);
        }

        return (null, null);
    }

    private void TellEstimates(RouteState route)
    {
        var stops = route.Stops.ToList();
        for (var i = 0; i < stops.Count; i++)
        {
            var stop = stops[i];
            if (stop.IsDone) continue;
            if (stop.ToldEta is not { } told || !IsAtCustomer(stop) || stop.ArrivedAt is not null || !moves.TryGetValue(stop.MoveId!.Value, out var move))
            {
                stops[i] = stop with { ToldEta = stop.ToldEta ?? stop.Eta };
                continue;
            }

            var wasLate = move.Promised is { } promised && told > promised.Until;
            if (Math.Abs((stop.Eta - told).TotalSeconds) < options.EtaThresholdSeconds && wasLate == stop.LateSeconds > 0) continue;
            stops[i] = stop with { ToldEta = stop.Eta };
            messages.Add(new EtaChanged
            {
                RequestId = move.RequestId,
                MoveId = move.MoveId,
                StopIndex = stop.StopIndex,
                Area = state.Area,
                Day = state.Day,
                DriverId = route.DriverId,
                Eta = calendar.Local(stop.Eta),
                Window = move.Promised,
                LateSeconds = stop.LateSeconds,
                At = outcome.At,
            });
        }

        routes[route.DriverId] = route with { Stops = stops };
    }

    private object AnswerMessage(CommandAnswer answer) => answer.Refusal is { } refusal
        ? new CommandRefused { CommandId = answer.CommandId, Area = state.Area, Day = state.Day, Code = refusal.Code, Text = refusal.Text }
        : new CommandApplied { CommandId = answer.CommandId, Area = state.Area, Day = state.Day, PlanVersion = version };

    private PlanPublished Summary(string cause) => new()
    {
        Currency = options.Currency,
        Area = state.Area,
        Day = state.Day,
        Version = version,
        PublishedAt = outcome.At,
        Cause = cause,
        Routes = [.. routes.Values.Where(route => route.Stops.Count > 0).OrderBy(route => route.DriverId).Select(Totals)],
        Unserved = [.. moves.Values.Where(move => move.Status is MoveStatus.Unserved or MoveStatus.Failed && IsWished(move)).OrderBy(move => move.MoveId)
            .Select(move => new UnservedMove(move.RequestId, move.MoveId, move.Kind, move.Promised, move.Reason ?? new Reason("unknown", "No reason was found.", null)))],
        LiftLoads = LiftLoads.Of(state, outcome),
    };

    /// <summary>False for what was given up for another try, or with its request.</summary>
    private bool IsWished(MoveState move) =>
        !state.Requests.TryGetValue(move.RequestId, out var request) || move.MoveId == request.Details.CollectionMoveId || move.MoveId == request.Details.ReturnMoveId;

    private RouteTotals Totals(RouteState route) => new(
        route.DriverId,
        route.Stops.Where(stop => stop.MoveId is not null).Select(stop => stop.MoveId).Distinct().Count(),
        route.Stops.Where(stop => stop.IsLoaded).Sum(stop => stop.LegMetres),
        route.Stops.Where(stop => !stop.IsLoaded).Sum(stop => stop.LegMetres),
        calendar.Local(route.Stops[0].Departure),
        calendar.Local(route.Stops[^1].Eta))
    {
        CostCents = (int)Math.Round(RouteCosts.Cents(route, SheetWriter.MeansOf(state.Drivers[route.DriverId]), sheets.ShiftOf(state.Drivers[route.DriverId]), options)),
    };

    private static bool IsAtCustomer(PlannedStop stop) => stop.Kind is StopKind.Collect or StopKind.Return or StopKind.Swap;

    private static bool Same<T>(T a, T? b) =>
        string.Equals(JsonSerializer.Serialize(a, WireJson.Options), JsonSerializer.Serialize(b, WireJson.Options), StringComparison.Ordinal);
}
