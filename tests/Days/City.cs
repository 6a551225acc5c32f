using OsmSharp;
using OsmSharp.Streams;
using Routing.Optimisation.Model;
using Routing.RoadNetwork;

namespace Routing.Days;

/// <summary>An extract's addresses and car shops, and its roads to travel between them. Holds a temporary region file.</summary>
public sealed class City : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("days-");
    private readonly Region region;
    private readonly Router router;

    private City(string osm)
    {
        var file = Path.Combine(folder.FullName, "region.roads");
        RegionBuilder.Build(osm, file, null, CancellationToken.None);
        region = Region.Open(file);
        router = new Router(region);
        var addresses = new List<Coordinate>();
        var shops = new List<Coordinate>();
        Read(osm, addresses, shops);
        Addresses = addresses;
        CarShops = shops;
    }

    public IReadOnlyList<Coordinate> Addresses { get; }

    public IReadOnlyList<Coordinate> CarShops { get; }

    /// <summary>Imports an extract (<c>.osm.pbf</c>): some seconds for a city.</summary>
    public static City Of(string osm) => new(osm);

    /// <summary>Travel between all of the places, whole seconds rounded up.</summary>
    public Matrix Table(Profile profile, Coordinate[] places)
    {
        var table = router.Table(profile, places, places, int.MaxValue, CancellationToken.None);
        var metres = table.DistancesMetres.ToArray();
        var seconds = new int[metres.Length];
        for (var i = 0; i < seconds.Length; i++)
        {
            seconds[i] = table.DurationsDeciseconds[i] < 0 ? -1 : (table.DurationsDeciseconds[i] + 9) / 10;
            if (seconds[i] < 0)
                metres[i] = -1;
        }

        for (var i = 0; i < places.Length; i++)
            seconds[(i * places.Length) + i] = metres[(i * places.Length) + i] = 0;
        return new Matrix(places.Length, seconds, metres);
    }

    public void Dispose()
    {
        region.Dispose();
        folder.Delete(recursive: true);
    }

    private static void Read(string osm, List<Coordinate> addresses, List<Coordinate> shops)
    {
        var corners = new Dictionary<long, Coordinate>();
        using var stream = File.OpenRead(osm);
        foreach (var thing in new PBFOsmStreamSource(stream))
        {
            if (thing is Node { Id: { } id, Longitude: { } lon, Latitude: { } lat })
                corners[id] = new Coordinate(lon, lat);
            if (thing.Tags is null || At(thing, corners) is not { } at)
                continue;
            if (thing.Tags.ContainsKey("addr:street") && thing.Tags.ContainsKey("addr:housenumber"))
                addresses.Add(at);
            if (thing.Tags.TryGetValue("shop", out var shop) && shop is "car" or "car_repair")
                shops.Add(at);
        }
    }

    private static Coordinate? At(OsmGeo thing, Dictionary<long, Coordinate> corners) => thing switch
    {
        Node { Id: { } id } => corners[id],
        Way { Nodes: { Length: > 0 } nodes } when corners.TryGetValue(nodes[0], out var corner) => corner,
        _ => null,
    };
}
