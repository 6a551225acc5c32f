using Routing.Optimisation.Model;
using Routing.Optimisation.Schedule;
using Routing.Optimisation.Search;

namespace Routing.Optimisation.Reasons;

internal sealed partial class ReasonFinder
{
    /// <summary>Keeps the change if it helps and asks less than the best so far.</summary>
    private void Offer(int effort, Change change, ReasonCode code, Func<Resource, string> text)
    {
        if (effort >= bestEffort || cancellation.IsCancellationRequested)
            return;
        var changed = change.Apply(problem);
        var driver = Try(changed);
        if (driver >= 0)
            Keep(effort, change, code, text(changed.Resources[driver]));
    }

    /// <summary>
    /// The fewest minutes, by halving: what more of it hinders is not looked for. They ask so much more than minutes of
    /// a window do.
    /// </summary>
    private void Widen(
        Func<int, Change> change,
        ReasonCode code,
        Func<int, Resource, string> text,
        int moreEffort = 0
    )
    {
        var (minutes, driver) = Fewest(
            MostMinutes,
            minutes => minutes + moreEffort,
            minutes => Try(change(minutes).Apply(problem))
        );
        if (driver >= 0)
            Keep(
                minutes + moreEffort,
                change(minutes),
                code,
                text(minutes, problem.Resources[driver])
            );
    }

    /// <summary>The same for a change to one driver: the least over all who may take the job.</summary>
    private void WidenDriver(
        Func<Guid, int, Change> change,
        int most,
        Func<int, int> effort,
        ReasonCode code,
        Func<int, Resource, string> text
    )
    {
        for (var r = 0; r < problem.Resources.Count; r++)
        {
            var (resource, driver) = (problem.Resources[r], r);
            if (cancellation.IsCancellationRequested)
                return;
            if (!Compiled.CanServe[r * Compiled.JobCount + j])
                continue;
            var changed = change(resource.Id, most).Apply(problem with { Resources = [resource] });
            if (changed.Resources[0] == resource)
                continue;
            var (amount, found) = Fewest(
                most,
                effort,
                amount => Try(change(resource.Id, amount).Apply(problem), driver)
            );
            if (found >= 0)
                Keep(effort(amount), change(resource.Id, amount), code, text(amount, resource));
        }
    }

    // The least amount from 1 on that serves the job with less effort than the best so far, and the driver; -1 none.
    private (int Amount, int Driver) Fewest(
        int most,
        Func<int, int> effort,
        Func<int, int> tried
    )
    {
        while (most > 0 && effort(most) >= bestEffort)
            most--;
        if (most == 0 || cancellation.IsCancellationRequested)
            return (0, -1);
        var driver = tried(most);
        if (driver < 0)
            return (0, -1);
        var (no, yes) = (0, most);
        while (yes - no > 1)
        {
            var middle = (no + yes) / 2;
            var found = tried(middle);
            if (found < 0)
                no = middle;
            else
                (yes, driver) = (middle, found);
        }

        return (yes, driver);
    }

    /// <summary>
    /// Who would take the job if the problem were this one; -1 nobody, or told to stop. A change to one driver alone
    /// needs little compiling.
    /// </summary>
    private int Try(Problem changed, int driver = -1)
    {
        if (cancellation.IsCancellationRequested)
            return -1;
        var trial = PlanReader.Read(
            driver < 0 ? new CompiledProblem(changed) : Compiled.With(changed, driver),
            plan
        );
        new Inserter(trial, Solver.PatientCandidates).TryInsert(j);
        return !keepsPromises || KeepsPromises(trial.Cost()) ? trial.RouteOf[j] : -1;
    }

    private CompiledProblem Compiled
    {
        get
        {
            if (field?.Source != problem)
                field = new CompiledProblem(problem);
            return field;
        }
    }

    private bool KeepsPromises(in PlanCost cost) =>
        cost.LatenessSeconds <= plan.Cost.LatenessSeconds
        && cost.ViolationSeconds <= plan.Cost.ViolationSeconds;

    private void Keep(int effort, Change change, ReasonCode code, string text)
    {
        bestEffort = effort;
        best = new Reason(
            code,
            imaginedText + text,
            imagined is null ? change : new Combined([imagined, change])
        );
    }

    private bool NobodyCan() =>
        problem.Resources.All(resource =>
            job.RequiredSkills.Any(skill => !resource.Skills.Contains(skill))
        );

    private string SkillNames()
    {
        var nobodys = job
            .RequiredSkills.Where(skill => problem.Resources.All(r => !r.Skills.Contains(skill)))
            .ToList();
        var names = nobodys.Count > 0 ? nobodys : [.. job.RequiredSkills];
        return (names.Count == 1 ? "the skill " : "the skills ") + string.Join(" and ", names);
    }

    private string Driver(Guid id) =>
        Words.Driver(problem.Resources.First(resource => resource.Id == id));

    private string Place(int stop) =>
        job.Stops[stop].Workshop is { } visit ? Words.Workshop(problem.Workshops[visit.Workshop])
        : job.Stops.Count(other => other.Workshop is null) == 1 ? "the customer's"
        : $"stop {stop + 1}";

    // " 8:00-9:00", the hours in which every quarter is taken, or nothing.
    private string FullHours(int w)
    {
        var full = schedule.FullReception(w);
        return full.Count == 0
            ? ""
            : " "
                + string.Join(
                    ", ",
                    full.Select(x => $"{Words.Clock(x.Start)}-{Words.Clock(x.End)}")
                );
    }

    // The same pair gives the same id, so that a reason is the same each time it is found.
    private static Guid Mixed(Guid a, Guid b)
    {
        Span<byte> bytes = stackalloc byte[16];
        Span<byte> other = stackalloc byte[16];
        a.TryWriteBytes(bytes);
        b.TryWriteBytes(other);
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] ^= (byte)(other[i] * 31 + 7);
        return new Guid(bytes);
    }
}
