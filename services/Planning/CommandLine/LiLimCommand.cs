using System.Diagnostics;
using System.Globalization;
using System.Text;
using Routing.Checking;
using Routing.Optimisation.Field;
using Routing.Optimisation.Formats.LiLim;

namespace Routing.Planning.CommandLine;

/// <summary>Solves Li and Lim's problems and sets the plans beside the best known ones.</summary>
internal sealed class LiLimCommand(TextWriter output, TextWriter error)
{
    public const int WrongInput = 2;

    /// <summary>Ends with 0; with 2 when a file cannot be read or written or there is none, with 1 when the checker disagrees or a task is left out.</summary>
    public int Run(LiLimArguments arguments, CancellationToken cancellation)
    {
        try
        {
            return Solve(arguments, cancellation);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(problem.Message);
            return WrongInput;
        }
    }

    private int Solve(LiLimArguments arguments, CancellationToken cancellation)
    {
        // All files are read before the first is solved.
        var instances = new List<(string File, string Text, LiLimInstance Instance)>();
        foreach (var file in arguments.Files.SelectMany(FilesOf))
        {
            try
            {
                var text = File.ReadAllText(file);
                instances.Add((file, text, LiLimInstance.Read(Path.GetFileNameWithoutExtension(file), new StringReader(text))));
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException)
            {
                error.WriteLine($"{file}: {problem.Message}");
                return WrongInput;
            }
        }

        if (instances.Count == 0)
        {
            error.WriteLine($"There is no problem (*.txt) in {string.Join(", ", arguments.Files)}.");
            return WrongInput;
        }

        var rows = new List<LiLimRow>();
        output.WriteLine($"{"instance",-12}{"vehicles",9}{"best",6}{"distance",12}{"best",12}{"gap %",8}{"seconds",9}  checker");
        foreach (var (file, text, instance) in instances)
        {
            if (cancellation.IsCancellationRequested)
                break;
            var row = Solve(file, text, instance, arguments, cancellation);
            rows.Add(row);
            output.WriteLine(row.ToLine());
        }

        if (rows.Count > 1)
            output.WriteLine(Summary(rows));
        if (arguments.Csv is { } csv)
            File.WriteAllText(csv, string.Concat(rows.Select(row => row.ToCsv() + "\n").Prepend(LiLimRow.CsvHead + "\n")));
        if (arguments.Plot is { } plot && rows.Count > 0)
            GapPlot.Write(plot, rows);
        return rows.TrueForAll(row => row.Faults.Count == 0) ? 0 : 1;
    }

    // A folder stands for the problems in it.
    private static IEnumerable<string> FilesOf(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.txt").Order(StringComparer.Ordinal) : [path];

    private static LiLimRow Solve(string file, string text, LiLimInstance instance, LiLimArguments arguments, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        var options = new FieldOptions { MaxTime = TimeSpan.FromSeconds(arguments.Seconds), Threads = arguments.Threads, Seed = arguments.Seed };
        var plan = FieldSolver.Solve(instance.ToProblem(), options, cancellation: cancellation);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var solution = SintefSolution.Write(instance.Name, instance.RoutesOf(plan), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        if (arguments.Solutions is { } folder)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, instance.Name + ".sol"), solution);
        }

        var verdict = LiLimCheck.Check(text, solution);
        var best = BestKnown(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "best-known.csv"), instance.Name);
        return new LiLimRow(instance.Name, verdict.Vehicles, verdict.Distance, best?.Vehicles, best?.Distance, seconds, verdict.Faults);
    }

    private static (int Vehicles, double Distance)? BestKnown(string file, string instance)
    {
        if (!File.Exists(file))
            return null;
        foreach (var line in File.ReadLines(file))
        {
            var fields = line.Split(',');
            if (fields.Length == 3
                && string.Equals(fields[0], instance, StringComparison.OrdinalIgnoreCase)
                && int.TryParse(fields[1], CultureInfo.InvariantCulture, out var vehicles)
                && double.TryParse(fields[2], CultureInfo.InvariantCulture, out var distance))
            {
                return (vehicles, distance);
            }
        }

        return null;
    }

    private static string Summary(List<LiLimRow> rows)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{rows.Count} instances: {rows.Sum(row => row.Vehicles)} vehicles");
        if (rows.TrueForAll(row => row.BestVehicles is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $" against {rows.Sum(row => row.BestVehicles)} best known");
            var same = rows.Where(row => row.Gap is not null).ToList();
            if (same.Count > 0)
            {
                var worst = same.MaxBy(row => row.Gap)!;
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"; {same.Count} with the best known number, their distance {100 * (same.Sum(row => row.Distance) / same.Sum(row => row.BestDistance!.Value) - 1):F3} % above the best known, at worst {worst.Gap:F3} % ({worst.Instance})");
            }
        }

        return text.Append('.').ToString();
    }
}

/// <param name="Solutions">A folder for a file an instance in SINTEF's format, or null.</param>
internal sealed record LiLimArguments(IReadOnlyList<string> Files, double Seconds, int Threads, ulong Seed, string? Csv, string? Plot, string? Solutions);
