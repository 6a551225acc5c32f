using System.Globalization;
using System.Text.Json;
using Routing.Addresses;
using Routing.Maps.Geocoding;
using Routing.Maps.Osrm;

namespace Routing.Maps.Endpoints;

/// <summary>Addresses by text and by point, as GeoJSON in the form of Photon's answers.</summary>
internal static class AddressEndpoints
{
    private const int MostLetters = 300;

    public static IEndpointConventionBuilder MapAddresses(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api").WithTags("Addresses");
        group.MapGet("/geocode", Geocode).WithName("Geocode").WithSummary("Addresses, streets and places that fit a text, best first").Produces(200, contentType: "application/geo+json").ProducesProblem(400).ProducesProblem(503);
        group.MapGet("/reverse", Reverse).WithName("ReverseGeocode").WithSummary("The address of a point").Produces(200, contentType: "application/geo+json").ProducesProblem(400).ProducesProblem(503);
        return group;
    }

    private static async Task<IResult> Geocode(string? q, string? lon, string? lat, string? limit, string? lang, IGeocoder geocoder, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(q))
            return Refuse(MapsFault.InvalidValue, "q is missing: give the text to look for, such as q=avenida italia 2500.");
        if (q.Length > MostLetters)
            return Refuse(MapsFault.TooBig, $"q has {q.Length} letters and may have {MostLetters}.");
        var most = 10;
        if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > 50))
            return Refuse(MapsFault.InvalidValue, $"limit is '{OsrmQueryReader.Cut(limit)}': give a whole number from 1 to 50.");
        Point? near = null;
        if (lon is not null || lat is not null)
        {
            if (ReadPoint(lon, lat) is not { } point)
                return BadPoint(lon, lat);
            near = point;
        }
        return await Answer(lang, () => geocoder.Search(new SearchRequest(q, near, most, lang), ct));
    }

    private static async Task<IResult> Reverse(string? lon, string? lat, string? lang, IGeocoder geocoder, CancellationToken ct)
    {
        if (ReadPoint(lon, lat) is not { } point)
            return BadPoint(lon, lat);
        return await Answer(lang, async () => await geocoder.Reverse(point, lang, ct) is { } address ? [address] : []);
    }

    private static Point? ReadPoint(string? lon, string? lat) =>
        lon is not null && lat is not null && OsrmQueryReader.ReadCoordinates($"{lon},{lat}") is [var at] && OsrmQueryReader.IsOnGlobe(at) ? new Point(at.Lon, at.Lat) : null;

    private static IResult BadPoint(string? lon, string? lat) =>
        Refuse(MapsFault.InvalidValue, $"lon is '{OsrmQueryReader.Cut(lon ?? "")}' and lat '{OsrmQueryReader.Cut(lat ?? "")}': give both in degrees, such as lon=-56.16&lat=-34.9.");

    private static IResult Refuse(MapsFault fault, string text) => MapsFaults.Of(fault).Fault.With(text);

    private static async Task<IResult> Answer(string? language, Func<Task<IReadOnlyList<Address>>> ask)
    {
        try
        {
            var addresses = await ask();
            return Results.Stream(
                async stream =>
                {
                    await using var json = new Utf8JsonWriter(stream);
                    Write(json, addresses, language);
                },
                "application/geo+json; charset=utf-8"
            );
        }
        catch (GeocoderException problem)
        {
            return Refuse(problem.Refusal.Fault, problem.Refusal.Text);
        }
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<Address> addresses, string? language)
    {
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var address in addresses)
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WriteStartObject("geometry");
            json.WriteString("type", "Point");
            json.WriteStartArray("coordinates");
            json.WriteNumberValue(Math.Round(address.Lon, 7));
            json.WriteNumberValue(Math.Round(address.Lat, 7));
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartObject("properties");
            Properties(json, address, language);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Photon's properties, and ours after them: exactness, label, score, distance.
    private static void Properties(Utf8JsonWriter json, Address address, string? language)
    {
        var isStreet = address.Exactness is Exactness.Street or Exactness.Corner;
        json.WriteString("osm_type", address.Osm.Kind.ToString()[..1]);
        json.WriteNumber("osm_id", address.Osm.Id);
        json.WriteString("osm_key", address.Key);
        json.WriteString("osm_value", address.Value);
        json.WriteString("type", TypeOf(address));
        Optional("name", isStreet ? address.Street : address.Name);
        Optional("housenumber", address.HouseNumber);
        Optional("street", isStreet ? null : address.Street);
        Optional("postcode", address.Postcode);
        Optional("district", address.District);
        Optional("city", address.Locality);
        Optional("country", address.CountryCode is { } code ? Country(code, language) : null);
        Optional("countrycode", address.CountryCode);
        if (address.Extent is [var west, var south, var east, var north])
        {
            // Photon's order: the upper left corner, then the lower right.
            json.WriteStartArray("extent");
            foreach (var degrees in (ReadOnlySpan<double>)[west, north, east, south])
                json.WriteNumberValue(Math.Round(degrees, 7));
            json.WriteEndArray();
        }
        json.WriteString("exactness", address.Exactness.ToString().ToLowerInvariant());
        json.WriteString("label", address.Label);
        json.WriteNumber("score", Math.Round(address.Score, 4));
        if (address.DistanceMetres is { } metres)
            json.WriteNumber("distance", Math.Round(metres, 1));

        void Optional(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                json.WriteString(name, value);
        }
    }

    // Null where the machine has no names of countries, or there is no such country.
    private static string? Country(string code, string? language)
    {
        try
        {
            var region = new RegionInfo(code);
            return language == "en" ? region.EnglishName : region.NativeName;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string TypeOf(Address address) =>
        address.Exactness switch
        {
            Exactness.Street or Exactness.Corner => "street",
            Exactness.Place when address.Key == "place" => address.Value switch
            {
                "city" or "town" or "village" or "municipality" => "city",
                "borough" or "suburb" or "quarter" or "neighbourhood" => "district",
                _ => "locality",
            },
            _ => "house",
        };
}
