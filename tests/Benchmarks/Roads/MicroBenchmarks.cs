using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Routing.Benchmarks.Measuring;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Guidance;
using Routing.RoadNetwork.Isochrones;

namespace Routing.Benchmarks.Roads;

/// <summary>
/// What a query is made of, piece by piece, with what each allocates. Each call does the next of some hundred places, so
/// that neither caches nor branch prediction learn one answer by heart.
/// </summary>
[MemoryDiagnoser]
public class MicroBenchmarks : IDisposable
{
    private const int Count = 512;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("roads-");
    private readonly Region _region;
    private readonly Router _router;
    private readonly Coordinate[] _places;
    private readonly IReadOnlyList<Coordinate> _line;
    private int _next;

    public MicroBenchmarks()
    {
        var file = Path.Combine(_folder.FullName, "region.roads");
        RegionBuilder.Build(Places.Sample(), file, null, CancellationToken.None);
        _region = Region.Open(file);
        _router = new Router(_region);
        _places = Places.Random(_region, Count + 1, seed: 1);
        _line = Ask(geometry: true, steps: false).Legs[0].Coordinates;
    }

    /// <summary>In this process: a project that BenchmarkDotNet makes would not find the repository's settings.</summary>
    public static int Run(string[] args)
    {
        var config = ManualConfig.Create(DefaultConfig.Instance).AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkSwitcher.FromTypes([typeof(MicroBenchmarks)]).Run(args.Length > 0 ? args : ["--filter", "*"], config);
        return 0;
    }

    [Benchmark]
    public SnapResult Nearest() => _router.Nearest(Profile.Car, _places[Next()]);

    [Benchmark(Baseline = true)]
    public RouteResult Route() => Ask(geometry: false, steps: false);

    [Benchmark]
    public RouteResult RouteWithGeometry() => Ask(geometry: true, steps: false);

    [Benchmark]
    public RouteResult RouteWithSteps() => Ask(geometry: true, steps: true);

    [Benchmark]
    public TableResult Row() => _router.Table(Profile.Car, _places.AsSpan(Next(), 1), _places.AsSpan(0, 100), int.MaxValue, CancellationToken.None);

    [Benchmark]
    public TableResult Table100() => _router.Table(Profile.Car, _places.AsSpan(0, 100), _places.AsSpan(100, 100), int.MaxValue, CancellationToken.None);

    [Benchmark]
    public IsochroneResult Isochrone() => _router.Isochrones(Profile.Car, _places[Next()], [300], CancellationToken.None);

    [Benchmark]
    public string EncodePolyline() => Polyline.Encode(_line, 6);

    public void Dispose()
    {
        _region.Dispose();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private RouteResult Ask(bool geometry, bool steps)
    {
        var at = Next();
        return _router.Route(Profile.Car, [_places[at], _places[at + 1]], geometry, steps, CancellationToken.None);
    }

    private int Next() => _next = (_next + 1) % Count;
}
