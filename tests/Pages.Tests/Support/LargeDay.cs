using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Routing.Pages.Tests.Support;

/// <summary>
/// A day as Dispatch answers it, of any size: for pages' figures, since planning a thousand moves takes longer than drawing them. Drivers
/// go to and fro in the bundled city along lines of some thirty points; the seed makes it the same at every run.
/// </summary>
internal sealed class LargeDay(int drivers, int moves, int seed = 7)
{
    public const string Day = "2031-03-05";
    private const int PointsPerLeg = 30;
    private static readonly DateTimeOffset Morning = new(2031, 3, 5, 11, 0, 0, TimeSpan.Zero);
    private readonly Random random = new(seed);

    /// <summary>As <c>GET /api/days/{area}/{day}</c> answers.</summary>
    public JsonObject Answer()
    {
        var routes = new JsonArray();
        for (var driver = 0; driver < drivers; driver++) routes.Add(Route(driver, (moves * (driver + 1) / drivers) - (moves * driver / drivers)));
        var atRisk = new JsonArray();
        foreach (var route in routes.Take(drivers / 5))
        {
            var stop = route!["stops"]![0]!;
            atRisk.Add(new JsonObject
            {
                ["moveId"] = (string)stop["moveId"]!, ["stopIndex"] = 0, ["requestId"] = (string)stop["requestId"]!, ["driverId"] = (string)route["driverId"]!, ["driverName"] = (string)route["driverName"]!,
                ["cause"] = "tight", ["window"] = stop["window"]!.DeepClone(), ["eta"] = (string)stop["eta"]!, ["secondsLeft"] = 300,
            });
        }

        return new JsonObject
        {
            ["area"] = "montevideo", ["areaName"] = "Montevideo", ["timeZone"] = "America/Montevideo", ["day"] = Day, ["planVersion"] = 1, ["publishedAt"] = Text(Morning), ["cause"] = "planned", ["lastEventId"] = 0,
            ["figures"] = new JsonObject
            {
                ["routes"] = drivers, ["moves"] = moves, ["served"] = moves, ["unserved"] = 0, ["done"] = 0, ["windows"] = moves, ["onTime"] = moves, ["late"] = 0,
                ["loadedMetres"] = 4000 * moves, ["emptyMetres"] = 2000 * moves, ["emptyMetresPerMove"] = 2000,
            },
            ["routes"] = routes, ["unserved"] = new JsonArray(), ["atRisk"] = atRisk, ["idleDrivers"] = new JsonArray(), ["roadConditions"] = new JsonArray(),
            ["workshops"] = new JsonArray(new JsonObject { ["workshopId"] = Id(), ["name"] = "Taller Central", ["place"] = Place(-56.1645, -34.9011) }), ["liftLoads"] = new JsonArray(),
        };
    }

    private JsonObject Route(int driver, int own)
    {
        var stops = new JsonArray();
        var at = Morning.AddMinutes(random.Next(30));
        var (lon, lat) = Somewhere();
        for (var move = 0; move < own; move++)
        {
            var (moveId, request, plate) = (Id(), Id(), string.Create(CultureInfo.InvariantCulture, $"S{(char)('A' + random.Next(26))}{(char)('A' + random.Next(26))} {random.Next(1000, 9999)}"));
            for (var index = 0; index < 2; index++)
            {
                var next = Somewhere();
                var minutes = random.Next(8, 18);
                at = at.AddMinutes(minutes);
                stops.Add(new JsonObject
                {
                    ["kind"] = index == 0 ? "collect" : "checkIn", ["moveId"] = moveId, ["stopIndex"] = index, ["requestId"] = request, ["state"] = "planned", ["place"] = Place(next.Lon, next.Lat),
                    ["window"] = index == 0 ? new JsonObject { ["from"] = Text(at.AddMinutes(-20)), ["until"] = Text(at.AddMinutes(40)) } : null,
                    ["eta"] = Text(at), ["departure"] = Text(at.AddMinutes(4)), ["serviceSeconds"] = 240, ["lateSeconds"] = 0, ["cancelled"] = false,
                    ["vehicle"] = new JsonObject { ["plate"] = plate, ["make"] = "Fiat", ["model"] = "Panda", ["gearbox"] = "manual", ["drive"] = "petrol" },
                    ["leg"] = new JsonObject { ["means"] = index == 0 ? "scooter" : "car", ["loaded"] = index == 1, ["durationSeconds"] = 60 * minutes, ["distanceMetres"] = 350 * minutes, ["geometry"] = Line((lon, lat), next) },
                });
                at = at.AddMinutes(4);
                (lon, lat) = next;
            }
        }

        return new JsonObject
        {
            ["driverId"] = Id(), ["driverName"] = string.Create(CultureInfo.InvariantCulture, $"Driver {driver + 1}"), ["means"] = "scooter", ["state"] = "onTheWay", ["planVersion"] = 1, ["acknowledgedVersion"] = 1, ["acknowledgedAt"] = Text(Morning),
            ["shift"] = new JsonObject { ["from"] = Text(Morning.AddMinutes(-30)), ["until"] = Text(Morning.AddHours(10)) },
            ["position"] = new JsonObject { ["lon"] = lon, ["lat"] = lat, ["at"] = Text(Morning) },
            ["moves"] = own, ["movesDone"] = 0, ["loadedMetres"] = 4000 * own, ["emptyMetres"] = 2000 * own, ["lateSeconds"] = 0, ["stops"] = stops,
        };
    }

    private (double Lon, double Lat) Somewhere() => (-56.20 + (0.09 * random.NextDouble()), -34.92 + (0.07 * random.NextDouble()));

    /// <summary>A crooked line as a polyline of six digits.</summary>
    private string Line((double Lon, double Lat) from, (double Lon, double Lat) to)
    {
        var text = new StringBuilder();
        var (lastLat, lastLon) = (0L, 0L);
        for (var i = 0; i < PointsPerLeg; i++)
        {
            var along = (double)i / (PointsPerLeg - 1);
            var lat = (long)Math.Round(1e6 * (from.Lat + ((to.Lat - from.Lat) * along) + (0.0006 * (random.NextDouble() - 0.5))));
            var lon = (long)Math.Round(1e6 * (from.Lon + ((to.Lon - from.Lon) * along) + (0.0006 * (random.NextDouble() - 0.5))));
            Add(text, lat - lastLat);
            Add(text, lon - lastLon);
            (lastLat, lastLon) = (lat, lon);
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, long difference)
    {
        var value = difference < 0 ? ~(difference << 1) : difference << 1;
        for (; value >= 32; value >>= 5) text.Append((char)((32 | (value & 31)) + 63));
        text.Append((char)(value + 63));
    }

    private string Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    private static JsonObject Place(double lon, double lat) => new() { ["lon"] = lon, ["lat"] = lat, ["address"] = "Rivera 2400" };

    private static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);
}
