using Routing.Addresses.Import;
using Routing.Addresses.Reading;
using Routing.Addresses.Storage;
using Routing.OsmData;

namespace Routing.Addresses;

/// <summary>What an import found.</summary>
/// <param name="Houses">House numbers, each once a street.</param>
/// <param name="Corners">Points where two named streets meet.</param>
public sealed record AddressCounts(int Houses, int Streets, int Corners, int Places, int Points);

/// <summary>Makes the address index of an extract.</summary>
public static class AddressIndexBuilder
{
    /// <summary>
    /// Reads the extract once and writes the index beside <paramref name="indexPath"/>, then moves it there: a file of
    /// that name is whole or absent. Holds 16 bytes a node and some 150 a house while it works.
    /// </summary>
    /// <param name="osmPath"><c>.osm.pbf</c>, <c>.osm</c> or <c>.osm.gz</c>.</param>
    /// <param name="progress">Share done, 0 to 1.</param>
    /// <exception cref="ExtractException">The extract cannot be used; the text says what to do.</exception>
    public static AddressCounts Build(
        string osmPath,
        string indexPath,
        IProgress<double>? progress = null,
        CancellationToken ct = default
    )
    {
        var seeds = ExtractReader.Read(osmPath, progress is null ? null : new Progress(progress, 0.75), ct);
        if (seeds.Positions.Count == 0)
            throw new ExtractException($"The OSM extract '{osmPath}' holds no nodes. Take a complete extract.");
        var places = new PlaceMap();
        foreach (var place in seeds.Places)
            places.Add(place.Name, place.OtherNames, place.Value, Geo.Degrees(place.Lon), Geo.Degrees(place.Lat));
        var grouping = new StreetGrouping(seeds, places);
        var streets = grouping.Group(ct);
        progress?.Report(0.8);

        var unfinished = $"{indexPath}.{Environment.ProcessId}.unfinished";
        File.Delete(unfinished);
        try
        {
            AddressCounts counts;
            using (var writer = new IndexWriter(unfinished))
                counts = writer.Write(seeds, streets, places, grouping.TownAt, AddressIndex.FormatVersion, ct);
            IndexFile.Seal(unfinished);
            File.Move(unfinished, indexPath, overwrite: true);
            progress?.Report(1);
            return counts;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    // Reports at once and on the same thread, unlike System.Progress.
    private sealed class Progress(IProgress<double> whole, double share) : IProgress<double>
    {
        public void Report(double value) => whole.Report(value * share);
    }
}
