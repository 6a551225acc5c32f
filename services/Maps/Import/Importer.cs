using Routing.Addresses;
using Routing.OsmData;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Live;
using Routing.Tiles;

namespace Routing.Maps.Import;

/// <summary>The extract cannot be imported; the text says why and what to do.</summary>
internal sealed class ImportException(string text, Exception? inner = null) : Exception(text, inner);

/// <summary>Opens the region and the addresses of an extract, building first what is absent, older or damaged.</summary>
/// <param name="speeds">How fast roads are at the hour of a departure.</param>
/// <param name="warn">Told of each file that was there and could not be trusted.</param>
internal sealed class Importer(string osm, string data, int minIsland, SpeedsByHour speeds, Action<string> warn)
{
    // The two imports run side by side; roads take longer.
    private const double RoadsShare = 0.6;

    /// <summary>Whether a region file that is there is looked through to its last number, which a start has no time for.</summary>
    public bool ChecksContents { get; init; }

    /// <summary>Blocks until the map answers.</summary>
    /// <exception cref="ImportException">The extract or the data directory cannot be used.</exception>
    public LoadedMap Run(Action<string, double> report, CancellationToken ct)
    {
        report("Looking at the extract", 0);
        var files = Locate();
        var progress = new SharedProgress(report);
        try
        {
            Directory.CreateDirectory(files.Folder);
            var roads = Task.Run(() => Roads(files, progress, ct), ct);
            var addresses = Task.Run(() => Addresses(files, progress, ct), ct);
            // Both come to an end before either is looked at, so that no half outlives a failure of the other.
            Task.WaitAny([Task.WhenAll(roads, addresses)], CancellationToken.None);
            if (roads.IsFaulted || roads.IsCanceled)
            {
                if (addresses.IsCompletedSuccessfully)
                    addresses.Result.Index.Dispose();
                roads.GetAwaiter().GetResult();
            }
            if (addresses.IsFaulted || addresses.IsCanceled)
            {
                roads.Result.Region.Dispose();
                addresses.GetAwaiter().GetResult();
            }
            var (region, builtRoads) = roads.Result;
            var (index, builtAddresses) = addresses.Result;
            var router = new Router(region, new RouterOptions { MinIsland = minIsland, OtherRoadMetres = RouterOptions.UsualOtherRoadMetres, SpeedsByHour = speeds });
            return new LoadedMap(region, router, index, new Lazy<Task<DrawnMap>>(() => Draw(files, ct)), files, reused: !builtRoads && !builtAddresses);
        }
        catch (Exception problem) when (problem is ExtractException or InvalidDataException)
        {
            throw new ImportException(problem.Message, problem);
        }
        catch (Exception problem) when (problem is OutOfMemoryException || (problem is AggregateException several && several.Flatten().InnerExceptions.Any(inner => inner is OutOfMemoryException)))
        {
            throw new ImportException($"The extract {osm} needs more memory than this process may have. Raise its limit, or take a smaller extract.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"The data directory {files.Folder} cannot be written: {problem.Message} Choose another (setting Data, option --data) or make room.", problem);
        }
    }

    private MapFiles Locate()
    {
        if (!File.Exists(osm))
            throw new ImportException($"There is no extract {osm}. Give the path of an .osm.pbf, .osm or .osm.gz file (setting Maps:Osm, option --osm); extracts can be had from download.geofabrik.de.");
        try
        {
            return new MapFiles(data, MapFiles.Hash(osm));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"The extract {osm} cannot be read: {problem.Message}", problem);
        }
    }

    private (Region Region, bool Built) Roads(MapFiles files, SharedProgress progress, CancellationToken ct)
    {
        if (File.Exists(files.Region))
        {
            try
            {
                var known = Region.Open(files.Region);
                var fault = known.Info.SourceSha256 != files.ExtractSha256 ? "was made from another extract"
                    : ChecksContents && known.FindFault() is { } inside ? $"was written wrong: {inside}"
                    : null;
                if (fault is null)
                {
                    progress.Roads("Opening the region", 1);
                    return (known, false);
                }
                known.Dispose();
                warn($"The region file {files.Region} {fault}; it is built again.");
            }
            catch (RegionFileException problem)
            {
                warn($"{problem.Message} It is built again.");
            }
        }
        RegionBuilder.Build(osm, files.Region, new RoadsProgress(progress), ct);
        return (Region.Open(files.Region), true);
    }

    private (AddressIndex Index, bool Built) Addresses(MapFiles files, SharedProgress progress, CancellationToken ct)
    {
        if (File.Exists(files.Addresses))
        {
            try
            {
                var known = AddressIndex.Open(files.Addresses);
                progress.Addresses(1);
                return (known, false);
            }
            catch (InvalidDataException problem)
            {
                warn($"{problem.Message} It is built again.");
            }
        }
        AddressIndexBuilder.Build(osm, files.Addresses, new AddressesProgress(progress), ct);
        return (AddressIndex.Open(files.Addresses), true);
    }

    // Not on the pool: it keeps a core busy for seconds, or minutes for a country.
    private Task<DrawnMap> Draw(MapFiles files, CancellationToken ct) =>
        Task.Factory.StartNew(() => new DrawnMap(Tiles(files, ct), files.ExtractSha256), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private TileSet Tiles(MapFiles files, CancellationToken ct)
    {
        if (File.Exists(files.Tiles))
        {
            try
            {
                return TileSet.Open(files.Tiles);
            }
            catch (InvalidDataException problem)
            {
                warn($"{problem.Message} It is built again.");
            }
        }
        TileSet.Build(osm, files.Tiles, null, ct);
        return TileSet.Open(files.Tiles);
    }

    /// <summary>Adds up the two halves.</summary>
    private sealed class SharedProgress(Action<string, double> report)
    {
        private readonly Lock gate = new();
        private (string Step, double Roads, double Addresses) state = ("Reading the extract", 0, 0);

        public void Roads(string step, double fraction) => Set((step, fraction, state.Addresses));

        public void Addresses(double fraction) => Set((state.Step, state.Roads, fraction));

        private void Set((string Step, double Roads, double Addresses) next)
        {
            lock (gate)
            {
                state = (next.Step, Math.Max(state.Roads, next.Roads), Math.Max(state.Addresses, next.Addresses));
                var step = state.Roads >= 1 && state.Addresses < 1 ? "Indexing addresses" : state.Step;
                report(step, state.Roads * RoadsShare + state.Addresses * (1 - RoadsShare));
            }
        }
    }

    private sealed class RoadsProgress(SharedProgress progress) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => progress.Roads(value.Step, value.Fraction);
    }

    private sealed class AddressesProgress(SharedProgress progress) : IProgress<double>
    {
        public void Report(double value) => progress.Addresses(value);
    }
}
