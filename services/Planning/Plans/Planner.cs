using Routing.Optimisation.Model;
using Routing.Optimisation.Reasons;
using Routing.Optimisation.Search;
using Routing.Planning.Days;

namespace Routing.Planning.Plans;

/// <summary>Asks the optimiser. Synchronous and without effects.</summary>
internal static class Planner
{
    private const int MostOvertimeSeconds = 7200;

    private static readonly Reason ReasonNotAsked = new(ReasonCode.Unknown, "No reason was asked for.", null);

    // A day of a few moves has few other plans.
    private static readonly TimeSpan SearchPerMove = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The plan in force with what waits put in, each where it adds least. Promised work is put in late rather than not
    /// at all; what is new makes nobody late.
    /// </summary>
    /// <param name="model">The day.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <param name="explains">Of which moves the reason is wanted, should they stay unserved; null: of all.</param>
    public static Plan Place(DayModel model, CancellationToken cancellation, Func<Guid, bool>? explains = null)
    {
        var problem = model.Problem;
        var kept = Placed(model.Current).Concat(problem.Resources.SelectMany(resource => resource.PinnedJobs)).ToHashSet();
        var plan = Retime(Only(problem, kept), model.Current);
        kept = Placed(plan);
        var unserved = new List<Guid>();
        var waiting = problem.Jobs.Where(job => !kept.Contains(job.Id))
            .OrderBy(job => WaitsForCourtesyCar(problem, job))
            .ThenByDescending(job => job.Promised)
            .ThenByDescending(job => job.Priority)
            .ThenBy(job => job.ReadyAfterJob is not null)
            .ThenBy(job => job.Id);
        foreach (var job in waiting)
        {
            cancellation.ThrowIfCancellationRequested();
            if (job.ReadyAfterJob is { } brings && !kept.Contains(brings) && problem.Jobs.Any(other => other.Id == brings)) continue;
            kept.Add(job.Id);
            var asked = Only(problem, kept);
            var outcome = Solver.Insert(asked, plan, job.Id, explains: false);
            if (!outcome.IsServed && job.Promised)
            {
                // The promise is kept late: the hard hours become a wish, and the plan says by how much it is missed.
                var late = Solver.Insert(Relaxed(asked, job), plan, job.Id, explains: false);
                if (late.IsServed) outcome = late with { Plan = Retime(asked, late.Plan) };
            }

            if (outcome.IsServed && (job.Promised || !MakesLate(plan, outcome.Plan)))
            {
                plan = outcome.Plan;
                continue;
            }

            kept.Remove(job.Id);
            unserved.Add(job.Id);
        }

        plan = WithoutCars(model, plan, kept);
        return plan with { Unserved = [.. unserved.Select(Explained)] };

        // Against the plan with all that was placed, and by the rule by which it was not.
        UnservedJob Explained(Guid id)
        {
            cancellation.ThrowIfCancellationRequested();
            if (explains?.Invoke(id) == false) return new UnservedJob(id, ReasonNotAsked);
            return new UnservedJob(id, Solver.Explain(Only(problem, [.. kept, id]), plan, id, keepsPromises: true)!);
        }
    }

    /// <summary>Whether a job takes out a courtesy car that another one brings back first, or returns the car of such a one: it comes after that.</summary>
    private static bool WaitsForCourtesyCar(Problem problem, Job job) =>
        job.Stops.Any(stop => stop.Workshop is { Kind: WorkshopVisitKind.CourtesyOut } visit && problem.Workshops[visit.Workshop].CourtesyCars == 0)
        || (job.ReadyAfterJob is { } brings && problem.Jobs.FirstOrDefault(other => other.Id == brings) is { } swap && WaitsForCourtesyCar(problem, swap));

    /// <summary>
    /// A return whose collection found no place has no car to bring back, and goes with it. Two stay, and the plan says what they break:
    /// one that has begun, and one whose collection a refused command took off its route, which the next plan puts back.
    /// </summary>
    private static Plan WithoutCars(DayModel model, Plan plan, HashSet<Guid> kept)
    {
        var problem = model.Problem;
        var begun = problem.Resources.SelectMany(resource => resource.PinnedJobs).ToHashSet();
        var jobs = problem.Jobs.Select(job => job.Id).ToHashSet();
        var returns = problem.Jobs.Where(job => kept.Contains(job.Id) && job.ReadyAfterJob is { } brings && jobs.Contains(brings) && !kept.Contains(brings)).ToList();
        var stay = returns.Where(job => begun.Contains(job.Id) || model.State.Commands.Exists(command => command.Before?.MoveId == job.ReadyAfterJob)).ToList();
        if (stay.Count < returns.Count)
        {
            kept.ExceptWith(returns.Except(stay).Select(job => job.Id));
            plan = Retime(Only(problem, kept), plan);
        }

        return stay.Count == 0 ? plan : plan with
        {
            Violations =
            [
                .. plan.Violations,
                .. stay.Select(job => new Violation(
                    ViolationKind.CarNotThere, plan.Routes.First(route => route.Visits.Any(visit => visit.JobId == job.Id)).ResourceId, job.Id, 0, "The job that brings its car is not planned.")),
            ],
        };
    }

    /// <summary>The plan in force without what waits, and the problem with one more move in it to ask about.</summary>
    public static (Problem Problem, Plan Plan) InForce(DayModel model, Guid asked)
    {
        var kept = Placed(model.Current).Concat(model.Problem.Resources.SelectMany(resource => resource.PinnedJobs)).ToHashSet();
        var plan = Retime(Only(model.Problem, kept), model.Current);
        kept = Placed(plan);
        kept.Add(asked);
        return (Only(model.Problem, kept), plan);
    }

    /// <summary>How long and how widely a day is searched in the background.</summary>
    public static SearchOptions SearchOf(DayModel model, PlanningOptions options, TimeProvider clock)
    {
        var most = TimeSpan.FromSeconds(options.ImproveSeconds);
        var enough = model.Problem.Jobs.Count * SearchPerMove;
        return new()
        {
            MaxTime = enough < most ? enough : most,
            Threads = options.ImproveThreads,
            Seed = (ulong)model.State.Entry,
            Clock = clock,
        };
    }

    /// <summary>Null when no better plan was found that is worth telling everybody.</summary>
    public static Plan? Improve(DayModel model, Plan plan, PlanningOptions options, SearchOptions search, CancellationToken cancellation)
    {
        var better = Solver.Improve(model.Problem, plan, search, null, cancellation);
        var (before, after) = (plan.Cost, better.Cost);
        if (MakesLate(plan, better)) return null;
        var isBetter = after with { Cost = 0 } < before with { Cost = 0 };
        var gain = (before.Cost - after.Cost) / (double)PlanCost.UnitsPerCent;
        var asked = model.State.IsReplanWanted ? 1 : options.MinGainCents;
        return isBetter || ((after with { Cost = 0 }).CompareTo(before with { Cost = 0 }) == 0 && gain >= asked) ? better : null;
    }

    /// <summary>The same orders with times of now.</summary>
    private static Plan Retime(Problem problem, Plan plan)
    {
        // Asking for nothing but a job that is placed already times the plan anew and changes nothing else.
        var placed = Placed(plan).Concat(problem.Resources.SelectMany(resource => resource.PinnedJobs))
            .FirstOrDefault(id => problem.Jobs.Any(job => job.Id == id));
        return placed == default ? Plan.Empty : Solver.Insert(problem, plan, placed).Plan;
    }

    /// <summary>The problem without the jobs that are not asked about: no reasons are sought for them.</summary>
    private static Problem Only(Problem problem, HashSet<Guid> kept) => problem with
    {
        Jobs =
        [
            .. problem.Jobs.Where(job => kept.Contains(job.Id))
                .Select(job => job.Locks.DirectlyAfter is { } after && !kept.Contains(after) ? job with { Locks = job.Locks with { DirectlyAfter = null } } : job),
        ],
    };

    private static HashSet<Guid> Placed(Plan plan) => plan.Routes.SelectMany(route => route.Visits).Select(visit => visit.JobId).ToHashSet();

    private static bool MakesLate(Plan before, Plan after) =>
        after.Cost.ViolationSeconds > before.Cost.ViolationSeconds || after.Cost.LatenessSeconds > before.Cost.LatenessSeconds;

    private static Problem Relaxed(Problem problem, Job job)
    {
        var relaxed = job with
        {
            Locks = Locks.None with { Driver = job.Locks.Driver },
            Stops = [.. job.Stops.Select(stop => stop with { Alternatives = [.. stop.Alternatives.Select(a => a with { Windows = [] })] })],
        };
        return problem with
        {
            Jobs = [.. problem.Jobs.Select(other => other.Id == job.Id ? relaxed : other)],
            Resources = [.. problem.Resources.Select(resource => resource.MaxJobs == 1 ? resource : resource with { MaxOvertimeSeconds = Math.Max(resource.MaxOvertimeSeconds, MostOvertimeSeconds) })],
        };
    }
}
