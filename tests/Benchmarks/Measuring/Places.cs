using Routing.RoadNetwork;

namespace Routing.Benchmarks.Measuring;

/// <summary>Where random routes begin and end: points of roads, a few metres off.</summary>
internal static class Places
{
    public static Coordinate[] Random(Region region, int count, int seed)
    {
        using var hold = region.Hold();
        var random = new Random(seed);
        var places = new Coordinate[count];
        for (var i = 0; i < count; i++)
        {
            var at = region.PointAt(random.Next(region.Info.Points));
            places[i] = new Coordinate(at.Lon + (random.NextDouble() - 0.5) * 0.0005, at.Lat + (random.NextDouble() - 0.5) * 0.0005);
        }

        return places;
    }

    public static string Sample()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Routing.sln")))
            folder = folder.Parent;
        return Path.Combine(
            folder?.FullName ?? throw new InvalidOperationException("Benchmarks run from inside the repository."),
            "services", "Maps", "Sample", "montevideo.osm.pbf");
    }
}
