using Routing.Optimisation.Model;

namespace Routing.Optimisation.Schedule;

/// <summary>What routes share: reception, lifts, yard and courtesy cars.</summary>
internal sealed partial class DaySchedule
{
    // Each round raises a floor, by a quarter or to a car's completion; a circle of cars that wait for each other
    // would go on for ever.
    private const int MaxRounds = 96;

    private readonly LiftQueue lifts; // of one workshop at a time
    private readonly bool[] lowered; // by resource, all false between calls

    /// <summary>Violations of shared limits that no single route shows.</summary>
    public long SharedViolation { get; private set; }

    /// <summary>
    /// Times all routes against the limits they share: drivers wait for a place at reception and for a courtesy car,
    /// returns for their car. Starts from nothing each time and only ever postpones, so that the result depends on the
    /// order of jobs alone and an end is reached: O(rounds * (cars log cars + stops)). False when some route cannot
    /// wait so long; undo the change and call again.
    /// </summary>
    public bool Settle()
    {
        SharedViolation = 0;
        if (!Problem.HasSharedLimits)
            return AllFeasible();
        if (!LowerFloors() || !AllFeasible())
            return false;
        for (var round = 0; round < MaxRounds; round++)
        {
            var isStill = true;
            for (var w = 0; w < Problem.Workshops.Length; w++)
            {
                if (!Receive(w, ref isStill) || !LendCourtesyCars(w, ref isStill))
                    return false;
            }

            for (var w = 0; w < Problem.Workshops.Length; w++)
            {
                lifts.Work(this, Problem.Workshops[w]);
                if (!AwaitCars(w, ref isStill))
                    return false;
            }

            if (isStill)
                return AddUp();
        }

        return false;
    }

    private bool AllFeasible()
    {
        foreach (var route in Routes)
        {
            if (!route.IsFeasible)
                return false;
        }

        return true;
    }

    private bool LowerFloors()
    {
        var feasible = true;
        for (var j = 0; j < RouteOf.Length; j++)
        {
            var changed =
                Lower(Problem.CheckInSlot[j])
                | Lower(Problem.WaitSlot[j])
                | Lower(Problem.CourtesyOutSlot[j]);
            if (changed && RouteOf[j] >= 0)
                lowered[RouteOf[j]] = true;
        }

        for (var r = 0; r < Routes.Length; r++)
        {
            if (!lowered[r])
                continue;
            lowered[r] = false;
            feasible &= Simulate(r, 0);
        }

        return feasible;
    }

    private bool Lower(int slot)
    {
        if (slot < 0 || Floor[slot] == Problem.BaseFloor[slot])
            return false;
        Floor[slot] = Problem.BaseFloor[slot];
        return true;
    }

    /// <summary>Postpones a stop of a served job. False when its route cannot wait so long.</summary>
    private bool Postpone(int j, int slot, int time, ref bool isStill)
    {
        Floor[slot] = time;
        isStill = false;
        return Simulate(RouteOf[j], 0);
    }

    /// <summary>Postpones the jobs that take a car out of this workshop until it is finished.</summary>
    private bool AwaitCars(int w, ref bool isStill)
    {
        var feasible = true;
        for (var car = 0; car < lifts.Count; car++)
        {
            var releaser = ReleaserOf(w, car);
            if (releaser < 0 || RouteOf[releaser] < 0)
                continue;
            var slot = Problem.WaitSlot[releaser];
            if (Start[slot] >= lifts.FinishOf(car))
                continue;
            if (lifts.FinishOf(car) >= Window.Never)
            {
                // Not today. What has to stay in the plan all the same does not wait for it.
                if (!Tolerated[releaser])
                    return false;
                continue;
            }

            feasible &= Postpone(releaser, slot, lifts.FinishOf(car), ref isStill);
        }

        return feasible;
    }

    /// <summary>
    /// Counts what postponing cannot mend: parking beyond its room, releases of cars that are not there, courtesy cars
    /// that do not come back. False when a job that need not be tolerated has no car.
    /// </summary>
    private bool AddUp()
    {
        for (var j = 0; j < RouteOf.Length; j++)
        {
            if (RouteOf[j] < 0 || Problem.ReadyAfter[j] < 0 || RouteOf[Problem.ReadyAfter[j]] >= 0)
                continue;
            if (!Tolerated[j])
                return false;
            SharedViolation += RuleBroken;
        }

        for (var w = 0; w < Problem.Workshops.Length; w++)
        {
            lifts.Work(this, Problem.Workshops[w]);
            for (var car = 0; car < lifts.Count; car++)
            {
                if (IsTakenUnfinished(w, car))
                    SharedViolation += RuleBroken;
            }

            if (Problem.Workshops[w].Parking != int.MaxValue)
                SharedViolation +=
                    RuleBroken * (long)Math.Max(0, MostParked(w) - Problem.Workshops[w].Parking);
            SharedViolation += RuleBroken * (long)CourtesyCarsMissing(w, null);
        }

        return true;
    }

    /// <summary>Whether a served job takes out a car that is not brought or not finished by then.</summary>
    public bool IsCarMissing(int j)
    {
        var brings = Problem.ReadyAfter[j];
        if (brings >= 0 && RouteOf[brings] < 0)
            return true;
        for (var w = 0; w < Problem.Workshops.Length; w++)
        {
            lifts.Work(this, Problem.Workshops[w]);
            for (var car = 0; car < lifts.Count; car++)
            {
                if (ReleaserOf(w, car) == j)
                    return IsTakenUnfinished(w, car);
            }
        }

        return false;
    }

    private bool IsTakenUnfinished(int w, int car)
    {
        var releaser = ReleaserOf(w, car);
        return releaser >= 0
            && RouteOf[releaser] >= 0
            && Start[Problem.WaitSlot[releaser]] < lifts.FinishOf(car);
    }

    private int ReleaserOf(int w, int car)
    {
        var brings = lifts.JobOf(car);
        return brings < 0 ? Problem.Workshops[w].PresentReleaser[car] : Problem.Releaser[brings];
    }
}
