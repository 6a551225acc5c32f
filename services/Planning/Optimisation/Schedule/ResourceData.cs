using Routing.Optimisation.Model;
using Routing.Optimisation.Objective;

namespace Routing.Optimisation.Schedule;

/// <summary>A resource as the inner loops read it. Prices are cost units per second or metre.</summary>
internal sealed class ResourceData
{
    public readonly int Start;
    public readonly int End; // -1 open
    public readonly int ShiftStart;
    public readonly int ShiftEnd;
    public readonly int Limit; // the latest end of a route
    public readonly int Fold;
    public readonly int MaxEmpty;
    public readonly int MaxJobs;
    public readonly int[] EmptySeconds;
    public readonly int[] EmptyMetres;
    public readonly int[] LoadedSeconds;
    public readonly int[] LoadedMetres;
    public readonly int[] Pinned; // jobs
    public readonly int[] BreakFrom;
    public readonly int[] BreakTo; // latest start
    public readonly int[] BreakSeconds;
    public readonly long Fixed;
    public readonly long PerSecond;
    public readonly long PerWaitingSecond;
    public readonly long PerOvertimeSecond;
    public readonly long PerEmptyMetre;
    public readonly long PerLoadedMetre;

    /// <summary>States that a schedule keeps side by side: one for each number of breaks taken.</summary>
    public int Lanes => BreakFrom.Length + 1;

    public ResourceData(CompiledProblem problem, Resource resource)
    {
        Start = resource.StartLocation;
        End = resource.EndLocation ?? -1;
        ShiftStart = resource.ShiftStart;
        ShiftEnd = resource.ShiftEnd;
        Limit = resource.ShiftEnd + resource.MaxOvertimeSeconds;
        Fold = resource.FoldSeconds;
        MaxEmpty = resource.MaxEmptyMetres ?? int.MaxValue;
        MaxJobs = resource.MaxJobs ?? int.MaxValue;
        EmptySeconds = problem.Durations[resource.EmptyMatrix];
        EmptyMetres = problem.Distances[resource.EmptyMatrix];
        LoadedSeconds = problem.Durations[resource.LoadedMatrix];
        LoadedMetres = problem.Distances[resource.LoadedMatrix];
        Pinned = [.. resource.PinnedJobs.Select(id => problem.JobIndex[id])];

        // A break whose window is over before the shift begins is not owed.
        var breaks = resource
            .Breaks.Where(rest => rest.Window.End >= resource.ShiftStart)
            .ToArray();
        BreakFrom = [.. breaks.Select(rest => rest.Window.Start)];
        BreakTo = [.. breaks.Select(rest => rest.Window.End)];
        BreakSeconds = [.. breaks.Select(rest => rest.DurationSeconds)];

        var costs = resource.Costs;
        Fixed = costs.Fixed * (long)PlanCost.UnitsPerCent;
        PerSecond = costs.PerHour * (long)Weights.UnitsPerHourCentSecond;
        PerWaitingSecond = costs.PerWaitingHour * (long)Weights.UnitsPerHourCentSecond;
        PerOvertimeSecond = costs.PerOvertimeHour * (long)Weights.UnitsPerHourCentSecond;
        PerEmptyMetre = costs.PerEmptyKm * (long)Weights.UnitsPerKmCentMetre;
        PerLoadedMetre = costs.PerLoadedKm * (long)Weights.UnitsPerKmCentMetre;
    }
}
