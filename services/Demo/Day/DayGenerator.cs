using NodaTime.TimeZones;
using Routing.Contracts.Values;

namespace Routing.Demo.Day;

/// <summary>
/// Makes a demo day out of an extract: the same extract, date and seed make the same day. Places are real; cars,
/// drivers and wishes are made up.
/// </summary>
public static class DayGenerator
{
    private const int Drivers = 9;
    private const int Requests = 60;
    private const double ReachMetres = 5_000;

    private static readonly Means[] OwnMeans =
        [Means.Scooter, Means.Scooter, Means.Bicycle, Means.Scooter, Means.Bicycle, Means.Taxi, Means.Scooter, Means.Bicycle, Means.Foot];

    private static readonly (string Make, string Model)[] Cars =
        [("Chevrolet", "Onix"), ("Volkswagen", "Gol"), ("Fiat", "Uno"), ("Renault", "Kwid"), ("Suzuki", "Alto"), ("Toyota", "Corolla"), ("Peugeot", "208"), ("BYD", "Dolphin")];

    private static readonly string[] Colours = ["white", "grey", "black", "red", "blue", "silver"];

    /// <summary>Makes the day.</summary>
    /// <param name="osm">The extract.</param>
    /// <param name="clock">Tells today; the day is the next one that is no Sunday.</param>
    /// <param name="seed">Chooses places and wishes.</param>
    /// <exception cref="InvalidDataException">The extract has too few addresses or car shops.</exception>
    public static DemoDay FromExtract(string osm, TimeProvider clock, int seed = 1)
    {
        var extract = Extract.Read(osm);
        if (extract.CarShops.Count < 2 || extract.Addresses.Count < Requests)
        {
            throw new InvalidDataException(
                $"{Path.GetFileName(osm)} has {extract.CarShops.Count} named car shops and {extract.Addresses.Count} addresses; the demo day needs 2 and {Requests}. Start with --no-demo.");
        }

        var random = new Random(seed);
        var shops = ChooseShops(extract);
        var near = shops.Select(shop => extract.Addresses.Where(a => Metres(a, shop.Place) is > 300 and < ReachMetres).ToArray()).ToArray();
        if (near.Any(addresses => addresses.Length == 0)) near = [.. shops.Select(_ => extract.Addresses.ToArray())];
        var name = Path.GetFileName(osm).Split('.')[0];
        var zone = ZoneNear(shops[0].Place);
        return new DemoDay(
            name.ToLowerInvariant(),
            char.ToUpperInvariant(name[0]) + name[1..],
            zone,
            NextWorkday(clock, zone),
            [.. shops.Select(s => new DemoWorkshop(s.Name, s.Place, Lifts: 6, Technicians: 6, ReceptionPerQuarter: 4, Parking: 28))],
            [.. Enumerable.Range(0, Drivers).Select(Driver)],
            [.. Enumerable.Range(0, Requests).Select(i => Request(i, random, near))]);
    }

    /// <summary>The shop in the middle of the addresses, and the one some kilometres from it with the most addresses around.</summary>
    private static (string Name, Place Place)[] ChooseShops(Extract extract)
    {
        var lon = Median(extract.Addresses.Select(a => a.Lon));
        var lat = Median(extract.Addresses.Select(a => a.Lat));
        var first = extract.CarShops.MinBy(s => Metres(s.Place, new Place(lon, lat)));
        var sample = extract.Addresses.Where((_, i) => i % 100 == 0).ToArray();
        var second = extract.CarShops
            .Where(s => Metres(s.Place, first.Place) > 100)
            .MaxBy(s => sample.Count(a => Metres(a, s.Place) < ReachMetres / 2) + Math.Min(Metres(s.Place, first.Place), 4_000) / 50);
        return [first, second];
    }

    private static DemoDriver Driver(int i)
    {
        var skills = new List<string> { "manual" };
        if (i % 3 != 2) skills.Add("electric");
        var from = i % 3 == 0 ? new TimeOnly(7, 30) : new TimeOnly(8, 0);
        return new DemoDriver($"Driver {i + 1}", OwnMeans[i], skills, i % 2, from, from.AddHours(7));
    }

    private static DemoRequest Request(int i, Random random, Place[][] near)
    {
        var workshop = random.Next(near.Length);
        Place Somewhere() => near[workshop][random.Next(near[workshop].Length)];
        var (make, model) = Cars[random.Next(Cars.Length)];
        var vehicle = new Vehicle(
            $"S{(char)('A' + random.Next(26))}{(char)('A' + random.Next(26))} {random.Next(1000, 10000)}",
            make,
            model,
            Colours[random.Next(Colours.Length)],
            random.NextDouble() < 0.6 ? Gearbox.Manual : Gearbox.Automatic,
            make == "BYD" ? Drive.Electric : Drive.Petrol);

        // Of twelve wishes seven are collections, two come back the same day, two are returns alone, one is a swap.
        var kind = i % 12;
        DemoPlace[] places = kind is 8 or 9
            ? []
            : random.NextDouble() < 0.15
                ? [new(Somewhere(), (new TimeOnly(7, 0), new TimeOnly(8, 45))), new(Somewhere(), (new TimeOnly(9, 15), new TimeOnly(13, 0)))]
                : [new(Somewhere(), null)];
        var from = new TimeOnly(8, 0).AddMinutes(30 * random.Next(0, 9));
        (TimeOnly, TimeOnly)? window = random.NextDouble() < 0.2 ? null : (from, from.AddMinutes(60 * random.Next(1, 3)));
        return new DemoRequest(
            workshop,
            vehicle,
            places,
            places.Length == 2 ? null : window,
            Collection: kind is not (8 or 9),
            Return: kind is 6 or 7 or 8 or 9,
            Swap: kind is 11,
            WorkMinutes: 30 * random.Next(2, 5),
            kind is 8 or 9 ? Somewhere() : null,
            $"Customer {i + 1}");
    }

    private static DateOnly NextWorkday(TimeProvider clock, string zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime).AddDays(1);
        return day.DayOfWeek == DayOfWeek.Sunday ? day.AddDays(1) : day;
    }

    /// <summary>The zone whose city is nearest: good enough for a demo of one city.</summary>
    private static string ZoneNear(Place place) =>
        TzdbDateTimeZoneSource.Default.ZoneLocations!.MinBy(z => Metres(place, new Place(z.Longitude, z.Latitude)))!.ZoneId;

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>Metres between two near points, on a plane.</summary>
    internal static double Metres(Place a, Place b)
    {
        const double MetresPerDegree = 111_195;
        var dx = (a.Lon - b.Lon) * Math.Cos(double.DegreesToRadians(a.Lat));
        var dy = a.Lat - b.Lat;
        return MetresPerDegree * Math.Sqrt((dx * dx) + (dy * dy));
    }
}
