using Microsoft.Extensions.Options;
using Routing.Contracts.Values;
using Routing.Intake.Requests;

namespace Routing.Intake.Places;

/// <summary>A place that was found, or what is wrong; and the field that says where it is, null for the place as a whole.</summary>
internal readonly record struct PlaceFinding(Place? Place, string? Field, string? Problem);

/// <summary>Turns what people write into places that a car can be driven from.</summary>
internal sealed class PlaceFinder(MapsClient maps, IOptions<IntakeOptions> options)
{
    private const int Candidates = 5;

    // Two answers that fit equally well and are farther apart than this are two places, not two doors of one.
    private const double SamePlaceMetres = 500;

    /// <summary>Finds a place whose form is right. Throws <see cref="MapsUnavailableException"/>.</summary>
    public async Task<PlaceFinding> Find(PlaceInput input, CancellationToken cancellationToken)
    {
        var address = string.IsNullOrWhiteSpace(input.Address) ? null : input.Address.Trim();
        if (input is { Lon: { } lon, Lat: { } lat })
        {
            if (await TooFar(lon, lat, cancellationToken) is { } far) return new(null, null, far);
            return new(new(lon, lat, address ?? await maps.Reverse(lon, lat, cancellationToken)), null, null);
        }

        var found = await maps.Geocode(address!, Candidates, cancellationToken);
        if (Doubt(address!, found) is { } doubt) return new(null, nameof(PlaceInput.Address), doubt);
        var best = found[0];
        return await TooFar(best.Lon, best.Lat, cancellationToken) is { } farAway
            ? new(null, nameof(PlaceInput.Address), farAway)
            : new(new(best.Lon, best.Lat, best.Label), nameof(PlaceInput.Address), null);
    }

    private async Task<string?> TooFar(double lon, double lat, CancellationToken cancellationToken)
    {
        var most = options.Value.FarthestRoadMetres;
        return await maps.RoadDistance(lon, lat, cancellationToken) switch
        {
            null => "There is no road that a car can use anywhere near: the place is outside the map or in the sea.",
            var distance when distance > most => FormattableString.Invariant(
                $"The nearest road that a car can use is {distance:0} m away and may be {most} m: the place is outside the map or in the sea. Move the pin to where the car stands."),
            _ => null,
        };
    }

    private static string? Doubt(string address, IReadOnlyList<MapsAddress> found)
    {
        if (found.Count == 0) return $"'{address}' was not found: check the spelling, or give lon and lat.";
        var best = found[0];
        var isVague = best.Exactness == "street" || (best.Exactness == "place" && best.Key is "place" or "boundary" or "landuse");
        if (isVague) return Vague(address, best.Label);
        var rivals = found.Where(a => a.Exactness == best.Exactness && a.Score >= best.Score && Crow.Metres(a.Lon, a.Lat, best.Lon, best.Lat) > SamePlaceMetres).ToList();
        return rivals.Count == 0
            ? null
            : $"'{address}' fits {string.Join(" and ", rivals.Prepend(best).Select(a => $"'{a.Label}'").Distinct())}: say which, or give lon and lat.";
    }

    private static string Vague(string address, string label)
    {
        var known = Words(label);
        return Words(address).FirstOrDefault(word => char.IsAsciiDigit(word[0]) && !known.Contains(word)) is { } number
            ? $"The map knows {label}, but no number {number} in it: check it, name the crossing street, or give lon and lat."
            : $"'{address}' names {label} alone: add the house number or the crossing street, or give lon and lat.";

        static string[] Words(string text) => text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
