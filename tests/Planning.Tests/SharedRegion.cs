using Routing.Planning.Roads;
using Routing.Planning.Tests;
using Routing.RoadNetwork;

[assembly: AssemblyFixture(typeof(SharedRegion))]

namespace Routing.Planning.Tests;

/// <summary>The sample city's region file, built once for the test run, as Maps would leave it.</summary>
public sealed class SharedRegion : IDisposable
{
    private readonly Lazy<RoadsInUse> roads;

    public SharedRegion()
    {
        Folder = Directory.CreateTempSubdirectory("planning-roads-").FullName;
        RegionBuilder.Build(Path.Combine(AppContext.BaseDirectory, "montevideo.osm.pbf"), Path.Combine(Folder, "montevideo.region"), null, CancellationToken.None);
        File.WriteAllText(Path.Combine(Folder, "current"), "montevideo.region");
        roads = new(() => new RoadsInUse(Region.Open(Path.Combine(Folder, "montevideo.region"))));
    }

    public string Folder { get; }

    internal RoadsInUse Roads => roads.Value;

    public void Dispose()
    {
        if (roads.IsValueCreated) roads.Value.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
