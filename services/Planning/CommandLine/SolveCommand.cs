using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Routing.Optimisation.Field.Model;
using Routing.Optimisation.Formats.Vroom;
using Routing.Planning.Vroom;
using Routing.RoadNetwork;
using Routing.RoadNetwork.RegionFile;

namespace Routing.Planning.CommandLine;

/// <summary>A VROOM problem in, VROOM's answer out.</summary>
internal sealed class SolveCommand(TextReader input, Stream output, TextWriter error)
{
    public const int WrongInput = VroomDesk.InputError;

    /// <summary>Ends with the answer's code: 0, or 2 when the problem is none, which the answer says.</summary>
    public int Run(SolveArguments arguments, CancellationToken cancellation)
    {
        try
        {
            var answer = Answer(arguments, cancellation);
            Write(arguments.Output, answer.ToJson());
            return answer.Code;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(problem.Message);
            return WrongInput;
        }
    }

    private VroomAnswer Answer(SolveArguments arguments, CancellationToken cancellation)
    {
        var progress = arguments.ShowsProgress ? new ProgressLine(error) : null;
        try
        {
            var json = Read(arguments.Input);
            using var region = arguments.Region is { } file ? Region.Open(file) : null;
            return VroomDesk.Answer(json, region is null ? null : new Router(region), arguments.Settings, progress, NullLogger.Instance, cancellation);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or RegionFileException)
        {
            return VroomAnswer.Wrong(WrongInput, problem.Message);
        }
        finally
        {
            progress?.Clear();
        }
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
    private sealed class ProgressLine(TextWriter terminal) : IProgress<FieldPlan>
    {
        private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);
        private readonly long begun = Stopwatch.GetTimestamp();
        private long shown;

        public void Report(FieldPlan value)
        {
            if (shown != 0 && Stopwatch.GetElapsedTime(shown) < Between)
                return;
            shown = Stopwatch.GetTimestamp();
            terminal.Write(FormattableString.Invariant(
                $"\r\e[K{Stopwatch.GetElapsedTime(begun).TotalSeconds:F1} s: {value.Unserved.Count} unserved, {value.UsedVehicles} vehicles, cost {value.Cost}"));
        }

        public void Clear()
        {
            if (shown != 0)
                terminal.Write("\r\e[K");
        }
    }
}

/// <param name="Input">A file; null or "-" reads standard input.</param>
/// <param name="Output">A file; null or "-" writes standard output.</param>
/// <param name="Region">A region file, for problems with coordinates instead of matrices.</param>
internal sealed record SolveArguments(string? Input, string? Output, VroomSettings Settings, string? Region, bool ShowsProgress);
