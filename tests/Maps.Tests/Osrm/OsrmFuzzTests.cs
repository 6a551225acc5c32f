using System.Net;
using Routing.RoadNetwork.Guidance;

namespace Routing.Maps.Tests.Osrm;

/// <summary>Addresses that were damaged at random are answered, with roads or with what is wrong, never with a fault of ours.</summary>
public sealed class OsrmFuzzTests(TownFixture town, ITestOutputHelper output)
{
    private static readonly string[] Whole =
    [
        $"/route/v1/car/{Town.At(0, 4)};{Town.At(10, 0)};{Town.At(5, 4)}?steps=true&annotations=duration,nodes&overview=full&geometries=geojson&alternatives=2&continue_straight=true&waypoints=0;2",
        $"/route/v1/foot/{Town.At(0, 4)};{Town.At(10, 0)}?bearings=90,45;&radiuses=50;unlimited&approaches=curb;&hints=;&exclude=toll,ferry&snapping=any&generate_hints=false",
        $"/table/v1/bicycle/{Town.At(0, 4)};{Town.At(10, 0)};{Town.At(300, 300)}?sources=0;1&destinations=all&annotations=duration,distance&fallback_speed=30&fallback_coordinate=snapped&scale_factor=1.5",
        $"/nearest/v1/scooter/{Town.At(5, 3)}?number=3&bearings=0,90",
        $"/match/v1/car/{Town.At(1, 4)};{Town.At(3, 4)};{Town.At(5, 4)}?timestamps=1;2;3&radiuses=5;5;5&gaps=ignore&tidy=true&steps=true&waypoints=0;2",
        $"/isochrone/v1/car/{Town.At(0, 4)}?contours_minutes=1,2",
        $"/route/v1/driving/polyline({Polyline.Encode([new(Town.Lon(0), Town.Lat(4)), new(Town.Lon(10), Town.Lat(0))], 5)})?overview=false",
    ];

    private const string Letters = "0123456789.,;-+eE&=?/()%abz_~|'\"<>{} ∞\u0000";

    [Fact]
    public async Task Damaged_addresses_get_an_answer()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ROADS_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"ROADS_SEED={seed}");
        var random = new Random(seed);
        var answered = 0;
        foreach (var path in Whole)
        {
            var (status, json) = await town.Maps.Get(path);
            Assert.True(status == HttpStatusCode.OK, $"{path}: {json}");
        }
        for (var i = 0; i < 1500; i++)
        {
            var path = Damage(Whole[random.Next(Whole.Length)], random);
            using var answer = await town.Maps.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

            // 404: the damage hit the service's name, and it is no address of ours any more.
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{path}: {answer.StatusCode}");
            answered += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
        }

        output.WriteLine($"{answered} of 1500 had an answer");
        Assert.True(answered > 10);
    }

    private static string Damage(string path, Random random)
    {
        var text = path.ToList();
        for (var wounds = random.Next(1, 4); wounds > 0; wounds--)
        {
            // The leading slash stays, or it would be no path.
            var at = random.Next(1, text.Count);
            switch (random.Next(4))
            {
                case 0:
                    text[at] = Letters[random.Next(Letters.Length)];
                    break;
                case 1:
                    text.RemoveAt(at);
                    break;
                case 2:
                    text.Insert(at, Letters[random.Next(Letters.Length)]);
                    break;
                default:
                    text.InsertRange(at, text.GetRange(at, Math.Min(random.Next(1, 12), text.Count - at)));
                    break;
            }
        }

        return "/" + string.Concat(text).TrimStart('/', '\\').Replace("\0", "%00", StringComparison.Ordinal);
    }
}
