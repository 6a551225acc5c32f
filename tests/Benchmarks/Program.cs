using Routing.Benchmarks.Days;
using Routing.Benchmarks.Http;
using Routing.Benchmarks.Map;
using Routing.Benchmarks.Measuring;
using Routing.Benchmarks.Plans;
using Routing.Benchmarks.Roads;
using Routing.Benchmarks.Scale;

// One command each: dotnet run -c Release --project tests/Benchmarks -- <command>
return args switch
{
    ["roads", .. var rest] => RoadBenchmarks.Run(rest),
    ["plans", .. var rest] => PlanBenchmarks.Run(rest),
    ["tiles", .. var rest] => TileBenchmarks.Run(rest),
    ["addresses", .. var rest] => AddressBenchmarks.Run(rest),
    ["scale", .. var rest] => ScaleBenchmarks.Run(rest),
    ["days", .. var rest] => DayBenchmarks.Run(rest),
    ["http", .. var rest] => HttpBenchmarks.Run(rest),
    ["bdn", .. var rest] => MicroBenchmarks.Run(rest),
    [ColdProcess.Command, .. var rest] => ColdProcess.Answer(rest),
    _ => Help(),
};

static int Help()
{
    Console.Error.WriteLine("""
        Usage: dotnet run -c Release --project tests/Benchmarks -- <command>

          roads [--osm FILE] [--json]     routes, tables, import and customisation in process
          plans [ferry] [lilim] [larger]  plans for the public instances, beside the best known; --or-tools solves with it
                [--seconds N] [--threads N] [--seed N] [--processor-time] [--shared DIR] [--save FILE.md]
          http [--osm FILE] [--reference URL] [--json]
                                          routes and tables over HTTP; the reference is an OSRM server of the same extract
          bdn [BenchmarkDotNet's options] the searches apart, by BenchmarkDotNet: time, allocations, generations
          tiles [--osm FILE] [--json]     vector tiles: time and size by zoom, memory
          addresses [--osm FILE] [--json] [--misses]   what is found of mangled addresses, and how fast
          scale [1 4 16 64] [--json]      the sample city, tiled into grids of so many cities joined by trunk roads
          days [--osm FILE] [--seconds N] [--threads N] [--seed N]
                                          generated days of 60, 300 and 600 moves: search, events, quotes
          days --write DIRECTORY          the same days as JSON, for other solvers
          days --check DAY.json PLAN.json what is wrong with a plan of such a day

        Times are medians unless said otherwise. Nothing else should run on the machine.
        """);
    return 2;
}
