using System.Globalization;
using System.Security.Cryptography;
using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Profiles;
using Routing.RoadNetwork.Reading;
using Routing.RoadNetwork.RegionFile;

namespace Routing.RoadNetwork;

/// <summary>How far a build is. Fraction is of the whole build, 0 to 1, and never falls.</summary>
public readonly record struct ImportProgress(string Step, double Fraction);

/// <summary>Makes region files from OSM extracts.</summary>
public static class RegionBuilder
{
    /// <summary>
    /// Reads an extract (.osm.pbf, .osm, .osm.gz) and writes its region file: first beside the target, then renamed over
    /// it, so that nobody ever sees half a file. Deterministic: the same extract gives the same bytes.
    /// </summary>
    /// <exception cref="ExtractException">The extract is absent, empty, cut, damaged, not OSM, or without roads.</exception>
    public static void Build(string osmPath, string regionPath, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var (roads, turns) = LayOut(osmPath, progress, ct);
        progress?.Report(new("Ordering roads", 0.7));
        var order = ProfileGraph.Order(roads, turns, ct);
        progress?.Report(new("Contracting", 0.8));
        var graphs = ProfileGraph.Build(roads, turns, order, ct);
        progress?.Report(new("Writing the region file", 0.9));
        Write(regionPath, Describe(osmPath, roads), roads, graphs, ct);
        progress?.Report(new("Done", 1));
    }

    /// <summary>Apart, so that the extract can be forgotten before the hierarchies are made.</summary>
    private static (Roads Roads, TurnGraph[] Turns) LayOut(string osmPath, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var extract = ExtractReader.Read(osmPath, Rules.IsRoad, f => progress?.Report(new("Reading the extract", 0.6 * f)), ct);
        progress?.Report(new("Joining roads", 0.6));
        var roads = RoadsBuilder.Build(extract);
        ct.ThrowIfCancellationRequested();
        progress?.Report(new("Laying out turns", 0.65));
        var restrictions = new RestrictionResolver(roads, extract.Restrictions);
        var turns = new TurnGraph[Rules.All.Length];
        Parallel.For(0, turns.Length, new ParallelOptions { CancellationToken = ct }, p =>
            turns[p] = TurnGraphBuilder.Build(extract, roads, restrictions, Rules.All[p]));
        return (roads, turns);
    }

    private static RegionDescription Describe(string osmPath, Roads roads)
    {
        using var source = File.OpenRead(osmPath);
        var name = Path.GetFileName(osmPath).Split('.')[0];
        return new RegionDescription(
            name,
            new BoundingBox(roads.PointLon.Min() / 1e7, roads.PointLat.Min() / 1e7, roads.PointLon.Max() / 1e7, roads.PointLat.Max() / 1e7),
            source.Length,
            Convert.ToHexStringLower(SHA256.HashData(source)));
    }

    private static void Write(string regionPath, RegionDescription description, Roads roads, ProfileGraph[] graphs, CancellationToken ct)
    {
        var target = Path.GetFullPath(regionPath);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = string.Create(CultureInfo.InvariantCulture, $"{target}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.new");
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
            {
                RegionWriter.Write(file, description, roads, graphs);
                file.Flush(flushToDisk: true);
            }

            ct.ThrowIfCancellationRequested();
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
