using Routing.Optimisation.Model;
using Routing.Optimisation.Schedule;
using Routing.Optimisation.Search;

namespace Routing.Optimisation.Reasons;

/// <summary>
/// Explains why a job is unserved by trying changes: each one is made, the plan is timed anew under it, and the job is
/// inserted, so that what a reason promises has been seen to hold. Of the changes that help, the one that asks least
/// of people is told. Some tens of insertions a job.
/// </summary>
/// <param name="schedule">The plan; read, never changed.</param>
/// <param name="keepsPromises">A change helps only if nobody is later than before, the job itself included.</param>
/// <param name="cancellation">Ends the search for a reason between two insertions.</param>
internal sealed partial class ReasonFinder(
    DaySchedule schedule,
    bool keepsPromises = false,
    CancellationToken cancellation = default
)
{
    public static readonly Reason NotSought = new(
        ReasonCode.Unknown,
        "No place was found for it yet.",
        null
    );

    // What a change asks of people, in minutes of a window or a shift moved.
    private const int UnlockEffort = 10;
    private const int JobLimitEffort = 15;
    private const int WorkshopEffort = 30;
    private const int SkillEffort = 120;
    private const int DriverEffort = 480;
    private const int MetresPerMinute = 100;

    // Nobody moves a window or a shift by more.
    private const int MostMinutes = 240;

    private Problem problem = schedule.Problem.Source; // with the imagined driver, if any
    private readonly Plan plan = new()
    {
        Routes = PlanWriter.Routes(schedule),
        Unserved = [],
        Cost = schedule.Cost(),
    };

    private int j;
    private Job job = null!;
    private Reason? best;
    private int bestEffort;

    /// <summary>The reason with the smallest change.</summary>
    public Reason Find(int unserved)
    {
        if (Obvious(unserved) is { } obvious)
            return obvious;
        TrySmallChanges();
        MoreDrivers();
        return Told();
    }

    /// <summary>Some reason, with a change that helps: one more driver, if that does.</summary>
    public Reason FindAny(int unserved)
    {
        if (Obvious(unserved) is { } obvious)
            return obvious;
        MoreDrivers();
        if (best is null)
            TrySmallChanges();
        return Told();
    }

    // What needs no search for the smallest change.
    private Reason? Obvious(int unserved)
    {
        j = unserved;
        job = problem.Jobs[j];
        best = null;
        bestEffort = int.MaxValue;
        if (MissingCar() is { } missing)
            return missing;
        if (NoWayForCar() is { } noWay)
            return noWay;
        if (NeedsTransporter() is { } needs)
            return Told(needs);
        return Try(problem) is >= 0 and var driver
            ? new Reason(
                ReasonCode.NotPlanned,
                $"It fits with {Words.Driver(problem.Resources[driver])} as things are.",
                null
            )
            : null;
    }

    private Reason Told()
    {
        if (best is null)
            ImagineDrivers();
        return Told(
            best
                ?? Several()
                ?? new Reason(
                    NobodyCan() ? ReasonCode.MissingSkill : ReasonCode.Impossible,
                    NobodyCan()
                        ? $"No driver has {SkillNames()}, and that is not all that is in the way."
                        : "No driver can take it, not even one more, with all changes of windows, limits and locks together.",
                    null
                )
        );
    }

    // A search that was stopped has not seen the smallest.
    private Reason Told(Reason reason) => cancellation.IsCancellationRequested ? NotSought : reason;

    private void TrySmallChanges()
    {
        Locks();
        Windows();
        Shifts();
        Reach();
        Range();
        JobLimits();
        Workshops();
        Readiness();
        Skills();
    }

    private Reason? MissingCar()
    {
        var brings = schedule.Problem.ReadyAfter[j];
        if (brings < 0 || schedule.RouteOf[brings] >= 0)
            return null;
        return new Reason(
            ReasonCode.CarNotThere,
            "The car does not come in: the job that brings it is unserved.",
            null
        );
    }

    private Reason? NoWayForCar()
    {
        var compiled = schedule.Problem;
        foreach (var resource in compiled.Resources)
        {
            for (var v = compiled.FirstVariant[j]; v < compiled.FirstVariant[j + 1]; v++)
            {
                if (compiled.DriveOf(resource, v).HasWay)
                    return null;
            }
        }

        return problem.Resources.Count == 0
            ? new Reason(ReasonCode.Impossible, "There is no driver on this day.", null)
            : new Reason(
                ReasonCode.NoWay,
                "There is no way for a car between the job's places.",
                null
            );
    }

    private void Locks()
    {
        var locks = job.Locks;
        if (locks.Time is { } time)
        {
            Offer(
                UnlockEffort,
                new Unlock(job.Id, false, false, true),
                ReasonCode.TimeLocked,
                _ =>
                    $"It is locked to {Words.Clock(time.Start)}-{Words.Clock(time.End)}; it fits without that lock."
            );
        }

        if (locks.DirectlyAfter is not null)
        {
            Offer(
                UnlockEffort,
                new Unlock(job.Id, false, true, false),
                ReasonCode.OrderLocked,
                _ =>
                    "It is locked directly after a job behind which there is no room; it fits without that lock."
            );
        }

        if (locks.Driver is { } driver)
        {
            Offer(
                UnlockEffort,
                new Unlock(job.Id, true, false, false),
                ReasonCode.DriverLocked,
                other =>
                    $"It is locked to {Driver(driver)}; it fits with {Words.Driver(other)} without that lock."
            );
        }
    }

    private void Windows()
    {
        for (var i = 0; i < job.Stops.Count; i++)
        {
            var stop = i;
            if (!job.Stops[i].Alternatives.Any(place => place.Windows.Count > 0))
                continue;
            Widen(
                minutes => new WidenWindow(job.Id, stop, 0, 60 * minutes),
                ReasonCode.WindowClosesTooEarly,
                (minutes, driver) =>
                    $"It fits with {Words.Driver(driver)} if the window at {Place(stop)} closed {Words.Minutes(60 * minutes)} later."
            );
            Widen(
                minutes => new WidenWindow(job.Id, stop, 60 * minutes, 0),
                ReasonCode.WindowOpensTooLate,
                (minutes, driver) =>
                    $"It fits with {Words.Driver(driver)} if the window at {Place(stop)} opened {Words.Minutes(60 * minutes)} earlier."
            );
        }
    }

    private void Shifts()
    {
        WidenDriver(
            (id, minutes) => new ExtendShift(id, 0, 60 * minutes),
            MostMinutes,
            minutes => minutes,
            ReasonCode.ShiftTooShort,
            (minutes, driver) =>
                $"It fits if {Words.Driver(driver)} stayed {Words.Minutes(60 * minutes)} longer, until {Words.Clock(driver.ShiftEnd + 60 * minutes)}."
        );
        WidenDriver(
            (id, minutes) => new ExtendShift(id, 60 * minutes, 0),
            MostMinutes,
            minutes => minutes,
            ReasonCode.ShiftTooShort,
            (minutes, driver) =>
                $"It fits if {Words.Driver(driver)} started {Words.Minutes(60 * minutes)} earlier, at {Words.Clock(Math.Max(0, driver.ShiftStart - 60 * minutes))}."
        );
    }

    private void Readiness()
    {
        if (job.ReadyAt is not null)
        {
            Widen(
                minutes => new ReadyEarlier(job.Id, 60 * minutes),
                ReasonCode.CarNotReady,
                (minutes, _) =>
                    $"It fits if the car were ready {Words.Minutes(60 * minutes)} earlier."
            );
        }

        if (job.ReadyAfterJob is { } car)
        {
            Widen(
                minutes => new ShortenWork(car, 60 * minutes),
                ReasonCode.CarNotReady,
                (minutes, _) =>
                    $"The car is not done in time; it fits if the work on it took {Words.Minutes(60 * minutes)} less.",
                WorkshopEffort
            );
        }
    }

    private void Reach() =>
        WidenDriver(
            (id, steps) => new ExtendReach(id, MetresPerMinute * steps),
            MostMinutes,
            steps => steps,
            ReasonCode.TooFar,
            (steps, driver) =>
                $"It fits if {Words.Driver(driver)}'s own means reached {MetresPerMinute * steps} m further on a leg."
        );

    private void Range()
    {
        WidenDriver(
            (id, steps) => new ExtendCharge(id, MetresPerMinute * steps),
            MostMinutes,
            steps => steps,
            ReasonCode.TooFar,
            (steps, driver) =>
                $"It fits if {Words.Driver(driver)}'s {driver.Means?.Kind} had charge for {MetresPerMinute * steps} m more."
        );
        if (job.RangeMetres is { } range)
        {
            Widen(
                steps => new ExtendRange(job.Id, MetresPerMinute * steps),
                ReasonCode.CarRange,
                (steps, _) =>
                    $"The car gets {range} m far; it fits if it got {MetresPerMinute * steps} m further."
            );
        }
    }

    private void JobLimits() =>
        WidenDriver(
            (id, jobs) => new RaiseJobLimit(id, jobs),
            1,
            jobs => jobs * JobLimitEffort,
            ReasonCode.JobLimit,
            (_, driver) =>
                $"It fits if {Words.Driver(driver)} took one job more than {driver.MaxJobs}."
        );

    private void Skills()
    {
        if (job.RequiredSkills.Count == 0)
            return;
        foreach (var resource in problem.Resources)
        {
            var missing = job.RequiredSkills.Except(resource.Skills).ToList();
            if (missing.Count == 0)
                continue;
            Offer(
                SkillEffort + missing.Count,
                new AddSkills(resource.Id, missing),
                ReasonCode.MissingSkill,
                driver =>
                    NobodyCan()
                        ? $"No driver has {SkillNames()}; it fits if {Words.Driver(driver)} had it."
                        : $"The drivers with {SkillNames()} are busy; it fits if {Words.Driver(driver)} had it."
            );
        }
    }
}
