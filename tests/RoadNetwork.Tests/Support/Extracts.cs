using System.Collections.Concurrent;

namespace Routing.RoadNetwork.Tests.Support;

/// <summary>Region files of whole extracts, each built once for all tests that ask.</summary>
public static class Extracts
{
    private static readonly ConcurrentDictionary<string, Lazy<Region>> Regions = new();

    public static string RepositoryRoot { get; } = FindRoot();

    public static string Montevideo => Path.Combine(RepositoryRoot, "services", "Maps", "Sample", "montevideo.osm.pbf");

    /// <summary>Montevideo is bundled; the others skip the test when their folder is absent.</summary>
    public static string PathOf(string name)
    {
        if (name == "montevideo")
            return Montevideo;
        var path = Path.Combine(RepositoryRoot, "..", "shared", "osm", name + ".osm.pbf");
        Assert.SkipUnless(File.Exists(path), $"No extract of {name} at ../shared/osm.");
        return path;
    }

    public static Region Open(string name)
    {
        var osm = PathOf(name);
        return Regions.GetOrAdd(name, _ => new Lazy<Region>(() =>
        {
            var path = Path.Combine(TemporaryFolder.Shared, name + ".roads");
            RegionBuilder.Build(osm, path, null, CancellationToken.None);
            return Region.Open(path);
        })).Value;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Routing.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run from inside the repository.");
    }
}
