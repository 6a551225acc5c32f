using Routing.Optimisation.Model;
using Routing.Optimisation.Objective;

namespace Routing.Optimisation.Schedule;

/// <summary>
/// A problem as flat arrays, immutable, shared by all threads. Jobs, resources and workshops are their indices in the
/// problem's lists. A variant is a job with one alternative chosen at each stop; "slot" is a job's stop before that
/// choice, "stop" one inside a variant.
/// </summary>
internal sealed partial class CompiledProblem
{
    public Problem Source { get; private set; }
    public readonly int JobCount;
    public readonly int ResourceCount;
    public readonly int Locations;

    // By matrix.
    public readonly Travel[] Travel;

    // By job.
    public readonly int[] FirstVariant; // length jobs + 1, into variants
    public readonly int[] FirstSlot; // length jobs + 1, into slots
    public readonly bool[] Promised;
    public readonly int[] Priority;
    public readonly int[] DirectlyAfter; // job, -1 none
    public readonly int[] Follower; // the job locked directly after this one, -1 none
    public readonly int[] ReadyAfter; // job that brings the car, -1 none
    public readonly int[] Releaser; // the job that takes the brought car out, -1 none
    public readonly int[] WaitSlot; // slot that waits for the car
    public readonly int[] CheckInSlot; // slot of the check-in, -1 none
    public readonly int[] ReleaseSlot; // slot of the release, -1 none
    public readonly int[] CourtesyOutSlot; // slot at which a courtesy car leaves, -1 none
    public readonly int[] CourtesyBackSlot; // slot at which one comes back, -1 none
    public readonly int[] Range; // metres that the car can go, until it is charged
    public readonly int[] PinnedTo; // resource, -1 free
    public readonly int[] Rank; // by id: decides between two at the same moment, whatever the order of the list
    public readonly int[] ByRank; // length jobs, the job of each rank
    public readonly int[] PublishedResource; // -1 not published
    public readonly int[] PublishedPosition;
    public readonly int[] PublishedStart;

    // By slot: what does not depend on the alternative. Floors are the earliest service start known beforehand.
    public readonly int[] Service;
    public readonly int[] PromisedStart;
    public readonly int[] PromisedEnd;
    public readonly int[] SlotWorkshop; // -1 none
    public readonly WorkshopVisitKind[] SlotKind;
    public readonly int[] Recharged; // metres that the car gets from there, -1 as far as it got before
    public int[] BaseFloor { get; private set; }

    // By variant and stop: the stop i of a variant belongs to the slot FirstSlot[job] + i.
    public readonly int[] FirstStop; // length variants + 1
    public readonly int[] Location;
    public readonly int[] Alternative;
    public readonly int[] FirstWindow; // length stops + 1
    public readonly int[] Open;
    public readonly int[] Close;

    // By resource.
    public ResourceData[] Resources { get; private set; }

    /// <summary>Resources * jobs: whether skills and driver lock let the driver take the job.</summary>
    public bool[] CanServe { get; private set; }

    public readonly WorkshopData[] Workshops;
    public readonly Dictionary<Guid, int> JobIndex = [];
    public readonly Dictionary<Guid, int> ResourceIndex = [];

    /// <summary>Whether any route's times can depend on another route: some workshop has a limit or a link.</summary>
    public readonly bool HasSharedLimits;

    // Disturbance prices in cost units; the shift's per second.
    public readonly long OtherDriverCost;
    public readonly long OtherOrderCost;
    public readonly long ShiftedSecondCost;
    public readonly int ShiftTolerance;

    // Fairness prices in cents.
    public readonly long PerSquareHour;
    public readonly long PerSquareKm;

    public CompiledProblem(Problem problem)
    {
        Source = problem;
        JobCount = problem.Jobs.Count;
        ResourceCount = problem.Resources.Count;
        Locations = problem.Matrices[0].Size;
        Travel = [.. problem.Matrices.Select(matrix => new Travel(matrix))];
        for (var j = 0; j < JobCount; j++)
            JobIndex.Add(problem.Jobs[j].Id, j);
        for (var r = 0; r < ResourceCount; r++)
            ResourceIndex.Add(problem.Resources[r].Id, r);

        ByRank = [.. Enumerable.Range(0, JobCount).OrderBy(j => problem.Jobs[j].Id)];
        Rank = new int[JobCount];
        for (var rank = 0; rank < JobCount; rank++)
            Rank[ByRank[rank]] = rank;

        FirstVariant = new int[JobCount + 1];
        FirstSlot = new int[JobCount + 1];
        Promised = new bool[JobCount];
        Priority = new int[JobCount];
        DirectlyAfter = Filled(JobCount);
        Follower = Filled(JobCount);
        ReadyAfter = Filled(JobCount);
        Releaser = Filled(JobCount);
        WaitSlot = Filled(JobCount);
        CheckInSlot = Filled(JobCount);
        ReleaseSlot = Filled(JobCount);
        CourtesyOutSlot = Filled(JobCount);
        CourtesyBackSlot = Filled(JobCount);
        Range = [.. problem.Jobs.Select(job => job.RangeMetres ?? int.MaxValue)];
        PinnedTo = Filled(JobCount);
        PublishedResource = Filled(JobCount);
        PublishedPosition = Filled(JobCount);
        PublishedStart = Filled(JobCount);

        var slots = new Slots();
        var stops = new Stops();
        for (var j = 0; j < JobCount; j++)
            AddJob(j, problem.Jobs[j], slots, stops);
        FirstSlot[JobCount] = slots.Service.Count;
        FirstVariant[JobCount] = stops.First.Count;
        stops.First.Add(stops.Location.Count);
        stops.FirstWindow.Add(stops.Open.Count);

        Service = [.. slots.Service];
        PromisedStart = [.. slots.PromisedStart];
        PromisedEnd = [.. slots.PromisedEnd];
        SlotWorkshop = [.. slots.Workshop];
        SlotKind = [.. slots.Kind];
        Recharged = [.. slots.Recharged];
        BaseFloor = [.. slots.Floor];
        FirstStop = [.. stops.First];
        Location = [.. stops.Location];
        Alternative = [.. stops.Alternative];
        FirstWindow = [.. stops.FirstWindow];
        Open = [.. stops.Open];
        Close = [.. stops.Close];
        drives = new Drive[problem.Matrices.Count][];
        foreach (var matrix in problem.Resources.Select(one => one.LoadedMatrix).Distinct())
            drives[matrix] = Drives(Travel[matrix]);

        Resources = [.. problem.Resources.Select(resource => new ResourceData(this, resource))];
        for (var r = 0; r < ResourceCount; r++)
        {
            foreach (var j in Resources[r].Pinned)
                PinnedTo[j] = r;
        }

        Workshops =
        [
            .. problem.Workshops.Select((workshop, w) => new WorkshopData(this, workshop, w)),
        ];
        Link(problem);
        CanServe = new bool[ResourceCount * JobCount];
        for (var r = 0; r < ResourceCount; r++)
        {
            for (var j = 0; j < JobCount; j++)
                CanServe[r * JobCount + j] = Allows(problem.Resources[r], problem.Jobs[j], r, j);
        }

        HasSharedLimits =
            Workshops.Length > 0
            && (Array.Exists(Workshops, w => w.HasLimits || w.HasCourtesyLimit) || HasLinks());
        OtherDriverCost = problem.Disturbance.OtherDriver * (long)PlanCost.UnitsPerCent;
        OtherOrderCost = problem.Disturbance.OtherOrder * (long)PlanCost.UnitsPerCent;
        ShiftedSecondCost =
            problem.Disturbance.PerShiftedHour * (long)Weights.UnitsPerHourCentSecond;
        ShiftTolerance = problem.Disturbance.ShiftToleranceSeconds;
        PerSquareHour = problem.Fairness.PerSquareHour;
        PerSquareKm = problem.Fairness.PerSquareKm;
        if (problem.Published is { } published)
            Publish(published);
    }

    /// <summary>The same problem, in which none of these jobs is at a workshop's limits before the plan has it there.</summary>
    public CompiledProblem NotBefore(Plan plan, IEnumerable<Item> items)
    {
        var floor = BaseFloor.ToArray();
        var jobs = items.Select(item => item.Job).ToHashSet();
        foreach (var visit in plan.Routes.SelectMany(route => route.Visits))
        {
            if (!JobIndex.TryGetValue(visit.JobId, out var j) || !jobs.Contains(j))
                continue;
            var slot = FirstSlot[j] + visit.StopIndex;
            if (slot == CheckInSlot[j] || slot == WaitSlot[j] || slot == CourtesyOutSlot[j])
                floor[slot] = Math.Max(floor[slot], visit.ServiceStart);
        }

        var bound = (CompiledProblem)MemberwiseClone();
        bound.BaseFloor = floor;
        return bound;
    }

    /// <summary>
    /// The problem in which one resource differs, by anything but its id, pinned work and the matrix of its cars: all
    /// that does not depend on it is shared.
    /// </summary>
    public CompiledProblem With(Problem changed, int r)
    {
        var other = (CompiledProblem)MemberwiseClone();
        other.Source = changed;
        other.Resources = [.. Resources];
        other.Resources[r] = new ResourceData(this, changed.Resources[r]);
        other.CanServe = [.. CanServe];
        for (var j = 0; j < JobCount; j++)
            other.CanServe[r * JobCount + j] = Allows(changed.Resources[r], changed.Jobs[j], r, j);
        return other;
    }

    public int FirstLocation(int variant) => Location[FirstStop[variant]];

    public int LastLocation(int variant) => Location[FirstStop[variant + 1] - 1];

    public int FirstLocation(in Item item) => Location[FirstStopOf(item)];

    public int LastLocation(in Item item) => Location[EndStopOf(item) - 1];

    public int FirstStopOf(in Item item) =>
        FirstStop[item.Variant] + (item.Part == Part.Unload ? 1 : 0);

    /// <summary>Behind the last one.</summary>
    public int EndStopOf(in Item item) =>
        item.Part == Part.Load ? FirstStop[item.Variant] + 1 : FirstStop[item.Variant + 1];

    public int FirstSlotOf(in Item item) =>
        FirstSlot[item.Job] + (item.Part == Part.Unload ? 1 : 0);

    private bool HasLinks() =>
        Array.Exists(ReadyAfter, j => j >= 0) || Array.Exists(Workshops, w => w.HasLinks);

    private bool Allows(Resource resource, Job job, int r, int j)
    {
        if (PinnedTo[j] >= 0 && PinnedTo[j] != r)
            return false;
        if (job.Locks.Driver is { } driver && driver != resource.Id)
            return false;
        if (resource.Places > 0 ? job.Stops.Count != 2 : job.CannotBeDriven)
            return false;
        foreach (var skill in job.RequiredSkills)
        {
            if (!resource.Skills.Contains(skill))
                return false;
        }

        return true;
    }

    private void Publish(Plan published)
    {
        foreach (var route in published.Routes)
        {
            if (!ResourceIndex.TryGetValue(route.ResourceId, out var r))
                continue;
            var position = 0;
            foreach (var visit in route.Visits)
            {
                if (visit.StopIndex != 0 || !JobIndex.TryGetValue(visit.JobId, out var j))
                    continue;
                PublishedResource[j] = r;
                PublishedPosition[j] = position++;
                PublishedStart[j] = visit.ServiceStart;
            }
        }
    }

    private void Link(Problem problem)
    {
        for (var j = 0; j < JobCount; j++)
        {
            var job = problem.Jobs[j];
            if (job.Locks.DirectlyAfter is { } before)
            {
                DirectlyAfter[j] = JobIndex[before];
                Follower[JobIndex[before]] = j;
            }

            if (job.ReadyAfterJob is not { } brings)
                continue;
            if (JobIndex.TryGetValue(brings, out var bringer))
            {
                ReadyAfter[j] = bringer;
                Releaser[bringer] = j;
            }
            else
            {
                foreach (var workshop in Workshops)
                    workshop.LinkPresent(brings, j);
            }
        }
    }

    private static int[] Filled(int length)
    {
        var array = new int[length];
        Array.Fill(array, -1);
        return array;
    }
}
