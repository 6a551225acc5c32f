using NodaTime;
using NodaTime.Text;
using Routing.Contracts.Values;
using Routing.Drivers.Stops;

namespace Routing.Drivers.Sheets;

/// <summary>A route sheet in words, as it is printed: the PDF and the page say the same.</summary>
/// <param name="Title">Whose route on which day.</param>
/// <param name="Driver">The driver's name.</param>
/// <param name="Day">The day in words.</param>
/// <param name="Area">The area's name.</param>
/// <param name="Shift">From when until when, local.</param>
/// <param name="Means">The driver's own means in words.</param>
/// <param name="Version">The plan version.</param>
/// <param name="Link">What the QR code opens.</param>
/// <param name="Totals">Kilometres in cars and by own means.</param>
/// <param name="Stops">The stops in order.</param>
internal sealed record SheetView(
    string Title, string Driver, string Day, string Area, string Shift, string Means, int Version, string Link, string Totals,
    IReadOnlyList<StopView> Stops)
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");
    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture("dddd d MMMM uuuu");

    public const string Attribution = "Map data © OpenStreetMap contributors";

    public static SheetView Of(RouteSheet sheet, IReadOnlyDictionary<(Guid, int), StopProgress> progress, string area, string link)
    {
        var zone = DateTimeZoneProviders.Tzdb[sheet.TimeZone];
        var stops = new List<StopView>();
        var number = 0;
        var next = 0;
        foreach (var stop in sheet.Stops)
        {
            var known = stop.MoveId is { } move ? progress.GetValueOrDefault((move, stop.StopIndex)) : null;
            var state = known is { HasFailed: true } ? StopState.Failed : known is { IsDone: true } || stop.Done ? StopState.Done : StopState.Ahead;
            if (stop.MoveId is not null) number++;
            var isNext = state == StopState.Ahead && stop.MoveId is not null && next++ < 2;
            stops.Add(new StopView(
                stop.MoveId is not null ? number : null,
                Verb(stop),
                (IsCourtesy(sheet, stop) ? stop.CourtesyCar?.Vehicle : stop.Vehicle)?.Plate,
                stop.Vehicle is { } car ? Describe(car, stop, IsCourtesy(sheet, stop)) : null,
                stop.Place.Address ?? Pin(stop.Place),
                Local(known?.Eta ?? stop.Eta),
                stop.Window is { } window ? $"{Local(window.From)}–{Local(window.Until)}" : null,
                stop.ServiceSeconds > 0 ? $"{Math.Max(1, stop.ServiceSeconds / 60)} min here" : null,
                state,
                isNext,
                stop.Place,
                stop.Leg is { } leg && !LegView.IsNothing(leg) ? LegView.Of(leg) : null));
        }

        var day = Date.Format(LocalDate.FromDateOnly(sheet.Day));
        double loaded = sheet.Stops.Sum(stop => stop.Leg is { Loaded: true } leg ? leg.DistanceMetres : 0);
        double empty = sheet.Stops.Sum(stop => stop.Leg is { Loaded: false } leg ? leg.DistanceMetres : 0);
        return new SheetView(
            $"{sheet.DriverName}, {day}", sheet.DriverName, day, area, $"{Local(sheet.Shift.From)}–{Local(sheet.Shift.Until)}",
            LegView.Name(sheet.Means), sheet.PlanVersion, link,
            $"{number} stops · {LegView.Kilometres(loaded)} in cars · {LegView.Kilometres(empty)} by own means", stops);

        string Local(DateTimeOffset at) => Clock.Format(Instant.FromDateTimeOffset(at).InZone(zone).TimeOfDay);
    }

    private static string Verb(RouteStop stop) => stop.Kind switch
    {
        StopKind.Start => "Start",
        StopKind.Collect => "Collect",
        StopKind.CheckIn => "Check in",
        StopKind.PickUp => "Pick up",
        StopKind.Return => "Return",
        StopKind.Swap => "Swap",
        StopKind.Charge => "Charge",
        StopKind.Break => "Break",
        StopKind.End => "End of shift",
        _ => stop.Kind.ToString(),
    };

    /// <summary>What is picked up for a swap, and what the return after it brings in, is not the customer's car.</summary>
    private static bool IsCourtesy(RouteSheet sheet, RouteStop stop) =>
        (stop.Kind == StopKind.PickUp && sheet.Stops.Any(other => other.MoveId == stop.MoveId && other.Kind == StopKind.Swap))
        || (stop.Kind == StopKind.CheckIn && sheet.Stops.Any(other => other.MoveId == stop.MoveId && other.Kind == StopKind.Return));

    private static string Describe(Vehicle car, RouteStop stop, bool isCourtesy)
    {
        if (isCourtesy && stop.Kind == StopKind.CheckIn) return $"The courtesy car that stood in for {car.Plate}{Lent(stop)}";
        if (isCourtesy) return $"A courtesy car, to be swapped for {car.Plate}{Lent(stop)}";
        var name = string.Join(' ', new[] { car.Make, car.Model }.Where(part => !string.IsNullOrWhiteSpace(part)));
        var gearbox = car.Gearbox == Gearbox.Manual ? "manual" : "automatic";
        var parts = new[] { name, car.Colour, gearbox, car.Drive.ToString().ToLowerInvariant() }.Where(part => !string.IsNullOrWhiteSpace(part));
        var text = string.Join(" · ", parts);
        return stop switch
        {
            { Kind: StopKind.Swap, CourtesyCar: { } lent } => $"Hand over the courtesy car {lent.Vehicle.Plate}{(lent.IsContractSigned ? "" : " (its contract is not signed yet)")}, take: {text}",
            { Kind: StopKind.Swap } => $"Hand over the courtesy car, take: {text}",
            { Kind: StopKind.Return, CourtesyCar: { } back } => $"{text} · take back the courtesy car {back.Vehicle.Plate}",
            _ => text,
        };
    }

    /// <summary>What tells it from the others in the yard.</summary>
    private static string Lent(RouteStop stop) =>
        stop.CourtesyCar is not { Vehicle: var lent } ? ""
        : ": " + string.Join(" · ", new[]
        {
            string.Join(' ', new[] { lent.Make, lent.Model }.Where(part => !string.IsNullOrWhiteSpace(part))), lent.Colour,
            lent.Gearbox == Gearbox.Manual ? "manual" : "automatic", lent.EnergyPercent is { } left ? $"{left} % {(lent.Drive == Drive.Electric ? "charged" : "fuel")}" : null,
        }.Where(part => !string.IsNullOrWhiteSpace(part)));

    private static string Pin(Place place) => FormattableString.Invariant($"{place.Lat:F5}, {place.Lon:F5}");
}

/// <summary>How far a stop has got.</summary>
internal enum StopState
{
    Ahead,
    Done,
    Failed,
}

/// <summary>One stop in words.</summary>
/// <param name="Number">From 1; null at the start, a break and the end.</param>
/// <param name="Verb">What is done.</param>
/// <param name="Plate">The car's plate; null where there is none.</param>
/// <param name="Vehicle">The car; null where there is none.</param>
/// <param name="Address">Where.</param>
/// <param name="Eta">The present estimate, local.</param>
/// <param name="Promised">The promised window, local; null where nothing was promised.</param>
/// <param name="Service">How long it takes; null when not known.</param>
/// <param name="State">How far it has got.</param>
/// <param name="IsNext">True for the two stops that come next.</param>
/// <param name="Place">Where, on the map.</param>
/// <param name="Leg">The way there; null at the first stop.</param>
internal sealed record StopView(
    int? Number, string Verb, string? Plate, string? Vehicle, string Address, string Eta, string? Promised, string? Service,
    StopState State, bool IsNext, Place Place, LegView? Leg);
