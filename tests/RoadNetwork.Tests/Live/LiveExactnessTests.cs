using Routing.RoadNetwork.Live;
using Routing.RoadNetwork.Plain;
using Routing.RoadNetwork.Snapping;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Live;

/// <summary>Routes and tables with conditions and at an hour's speeds, against a plain search on the same costs.</summary>
public sealed class LiveExactnessTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Rush = new(2026, 11, 26, 8, 30, 0, TimeSpan.FromHours(-3));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, Profile> All
    {
        get
        {
            var all = new TheoryData<string, Profile>();
            foreach (var name in new[] { "montevideo", "monaco", "liechtenstein" })
            {
                foreach (var profile in Enum.GetValues<Profile>())
                    all.Add(name, profile);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Routes_and_tables_equal_plain_search_under_conditions_and_hours(string extract, Profile profile)
    {
        var region = Extracts.Open(extract);
        var seed = Environment.GetEnvironmentVariable("ROUTING_SEED") is { } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"Seed {seed}; ROUTING_SEED={seed} repeats it.");
        var random = new Random(seed);
        var hours = SpeedsByHour.Parse("""
            { "profiles": ["car", "scooter", "bicycle", "foot"],
              "rows": [ { "hours": "7-10", "classes": ["primary", "secondary", "residential", "footway"], "factor": 0.55 }, { "classes": ["tertiary"], "factor": 1.3 } ] }
            """);
        var conditions = new Conditions([.. Enumerable.Range(0, 60).Select(_ => RandomCondition(region, random))]);
        var router = new Router(region, new RouterOptions { SpeedsByHour = hours });
        var resolved = router.Apply(conditions, Rush, Token);
        Assert.Contains(resolved.All, each => each.Arcs.Count > 0);
        foreach (var departure in (DateTimeOffset?[])[null, Rush])
        {
            var costs = departure is { } at ? resolved.Costs(profile, at, hours) : resolved.Costs(profile, Rush);
            var places = Enumerable.Range(0, 40).Select(_ => (RoutePoint)region.PointAt(random.Next(region.Info.Points))).ToArray();
            var phantoms = Snapped(router, profile, places, departure);
            var table = router.Table(profile, places, places, new TableRequest { Departure = departure }, Token);
            for (var i = 0; i < places.Length; i++)
            {
                if (phantoms[i] is not { } from)
                    continue;
                var expected = PlainSearch.Deciseconds(region, profile, costs, from, [.. phantoms.OfType<Phantom>()]);
                for (int j = 0, found = 0; j < places.Length; j++)
                {
                    if (phantoms[j] is null)
                        continue;
                    Assert.Equal(expected[found], table.DurationsDeciseconds[(i * places.Length) + j]);
                    var route = router.Route(profile, [places[i], places[j]], new RouteRequest { Departure = departure }, Token);
                    Assert.Equal(expected[found++], route.Outcome == RouteOutcome.Ok ? route.DurationDeciseconds : -1);
                }
            }
        }
    }

    /// <summary>Where a query with the departure would find the places: given back as hints, so that the judge begins at the same.</summary>
    private static Phantom?[] Snapped(Router router, Profile profile, RoutePoint[] places, DateTimeOffset? departure) =>
        Array.ConvertAll(places, place => router.Snap(profile, place, departure));

    private static RoadCondition RandomCondition(Region region, Random random)
    {
        var condition = new RoadCondition { On = RandomSelection(region, random) };
        condition = random.Next(3) switch
        {
            0 => condition with { IsClosed = true },
            1 => condition with { SpeedFactor = 0.2 + random.NextDouble() },
            _ => condition with { KilometresPerHour = 2 + (50 * random.NextDouble()), Profiles = [Profile.Car, Profile.Bicycle] },
        };
        return random.Next(4) == 0 ? condition with { From = Rush.AddMinutes(random.Next(-60, 60)) } : condition;
    }

    private static RoadSelection RandomSelection(Region region, Random random)
    {
        var at = region.PointAt(random.Next(region.Info.Points));
        var way = region.Columns.WayOsmId[random.Next(region.Info.Ways)];
        return random.Next(3) switch
        {
            0 => new RoadSelection.Stretch(way, OneDirection: random.Next(2) == 0),
            1 => new RoadSelection.Stretch(null, At: at, OneDirection: true, Bearing: random.Next(360)),
            _ => new RoadSelection.Area([ConditionsTests.Box(at.Lon - 0.0008, at.Lat - 0.0008, at.Lon + 0.0008, at.Lat + 0.0008)]),
        };
    }
}
