using System.Diagnostics;
using Routing.Checking;
using Routing.Optimisation.Field;
using Routing.Optimisation.Field.Model;
using Routing.Optimisation.Formats.Vroom;
using Routing.Planning.Roads;
using Routing.RoadNetwork;
using Routing.RoadNetwork.RegionFile;

namespace Routing.Planning.CommandLine;

/// <summary>A VROOM problem in, VROOM's answer out.</summary>
internal sealed class SolveCommand(TextReader input, Stream output, TextWriter error)
{
    public const int WrongInput = 2;
    private const int InternalError = 1;
    private static readonly TimeSpan Standard = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Ends with 0; with 2 and VROOM's error when the problem is none. The answer is checked apart before it is given: if
    /// the checker disagrees, 1 and what it found.
    /// </summary>
    public int Run(SolveArguments arguments, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        VroomAnswer answer;
        try
        {
            var json = Read(arguments.Input);
            var problem = VroomReader.Read(json);
            using (var region = problem.Matrices.Count == 0 && arguments.Region is { } file ? Region.Open(file) : null)
                problem = VroomRoads.WithTravel(problem, region is null ? null : new Router(region), cancellation);
            if (arguments.PlanMode)
                problem = problem with { Options = problem.Options with { PlanMode = true } };
            var options = new FieldOptions
            {
                MaxTime = arguments.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : problem.Options.Seconds is { } own ? TimeSpan.FromSeconds(own) : Standard,
                Threads = arguments.Threads ?? problem.Options.Threads ?? Environment.ProcessorCount,
                Seed = arguments.Seed,
                MaxIterations = arguments.Iterations,
            };
            var progress = arguments.ShowsProgress ? new Line(error, options.MaxTime) : null;
            answer = VroomSolver.Solve(problem, options, Stopwatch.GetElapsedTime(begun), progress, cancellation);
            progress?.Clear();
            if (!problem.Options.PlanMode && VroomCheck.Check(json, answer.ToJson(), VroomRoads.TablesOf(problem)).Faults is [var fault, ..])
                answer = VroomAnswer.Wrong(InternalError, $"The plan was found wrong when it was checked: {fault}");
        }
        catch (Exception problem) when (problem is FormatException or IOException or UnauthorizedAccessException or RegionFileException)
        {
            answer = VroomAnswer.Wrong(WrongInput, problem.Message);
        }

        try
        {
            Write(arguments.Output, answer.ToJson());
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(problem.Message);
            return WrongInput;
        }

        return answer.Code;
    }

    private byte[] Read(string? file) => file is null or "-" ? System.Text.Encoding.UTF8.GetBytes(input.ReadToEnd()) : File.ReadAllBytes(file);

    private void Write(string? file, byte[] json)
    {
        byte[] line = [.. json, (byte)'\n'];
        if (file is not null and not "-")
            File.WriteAllBytes(file, line);
        else
            output.Write(line);
    }

    /// <summary>One line of a terminal, written over.</summary>
    private sealed class Line(TextWriter terminal, TimeSpan most) : IProgress<FieldPlan>
    {
        private readonly long begun = Stopwatch.GetTimestamp();
        private long shown;

        public void Report(FieldPlan value)
        {
            if (shown != 0 && Stopwatch.GetElapsedTime(shown) < TimeSpan.FromMilliseconds(200))
                return;
            shown = Stopwatch.GetTimestamp();
            terminal.Write(FormattableString.Invariant(
                $"\r\e[K{Stopwatch.GetElapsedTime(begun).TotalSeconds:F1} of {most.TotalSeconds:F0} s: {value.Unserved.Count} unserved, {value.UsedVehicles} vehicles, cost {value.Cost}"));
        }

        public void Clear() => terminal.Write("\r\e[K");
    }
}

/// <param name="Input">A file; null or "-" reads standard input.</param>
/// <param name="Output">A file; null or "-" writes standard output.</param>
/// <param name="Seconds">Null: what the problem's options say, else 10.</param>
/// <param name="Region">A region file, for problems with coordinates instead of matrices.</param>
internal sealed record SolveArguments(
    string? Input, string? Output, double? Seconds, int? Threads, ulong Seed, long? Iterations, bool PlanMode, string? Region, bool ShowsProgress);
