using System.Globalization;
using Routing.Benchmarks.Measuring;
using Routing.Days;

namespace Routing.Benchmarks.Days;

/// <param name="Osm">The extract.</param>
/// <param name="Seconds">For each search.</param>
/// <param name="Threads">Of each search.</param>
/// <param name="Seed">Of days and searches.</param>
/// <param name="Write">Where to write the days, null to measure.</param>
internal sealed record Arguments(string Osm, double Seconds, int Threads, int Seed, string? Write)
{
    public DayOptions Options((int Moves, int Drivers) size) => new() { Moves = size.Moves, Drivers = size.Drivers, Seed = Seed };

    public static bool TryRead(string[] args, out Arguments arguments)
    {
        arguments = new Arguments(Places.Sample(), 60, Environment.ProcessorCount, 1, null);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
                return false;
            var value = args[i + 1];
            var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            switch (args[i])
            {
                case "--osm":
                    arguments = arguments with { Osm = value };
                    break;
                case "--write":
                    arguments = arguments with { Write = value };
                    break;
                case "--seconds" when isNumber:
                    arguments = arguments with { Seconds = number };
                    break;
                case "--threads" when isNumber && number > 0:
                    arguments = arguments with { Threads = number };
                    break;
                case "--seed" when isNumber:
                    arguments = arguments with { Seed = number };
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
