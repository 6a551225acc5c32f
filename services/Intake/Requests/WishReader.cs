using FluentValidation;
using FluentValidation.Results;
using Microsoft.Extensions.Options;
using Routing.Contracts.Values;
using Routing.Intake.Places;
using Routing.Intake.Workshops;

namespace Routing.Intake.Requests;

/// <summary>What became of a wish: details (and the contact, where one was given), or what is wrong with it.</summary>
internal sealed record WishReading(RequestDetails? Details, Contact? Contact, IReadOnlyList<ValidationFailure> Failures);

/// <summary>Checks a wish whole, form and places, so that all that is wrong is told at once.</summary>
internal sealed class WishReader(WishValidator validator, SlotWishValidator slotValidator, PlaceFinder finder, ServiceAreas serviceAreas, IOptions<IntakeOptions> options)
{
    /// <summary>Throws <see cref="MapsUnavailableException"/> when places cannot be checked.</summary>
    public async Task<WishReading> Read(Wish wish, WishTerms terms, CancellationToken cancellationToken)
    {
        var result = wish is SlotWish slots
            ? await slotValidator.ValidateAsync(terms.ContextOf(slots), cancellationToken)
            : await validator.ValidateAsync(terms.ContextOf(wish), cancellationToken);
        var failures = result.Errors;

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.MapsTimeoutSeconds));
        IReadOnlyList<FoundPlace> found;
        try
        {
            var searches = (wish.Places ?? []).Select((place, i) => Find(place, $"{nameof(Wish.Places)}[{i}]", failures, limit.Token)).ToList();
            var returnSearch = Find(wish.ReturnPlace, nameof(Wish.ReturnPlace), failures, limit.Token);
            found = await Task.WhenAll([.. searches, returnSearch]);
            failures = [.. failures, .. found.Select(f => f.Failure).OfType<ValidationFailure>()];
        }
        catch (Exception exception) when (failures.Count > 0 && exception is MapsUnavailableException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // What is known to be wrong is worth more to the caller than to wait for the rest.
            return new(null, null, failures);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MapsUnavailableException($"Maps did not answer within {options.Value.MapsTimeoutSeconds} s.");
        }

        if (terms.Workshop is { } workshop) failures = [.. failures, .. await Outside(workshop, found, terms.Previous, cancellationToken)];
        return failures.Count > 0
            ? new(null, null, failures)
            : new(Details(wish, terms, [.. found.SkipLast(1).Select(f => f.Place!)], found[^1].Place), ContactOf(wish, terms), []);
    }

    /// <summary>Places that the workshop does not come to, those apart to which it had agreed to come.</summary>
    private async Task<IEnumerable<ValidationFailure>> Outside(Workshop workshop, IReadOnlyList<FoundPlace> found, RequestDetails? previous, CancellationToken cancellationToken)
    {
        List<Place?> agreed = previous is null ? [] : [.. previous.Places.Select(place => place.Place), previous.ReturnPlace];
        var given = found.Where(f => f.Place is { } place && !agreed.Exists(known => known?.Lon == place.Lon && known.Lat == place.Lat)).ToList();
        var refusals = await serviceAreas.Refusals(workshop, given.ConvertAll(f => f.Place!), cancellationToken);
        return given.Zip(refusals).Where(pair => pair.Second is not null).Select(pair => new ValidationFailure(pair.First.Field, pair.Second));
    }

    /// <summary>A place, the field that says where it is, and what is wrong; neither place nor failure where none was given.</summary>
    private readonly record struct FoundPlace(Place? Place, string Field, ValidationFailure? Failure);

    private async Task<FoundPlace> Find(
        PlaceInput? input, string path, IReadOnlyList<ValidationFailure> failures, CancellationToken cancellationToken)
    {
        // A place whose form is wrong has been told about; hours that are wrong do not matter to where it is.
        if (input is null || failures.Any(f => f.PropertyName == path || (f.PropertyName.StartsWith(path + ".", StringComparison.Ordinal) && !f.PropertyName.Contains(".Hours", StringComparison.Ordinal))))
            return default;
        var finding = await finder.Find(input, cancellationToken);
        var field = finding.Field is null ? path : $"{path}.{finding.Field}";
        return finding.Problem is null ? new(finding.Place, field, null) : new(null, field, new(field, finding.Problem));
    }

    private RequestDetails Details(Wish wish, WishTerms terms, IReadOnlyList<Place> found, Place? returnPlace)
    {
        var previous = terms.Previous;
        var hasCollection = terms.HasCollection(wish);
        var hasReturn = terms.HasReturn(wish);
        IReadOnlyList<PlaceHours> places = !hasCollection ? []
            : wish.Places is null ? Known(wish, terms)
            : [.. found.Select((place, i) => new PlaceHours(place, Hours(wish.Places[i]!.Hours, wish, terms)) { Weekly = WeeklyHours.Said(wish.Places[i]!.Hours) })];
        return new()
        {
            WorkshopId = terms.Workshop!.Id,
            Vehicle = wish.Vehicle is { } car
                ? new(car.Plate!.Trim().ToUpperInvariant(), Text(car.Make), Text(car.Model), Text(car.Colour), car.Gearbox ?? Gearbox.Manual, car.Drive ?? Drive.Petrol)
                {
                    CannotBeDriven = car.CannotBeDriven ?? false,
                    RangeMetres = car.RangeKm * 1000 ?? RangeOf(car),
                    EnergyPercent = car.EnergyPercent,
                    LicenceClass = Text(car.LicenceClass)?.ToUpperInvariant(),
                    Value = car.Value,
                    InsuredUntil = car.InsuredUntil,
                    InspectedUntil = car.InspectedUntil,
                    VinEnd = Text(car.VinEnd)?.ToUpperInvariant(),
                }
                : previous!.Vehicle,
            CollectionMoveId = hasCollection ? previous?.CollectionMoveId ?? Guid.CreateVersion7(terms.Now) : null,
            Places = places,
            Windows = !hasCollection ? [] : Windows(wish.Windows, terms) ?? previous?.Windows ?? [],
            Swap = hasCollection && (wish.Swap ?? previous?.Swap ?? false),
            CourtesyWish = !hasCollection || !(wish.Swap ?? previous?.Swap ?? false) ? null
                : wish.Courtesy is { } courtesy ? (courtesy.Gearbox is null && Text(courtesy.Class) is null ? null : new CourtesyWish(courtesy.Gearbox, Text(courtesy.Class)))
                : previous?.CourtesyWish,
            ReturnMoveId = hasReturn ? previous?.ReturnMoveId ?? Guid.CreateVersion7(terms.Now) : null,
            ReturnPlace = hasReturn ? returnPlace ?? previous?.ReturnPlace ?? found.FirstOrDefault() ?? previous?.Places.FirstOrDefault()?.Place : null,
            ReturnWindows = !hasReturn ? [] : Windows(wish.ReturnWindows, terms) ?? previous?.ReturnWindows ?? [],
            WorkSeconds = wish.WorkMinutes * 60 ?? previous?.WorkSeconds ?? options.Value.WorkMinutes * 60,
            Priority = wish.Priority ?? previous?.Priority ?? 0,
            WorkOrder = Text(wish.WorkOrder) ?? previous?.WorkOrder,
            Hold = terms.IsPlaceAsked(wish) ? Held(wish, terms) : null,
        };
    }

    /// <summary>Of an electric car, by its charge and a careful guess at how far it gets with a whole one; null: far enough.</summary>
    private int? RangeOf(VehicleInput car) =>
        car is { Drive: Drive.Electric, EnergyPercent: { } percent } ? percent * options.Value.ElectricRangeKm * 10 : null;

    private LiftHold? Held(Wish wish, WishTerms terms)
    {
        var known = terms.Previous?.Hold;
        if (wish.LiftFrom is null && (known is null || wish.HoldUntil is null)) return known;
        var from = wish.LiftFrom is null ? known!.From : LocalInstant.Read(wish.LiftFrom, terms.Zone).Instant!.Value;
        if (wish.HoldUntil is not null) return new(from, LocalInstant.Read(wish.HoldUntil, terms.Zone).Instant!.Value);

        // There has to be time left to fetch the car; for an appointment that is near, half of what is left.
        DateTimeOffset[] ends = [terms.Now.AddHours(options.Value.HoldHours), from.AddHours(-options.Value.HoldLeadHours)];
        var until = known is not null && known.Until <= from ? known.Until : ends.Min();
        return new(from, until > terms.Now ? until : terms.Now + ((from - terms.Now) / 2));
    }

    /// <summary>Where the car was said to be. Hours of weekdays go on for offers, and for a window that was chosen among them.</summary>
    private static IReadOnlyList<PlaceHours> Known(Wish wish, WishTerms terms)
    {
        if (terms.Previous is not { } previous) return [];
        var days = wish is SlotWish slots ? slots.Days ?? 0
            : Windows(wish.Windows, terms) is { Count: > 0 } chosen && !chosen.SequenceEqual(previous.Windows) ? (int)(chosen.Max(window => window.Until) - terms.Now).TotalDays + 1
            : -1;
        return days < 0 ? previous.Places : [.. previous.Places.Select(place => place.SpelledAnew(terms.Zone, terms.Now, Math.Max(WeeklyHours.Days, days)))];
    }

    private static IReadOnlyList<Window> Hours(IReadOnlyList<HoursInput?>? hours, Wish wish, WishTerms terms) =>
    [
        .. (hours ?? []).SelectMany(h => h!.Weekdays is { } weekdays
            ? WeeklyHours.Spell([.. weekdays], WeeklyHours.Read(h.From)!, WeeklyHours.Read(h.Until)!, terms.Zone, terms.Now, Math.Max(WeeklyHours.Days, (wish as SlotWish)?.Days ?? 0))
            : Windows([new(h.From, h.Until)], terms)!).OrderBy(window => window.From),
    ];

    private static IReadOnlyList<Window>? Windows(IReadOnlyList<WindowInput?>? windows, WishTerms terms) =>
        windows is null ? null
        : [.. windows.Select(w => new Window(LocalInstant.Read(w!.From, terms.Zone).Instant!.Value, LocalInstant.Read(w.Until, terms.Zone).Instant!.Value)).OrderBy(w => w.From)];

    private static Contact? ContactOf(Wish wish, WishTerms terms) =>
        wish.Contact is not { } given ? null
        : new(
            given.Name!.Trim(),
            Text(given.Email),
            Text(given.Phone) is { } phone ? PhoneNumber.Read(phone, terms.Workshop!.Country) : null,
            Text(given.Language) ?? "en",
            Text(given.NoteForDriver),
            given.FewMessages ?? false);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
