using System.Diagnostics;
using Routing.Checking;
using Routing.Optimisation.Field;
using Routing.Optimisation.Field.Model;
using Routing.Optimisation.Formats.Vroom;
using Routing.RoadNetwork;

namespace Routing.Planning.Vroom;

/// <summary>Answers VROOM problems, checks each answer apart, and says what is wrong in VROOM's shape. Thread-safe.</summary>
internal static partial class VroomDesk
{
    /// <summary>VROOM's codes.</summary>
    public const int Ok = 0;
    public const int InternalError = 1;
    public const int InputError = 2;

    private const double SecondsPerTask = 0.05;
    private const double FewestSeconds = 0.5;
    private const double MostUsualSeconds = 10;
    private const double SecondsOfADay = 86_400;

    /// <param name="router">Roads for problems with coordinates; null where there are none.</param>
    /// <param name="settings">What the caller says; the problem's own options stand in for what it does not.</param>
    public static VroomAnswer Answer(
        ReadOnlyMemory<byte> json, Router? router, VroomSettings settings, IProgress<FieldPlan>? progress, ILogger logger, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            var problem = VroomRoads.WithTravel(VroomReader.Read(json), router, cancellation);
            if (settings.PlanMode)
                problem = problem with { Options = problem.Options with { PlanMode = true } };
            var options = new FieldOptions
            {
                MaxTime = TimeSpan.FromSeconds(Math.Min(settings.MostSeconds, SecondsOf(settings, problem))),
                Threads = settings.Threads ?? problem.Options.Threads ?? Environment.ProcessorCount,
                Seed = settings.Seed,
                MaxIterations = settings.Iterations,
            };
            var answer = VroomSolver.Solve(problem, options, Stopwatch.GetElapsedTime(begun), progress, cancellation);

            if ((problem.Options.Geometry || settings.Geometry) && router is not null)
                answer = VroomRoads.WithGeometry(answer, problem, router, cancellation);

            // Plan mode's routes break rules on purpose, and say so.
            return !problem.Options.PlanMode && VroomCheck.Check(json, answer.ToJson(), VroomRoads.TablesOf(problem)).Faults is [var fault, ..]
                ? VroomAnswer.Wrong(InternalError, $"The plan was found wrong when it was checked: {fault}")
                : answer;
        }
        catch (FormatException problem)
        {
            return VroomAnswer.Wrong(InputError, problem.Message);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            // Whatever it is, who asked gets an answer in the shape that they read, and others go on being served.
            LogFault(logger, bug);
            return VroomAnswer.Wrong(InternalError, $"The problem could not be planned, for a fault in the program: {bug.Message}");
        }
    }

    [LoggerMessage(331, LogLevel.Error, "A VROOM problem could not be planned")]
    private static partial void LogFault(ILogger logger, Exception bug);

    // Where the trials are counted the clock must not end them: the plan would not be the same each time.
    private static double SecondsOf(VroomSettings settings, VroomProblem problem) =>
        settings.Seconds ?? (settings.Iterations is null ? problem.Options.Seconds ?? UsualSeconds(problem) : SecondsOfADay);

    // VROOM's users expect small problems at once.
    private static double UsualSeconds(VroomProblem problem) =>
        Math.Clamp(SecondsPerTask * (problem.Jobs.Count + problem.Shipments.Count), FewestSeconds, MostUsualSeconds);
}

/// <param name="Seconds">Null: what the problem says, else by its size.</param>
/// <param name="Threads">Null: what the problem says, else all cores.</param>
internal sealed record VroomSettings(double? Seconds = null, int? Threads = null, ulong Seed = 1, long? Iterations = null, bool PlanMode = false, bool Geometry = false)
{
    /// <summary>However long the problem asks for.</summary>
    public double MostSeconds { get; init; } = double.PositiveInfinity;
}
