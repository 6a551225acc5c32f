using Routing.Optimisation.Model;
using Routing.Optimisation.Reasons;
using Routing.Optimisation.Schedule;

namespace Routing.Optimisation.Search;

/// <summary>
/// Answers for a planning area's day. Every method takes a problem that <see cref="ProblemValidation.Check"/> found
/// nothing wrong with, changes nothing that it is given, and may be called from any thread.
/// </summary>
public static partial class Solver
{
    // Places tried for good when shared limits refuse the cheapest ones.
    internal const int PatientCandidates = 16;

    /// <summary>
    /// Puts one job into the plan where it adds least, and moves no other. Everything else that the plan leaves
    /// unserved stays so, with its reason as long as no route changes: a reason belongs to the plan that it was found
    /// for. That of the job itself is sought only if asked for.
    /// </summary>
    public static InsertionOutcome Insert(
        Problem problem,
        Plan current,
        Guid jobId,
        bool explains = true
    )
    {
        var compiled = Compile(problem);
        var schedule = PlanReader.Read(compiled, current);
        if (!compiled.JobIndex.TryGetValue(jobId, out var j))
            throw new ArgumentException($"Job {jobId} is not in the problem.", nameof(jobId));
        if (schedule.RouteOf[j] < 0)
            new Inserter(schedule, PatientCandidates).TryInsert(j);
        if (schedule.RouteOf[j] >= 0)
            return new InsertionOutcome(Write(schedule, StillTrue(schedule, current)), null);
        var reasons = StillTrue(schedule, current);
        var reason = explains ? new ReasonFinder(schedule).Find(j) : ReasonFinder.NotSought;
        reasons[jobId] = reason;
        return new InsertionOutcome(Write(schedule, reasons), reason);
    }

    /// <summary>
    /// What each window would cost for a job that is not in the problem: one insertion into the published plan for
    /// each window and alternative of its stop, no search. In the order of windows, then of alternatives.
    /// </summary>
    public static IReadOnlyList<Quote> Quote(
        Problem problem,
        Plan published,
        Job candidate,
        IReadOnlyList<QuoteWindow> windows
    )
    {
        ArgumentNullException.ThrowIfNull(windows);
        var found = new List<(bool IsFeasible, double Cents, int[] Starts, Guid Resource)>();
        var asked = new List<Job>();
        foreach (var window in windows)
        {
            for (var a = 0; a < candidate.Stops[window.StopIndex].Alternatives.Count; a++)
                asked.Add(Asked(candidate, window, a));
        }

        // All windows are jobs of one problem, so that it is compiled and its plan timed once; but two jobs cannot
        // wait for the same car, nor follow the same job.
        var isLinked =
            candidate.ReadyAfterJob is not null || candidate.Locks.DirectlyAfter is not null;
        foreach (var jobs in isLinked ? asked.Select(job => new List<Job> { job }) : [asked])
        {
            var compiled = Compile(
                problem with
                {
                    Jobs = [.. problem.Jobs.Where(job => job.Id != candidate.Id), .. jobs],
                }
            );
            var schedule = PlanReader.Read(compiled, published);
            var inserter = new Inserter(schedule, PatientCandidates);
            var before = schedule.Cost();
            foreach (var job in jobs)
                found.Add(QuoteOne(schedule, inserter, compiled.JobIndex[job.Id], before));
        }

        var quotes = new List<Quote>();
        foreach (var window in windows)
        {
            for (var a = 0; a < candidate.Stops[window.StopIndex].Alternatives.Count; a++)
            {
                var (isFeasible, cents, starts, resource) = found[quotes.Count];
                quotes.Add(
                    new Quote(
                        window,
                        a,
                        isFeasible,
                        cents,
                        isFeasible ? starts[window.StopIndex] : 0,
                        resource
                    )
                );
            }
        }

        return quotes;
    }

    private static (bool IsFeasible, double Cents, int[] Starts, Guid Resource) QuoteOne(
        DaySchedule schedule,
        Inserter inserter,
        int j,
        in PlanCost before
    )
    {
        var problem = schedule.Problem;
        var isPlaced = inserter.TryInsert(j);
        var after = schedule.Cost();

        // Neither may another customer wait longer nor another driver work longer past the shift's end than already.
        var isServed =
            isPlaced
            && after.LatenessSeconds <= before.LatenessSeconds
            && after.ViolationSeconds <= before.ViolationSeconds;
        var cents = (after.Cost - before.Cost) / (double)PlanCost.UnitsPerCent;
        var resource = isServed ? problem.Source.Resources[schedule.RouteOf[j]].Id : default;
        var starts = schedule.Start[problem.FirstSlot[j]..problem.FirstSlot[j + 1]];
        if (schedule.RouteOf[j] >= 0)
        {
            schedule.Remove(j);
            schedule.Settle();
        }

        return (isServed, isServed ? cents : 0, starts, resource);
    }

    /// <summary>
    /// Times these orders of jobs (by resource; each job's places as it is best, or places and ride as
    /// <paramref name="places"/> has them) as they stand, and lists every rule that they break. Jobs in no route are unserved. A transporter's order
    /// names a job where it is loaded and where it is unloaded, or once, when it is unloaded next.
    /// </summary>
    public static Plan Evaluate(
        Problem problem,
        IReadOnlyDictionary<Guid, IReadOnlyList<Guid>> routes,
        Plan? places = null
    )
    {
        ArgumentNullException.ThrowIfNull(routes);
        var compiled = Compile(problem);
        var kept = places is null ? [] : Served(compiled, places);
        var variants = PlanOrders.Variants(compiled, places ?? Plan.Empty);
        var rides = PlanOrders.Rides(compiled, places ?? Plan.Empty);
        var jobs = new int[compiled.ResourceCount][];
        for (var r = 0; r < jobs.Length; r++)
        {
            jobs[r] = routes.TryGetValue(problem.Resources[r].Id, out var ids)
                ? [.. ids.Select(id => compiled.JobIndex[id])]
                : [];
        }

        var schedule = Stand();
        var cost = Objective.Weights.Scalar(schedule.Cost());
        foreach (var j in jobs.SelectMany(one => one).Where(j => !kept.Contains(j)))
        {
            for (var v = compiled.FirstVariant[j]; v < compiled.FirstVariant[j + 1]; v++)
            {
                var old = variants[j];
                if (v == old)
                    continue;
                variants[j] = v;
                var other = Stand();
                var otherCost = Objective.Weights.Scalar(other.Cost());
                if (otherCost < cost)
                    (schedule, cost) = (other, otherCost);
                else
                    variants[j] = old;
            }
        }

        return Write(schedule, Explained(schedule, new SearchOptions(), default));

        DaySchedule Stand() =>
            PlanReader.ReadAsItStands(
                compiled,
                [.. jobs.Select((one, r) => PlanOrders.Of(compiled, r, one, variants, rides))]
            );
    }

    /// <summary>Why a job that the plan leaves out is unserved; null when the plan serves it.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="keepsPromises">A change helps only if it makes nobody late, the job itself included.</param>
    public static Reason? Explain(
        Problem problem,
        Plan plan,
        Guid jobId,
        bool keepsPromises = false
    )
    {
        var compiled = Compile(problem);
        var schedule = PlanReader.Read(compiled, plan);
        var j = compiled.JobIndex[jobId];
        return schedule.RouteOf[j] >= 0
            ? null
            : new ReasonFinder(schedule, keepsPromises).Find(j);
    }

    private static HashSet<int> Served(CompiledProblem compiled, Plan plan) =>
        [
            .. plan
                .Routes.SelectMany(route => route.Visits)
                .Where(visit => compiled.JobIndex.ContainsKey(visit.JobId))
                .Select(visit => compiled.JobIndex[visit.JobId]),
        ];

    private static CompiledProblem Compile(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new CompiledProblem(problem);
    }

    private static Job Asked(Job candidate, QuoteWindow window, int alternative)
    {
        var stops = candidate.Stops.ToArray();
        var stop = stops[window.StopIndex];
        var place = stop.Alternatives[alternative];
        IReadOnlyList<Window> open = place.Windows.Count == 0 ? [Window.Always] : place.Windows;
        var both = new List<Window>();
        foreach (var hours in open)
        {
            var start = Math.Max(hours.Start, window.Window.Start);
            var end = Math.Min(hours.End, window.Window.End);
            if (start <= end)
                both.Add(new Window(start, end));
        }

        // Without a common moment the window stays as a point that lies before every day.
        if (both.Count == 0)
            both.Add(new Window(-1, -1));
        stops[window.StopIndex] = stop with
        {
            Alternatives = [place with { Windows = both }],
            Promised = null,
        };
        return candidate with { Id = Guid.CreateVersion7(), Stops = stops };
    }

    // The plan's reasons if the schedule has the same routes at the same times, else none.
    private static Dictionary<Guid, Reason> StillTrue(DaySchedule schedule, Plan plan)
    {
        if (plan.Unserved.Count == 0)
            return [];
        var routes = PlanWriter.Routes(schedule);
        return
            routes.Length == plan.Routes.Count
            && routes.Zip(plan.Routes).All(pair => pair.First.Visits.SequenceEqual(pair.Second.Visits))
            ? plan.Unserved.ToDictionary(left => left.JobId, left => left.Reason)
            : [];
    }

    private static Plan Write(DaySchedule schedule, Dictionary<Guid, Reason> reasons)
    {
        var routes = PlanWriter.Routes(schedule);
        var cost = schedule.Cost();
        var violations =
            cost.ViolationSeconds > 0 || schedule.Tolerated.Contains(true)
                ? ViolationFinder.Find(schedule, routes)
                : [];
        return new Plan
        {
            Routes = routes,
            Unserved =
            [
                .. Unserved(schedule)
                    .Select(j => schedule.Problem.Source.Jobs[j].Id)
                    .Select(id => new UnservedJob(
                        id,
                        reasons.GetValueOrDefault(id, ReasonFinder.NotSought)
                    )),
            ],
            Cost = cost,
            Violations = violations,
        };
    }

    // Each reason is sought by itself, so that the number of threads changes none.
    private static Dictionary<Guid, Reason> Explained(
        DaySchedule schedule,
        SearchOptions options,
        CancellationToken cancellation
    )
    {
        if (options.MostExplained == 0)
            return [];
        var left = Unserved(schedule).ToArray();
        var reasons = new Reason[left.Length];
        Parallel.For(
            0,
            left.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads },
            i =>
            {
                reasons[i] = ReasonFinder.NotSought;
                if (cancellation.IsCancellationRequested)
                    return;
                var finder = new ReasonFinder(schedule, cancellation: cancellation);
                reasons[i] =
                    i < options.MostExplained ? finder.Find(left[i]) : finder.FindAny(left[i]);
            }
        );
        return left.Zip(reasons)
            .ToDictionary(pair => schedule.Problem.Source.Jobs[pair.First].Id, pair => pair.Second);
    }

    private static IEnumerable<int> Unserved(DaySchedule schedule) =>
        Enumerable.Range(0, schedule.RouteOf.Length).Where(j => schedule.RouteOf[j] < 0);
}
