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
    public readonly int FreeFrom; // for all but pinned work
    public readonly int Fold;
    public readonly int MaxEmpty;
    public readonly int MaxJobs;
    public readonly Travel Empty;
    public readonly Travel Loaded;
    public readonly int LoadedMatrix;
    public readonly int Places; // of a transporter, 0 a driver
    public readonly int[] Pinned; // jobs

    /// <summary>Own means alone, always at hand: nothing but the matrix decides an empty leg.</summary>
    public readonly bool IsPlain;

    public readonly RideData[] Rides;
    public readonly bool[]? StaysBehind; // by job: own means do not fit into its car; null: none can be left
    public readonly int MeansAt; // location, -1 with the driver
    public readonly int Range; // metres on one charge
    public readonly int Charged;
    public readonly int ChangeBelow;
    public readonly int ChangeSeconds;
    public readonly bool[]? ChangesAt; // by location; null: no battery

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

    public bool IsTransporter => Places > 0;

    public ResourceData(CompiledProblem problem, Resource resource)
    {
        Start = resource.StartLocation;
        End = resource.EndLocation ?? -1;
        ShiftStart = resource.ShiftStart;
        ShiftEnd = resource.ShiftEnd;
        Limit = resource.ShiftEnd + resource.MaxOvertimeSeconds;
        FreeFrom = resource.FreeFrom ?? 0;
        Fold = resource.FoldSeconds;
        MaxEmpty = resource.MaxEmptyMetres ?? int.MaxValue;
        MaxJobs = resource.MaxJobs ?? int.MaxValue;
        Empty = problem.Travel[resource.EmptyMatrix];
        Loaded = problem.Travel[resource.LoadedMatrix];
        LoadedMatrix = resource.LoadedMatrix;
        Places = resource.Places;
        Pinned = [.. resource.PinnedJobs.Select(id => problem.JobIndex[id])];

        Rides = [.. resource.Rides.Select(ride => new RideData(problem, ride))];
        StaysBehind = LeftBy(problem, resource.Means);
        MeansAt = resource.Means?.Location ?? -1;
        Range = int.MaxValue;
        Charged = int.MaxValue;
        if (resource.Means?.Battery is { } battery)
        {
            Range = battery.RangeMetres;
            Charged = battery.ChargedMetres;
            ChangeBelow = battery.ChangeBelowMetres;
            ChangeSeconds = battery.ChangeSeconds;
            ChangesAt = new bool[problem.Locations];
            foreach (var place in battery.ChangePlaces)
                ChangesAt[place] = true;
        }

        IsPlain = Rides.Length == 0 && StaysBehind is null && ChangesAt is null && MeansAt < 0;

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

    // Null as well where a ride cannot leave own means behind, since there are none, or they follow.
    private bool[]? LeftBy(CompiledProblem problem, OwnMeans? means)
    {
        if (means is null || means.Follows)
            return null;
        var left = new bool[problem.JobCount];
        for (var j = 0; j < left.Length; j++)
            left[j] = problem.Source.Jobs[j].CarriesMeans is { } room && !room.Contains(means.Kind);
        return Array.Exists(Rides, ride => !ride.TakesMeans) || left.AsSpan().Contains(true)
            ? left
            : null;
    }
}

/// <summary>A <see cref="Ride"/> as the inner loops read it. Prices are cost units.</summary>
internal sealed class RideData(CompiledProblem problem, Ride ride)
{
    public readonly Travel Travel = problem.Travel[ride.Matrix];
    public readonly int Wait = ride.WaitSeconds;
    public readonly int MaxMetres = ride.MaxMetres ?? int.MaxValue;
    public readonly long PerRide = ride.PerRide * (long)PlanCost.UnitsPerCent;
    public readonly long PerMetre = ride.PerKm * (long)Weights.UnitsPerKmCentMetre;
    public readonly bool TakesMeans = ride.TakesMeans;
}
