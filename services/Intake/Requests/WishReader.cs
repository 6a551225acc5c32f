using FluentValidation;
using FluentValidation.Results;
using Microsoft.Extensions.Options;
using Routing.Contracts.Values;
using Routing.Intake.Places;

namespace Routing.Intake.Requests;

/// <summary>What became of a wish: details (and the contact, where one was given), or what is wrong with it.</summary>
internal sealed record WishReading(RequestDetails? Details, Contact? Contact, IReadOnlyList<ValidationFailure> Failures);

/// <summary>Checks a wish whole, form and places, so that all that is wrong is told at once.</summary>
internal sealed class WishReader(WishValidator validator, SlotWishValidator slotValidator, PlaceFinder finder, IOptions<IntakeOptions> options)
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
        IReadOnlyList<Place?> places;
        Place? returnPlace;
        try
        {
            var searches = (wish.Places ?? []).Select((place, i) => Find(place, $"{nameof(Wish.Places)}[{i}]", failures, limit.Token)).ToList();
            var returnSearch = Find(wish.ReturnPlace, nameof(Wish.ReturnPlace), failures, limit.Token);
            var found = await Task.WhenAll([.. searches, returnSearch]);
            places = [.. found.Take(searches.Count).Select(f => f.Place)];
            returnPlace = found[^1].Place;
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

        return failures.Count > 0
            ? new(null, null, failures)
            : new(Details(wish, terms, places!, returnPlace), ContactOf(wish, terms), []);
    }

    private async Task<(Place? Place, ValidationFailure? Failure)> Find(
        PlaceInput? input, string path, IReadOnlyList<ValidationFailure> failures, CancellationToken cancellationToken)
    {
        // A place whose form is wrong has been told about; hours that are wrong do not matter to where it is.
        if (input is null || failures.Any(f => f.PropertyName == path || (f.PropertyName.StartsWith(path + ".", StringComparison.Ordinal) && !f.PropertyName.Contains(".Hours", StringComparison.Ordinal))))
            return (null, null);
        var finding = await finder.Find(input, cancellationToken);
        return finding.Problem is null
            ? (finding.Place, null)
            : (null, new(finding.Field is null ? path : $"{path}.{finding.Field}", finding.Problem));
    }

    private RequestDetails Details(Wish wish, WishTerms terms, IReadOnlyList<Place> found, Place? returnPlace)
    {
        var previous = terms.Previous;
        var hasCollection = terms.HasCollection(wish);
        var hasReturn = terms.HasReturn(wish);
        IReadOnlyList<PlaceHours> places = !hasCollection ? []
            : wish.Places is null ? previous?.Places ?? []
            : [.. found.Select((place, i) => new PlaceHours(place, Windows(wish.Places[i]!.Hours, terms) ?? []))];
        return new()
        {
            WorkshopId = terms.Workshop!.Id,
            Vehicle = wish.Vehicle is { } car
                ? new(car.Plate!.Trim().ToUpperInvariant(), Text(car.Make), Text(car.Model), Text(car.Colour), car.Gearbox ?? Gearbox.Manual, car.Drive ?? Drive.Petrol) { CannotBeDriven = car.CannotBeDriven ?? false }
                : previous!.Vehicle,
            CollectionMoveId = hasCollection ? previous?.CollectionMoveId ?? Guid.CreateVersion7(terms.Now) : null,
            Places = places,
            Windows = !hasCollection ? [] : Windows(wish.Windows, terms) ?? previous?.Windows ?? [],
            Swap = hasCollection && (wish.Swap ?? previous?.Swap ?? false),
            ReturnMoveId = hasReturn ? previous?.ReturnMoveId ?? Guid.CreateVersion7(terms.Now) : null,
            ReturnPlace = hasReturn ? returnPlace ?? previous?.ReturnPlace ?? found.FirstOrDefault() ?? previous?.Places[0].Place : null,
            ReturnWindows = !hasReturn ? [] : Windows(wish.ReturnWindows, terms) ?? previous?.ReturnWindows ?? [],
            WorkSeconds = wish.WorkMinutes * 60 ?? previous?.WorkSeconds ?? options.Value.WorkMinutes * 60,
            Priority = wish.Priority ?? previous?.Priority ?? 0,
        };
    }

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
            Text(given.NoteForDriver));

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
