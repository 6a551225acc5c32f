using Routing.Optimisation.Model;

namespace Routing.Optimisation.Tests.Checker;

/// <summary>A plan that was right, and a rule changed, or a word of the plan, so that it is not any more.</summary>
internal sealed record Lie(Problem Problem, Plan Plan);

/// <summary>
/// For each rule of the model, the lies about it that a day gives occasion for. Where it can be, the rule is changed and
/// not the plan: then nothing else is wrong, and what finds the lie is what watches over the rule.
/// </summary>
internal static class Lies
{
    /// <summary>By what is lied about: the lies, and what a fault that finds one says.</summary>
    public static readonly IReadOnlyDictionary<string, (Func<Problem, Plan, IEnumerable<Lie>> Of, string Fault)> All =
        new Dictionary<string, (Func<Problem, Plan, IEnumerable<Lie>> Of, string Fault)>
        {
            ["a leg by the wrong matrix"] = (Modes, "by the wrong means"),
            ["a ride told as own means"] = (RidesHidden, "Resource"),
            ["a ride farther than it goes"] = (RidesTooFar, "which is none"),
            ["own means left behind in a full car"] = (MeansLeft, "MeansNotThere is not listed"),
            ["own means that stand elsewhere"] = (MeansElsewhere, "MeansNotThere is not listed"),
            ["an empty battery"] = (Charge, "OutOfReach is not listed"),
            ["a hidden change of the battery"] = (BatteryChanges, "changes the battery"),
            ["own means beyond their reach"] = (Reach, "OutOfReach is not listed"),
            ["time to fold"] = (Folding, " s, "),
            ["a car driven beyond its range"] = (Range, "CarOutOfRange is not listed"),
            ["a car charged too little on the way"] = (Recharge, "CarOutOfRange is not listed"),
            ["a broken car driven"] = (Broken, "CannotBeDriven is not listed"),
            ["a car too many aboard"] = (Places, "TransporterOrder is not listed"),
            ["a car that is not the last unloaded"] = (LastInFirstOut, "TransporterOrder is not listed"),
            ["work without lifts"] = (Lifts, "CarNotThere is not listed"),
            ["work without technicians"] = (Technicians, "CarNotThere is not listed"),
            ["work without the skill"] = (WorkSkill, "CarNotThere is not listed"),
            ["a car fetched a minute too early"] = (Work, "CarNotThere is not listed"),
            ["a car fetched that nobody brings"] = (Bringer, "CarNotThere is not listed"),
            ["one more at reception"] = (Reception, "cars in from"),
            ["one more in the yard"] = (Parking, "ParkingFull is not listed"),
            ["a courtesy car that is not there"] = (CourtesyCars, "NoCourtesyCar is not listed"),
            ["a visit outside opening hours"] = (Opening, "WindowMissed is not listed"),
            ["a visit outside the place's hours"] = (Hours, "WindowMissed is not listed"),
            ["a lock to another time"] = (TimeLock, "WindowMissed is not listed"),
            ["a lock to another driver"] = (DriverLock, "LockBroken is not listed"),
            ["a lock behind another job"] = (OrderLock, "LockBroken is not listed"),
            ["a car before it is ready"] = (ReadyAt, "before it is ready"),
            ["a break that ends its window"] = (BreakWindow, "BreakMissed is not listed"),
            ["a break too short"] = (BreakLength, "too short"),
            ["a break kept silent"] = (BreakTold, "Resource"),
            ["a shift overrun"] = (Shift, "ShiftOverrun is not listed"),
            ["a start before the clock"] = (FreeFrom, "is reached at"),
            ["a skill that lacks"] = (Skill, "SkillMissing is not listed"),
            ["a job too many"] = (JobLimit, "TooManyJobs is not listed"),
            ["begun work not first"] = (Pinned, "LockBroken is not listed"),
            ["another of the places"] = (Alternative, "Resource"),
            ["hidden lateness"] = (Promise, "late"),
            ["speeds of another hour"] = (Rush, "matrix"),
            ["unfair hours at no price"] = (Fairness, "The cost is"),
            ["a job by two drivers"] = (Twice, "served twice"),
        };

    private sealed record Stop(int Route, int Index, Visit Visit, Job Job, Resource Resource);

    private static IEnumerable<Stop> Stops(Problem problem, Plan plan)
    {
        var jobs = problem.Jobs.ToDictionary(job => job.Id);
        for (var r = 0; r < plan.Routes.Count; r++)
        {
            for (var i = 0; i < plan.Routes[r].Visits.Count; i++)
            {
                var visit = plan.Routes[r].Visits[i];
                yield return new Stop(r, i, visit, jobs[visit.JobId], problem.Resources[r]);
            }
        }
    }

    private static IEnumerable<Stop> OwnLegs(Problem problem, Plan plan) =>
        Stops(problem, plan).Where(stop => stop.Visit is { IsLoaded: false, Ride: null, LegMetres: > 0 } && stop.Resource.Places == 0);

    private static IEnumerable<Lie> Modes(Problem problem, Plan plan) =>
        Stops(problem, plan).Select(stop => Said(problem, plan, stop, visit => visit with { IsLoaded = !visit.IsLoaded }));

    private static IEnumerable<Lie> RidesHidden(Problem problem, Plan plan) =>
        Stops(problem, plan).Where(stop => stop.Visit.Ride is not null).Select(stop => Said(problem, plan, stop, visit => visit with { Ride = null }));

    private static IEnumerable<Lie> RidesTooFar(Problem problem, Plan plan) =>
        from stop in Stops(problem, plan)
        where stop.Visit is { Ride: not null, LegMetres: > 1 }
        select new Lie(
            WithDriver(problem, stop.Route, driver => driver with { Rides = [.. driver.Rides.Select(ride => ride with { MaxMetres = stop.Visit.LegMetres - 1 })] }),
            plan);

    // The car was come to by own means, which stay there; the next leg is by them from where the car was driven to.
    private static IEnumerable<Lie> MeansLeft(Problem problem, Plan plan) =>
        from stop in OwnLegs(problem, plan)
        where stop.Index > 0 && stop.Resource.Means is { Follows: false }
        let before = problem.Jobs.First(job => job.Id == plan.Routes[stop.Route].Visits[stop.Index - 1].JobId)
        let first = plan.Routes[stop.Route].Visits.First(visit => visit.JobId == before.Id)
        let places = before.Stops.Select((one, i) => one.Alternatives[plan.Routes[stop.Route].Visits.First(v => v.JobId == before.Id && v.StopIndex == i).Alternative].Location).ToList()
        where first is { Ride: null, LegMetres: > 0 } && places[0] != places[^1]
        select new Lie(WithJob(problem, before.Id, job => job with { CarriesMeans = [] }), plan);

    private static IEnumerable<Lie> MeansElsewhere(Problem problem, Plan plan) =>
        from stop in OwnLegs(problem, plan)
        where stop.Index == 0 && stop.Resource.Means is not null
        let elsewhere = Enumerable.Range(0, problem.Matrices[0].Size).First(place => place != stop.Resource.StartLocation)
        select new Lie(WithDriver(problem, stop.Route, driver => driver with { Means = driver.Means! with { Location = elsewhere } }), plan);

    private static IEnumerable<Lie> Charge(Problem problem, Plan plan) =>
        from stop in OwnLegs(problem, plan)
        where stop.Resource.Means is not null
        select new Lie(WithDriver(problem, stop.Route, driver => driver with { Means = driver.Means! with { Battery = new Battery(stop.Visit.LegMetres - 1, stop.Visit.LegMetres - 1) } }), plan);

    private static IEnumerable<Lie> BatteryChanges(Problem problem, Plan plan) =>
        from stop in OwnLegs(problem, plan)
        where stop.Resource.Means?.Battery is not null
        select Said(problem, plan, stop, visit => visit with { ChangesBattery = !visit.ChangesBattery });

    private static IEnumerable<Lie> Reach(Problem problem, Plan plan) =>
        OwnLegs(problem, plan).Select(stop => new Lie(WithDriver(problem, stop.Route, driver => driver with { MaxEmptyMetres = stop.Visit.LegMetres - 1 }), plan));

    private static IEnumerable<Lie> Folding(Problem problem, Plan plan) =>
        OwnLegs(problem, plan).Where(stop => stop.Visit.LegSeconds > 0)
            .Select(stop => new Lie(WithDriver(problem, stop.Route, driver => driver with { FoldSeconds = driver.FoldSeconds + 1 }), plan));

    private static IEnumerable<Lie> Range(Problem problem, Plan plan) =>
        from job in Stops(problem, plan).Where(stop => stop.Resource.Places == 0).GroupBy(stop => stop.Job)
        where job.Key.Stops.All(stop => stop.RechargedMetres is null)
        let driven = job.Where(stop => stop.Visit.IsLoaded).Sum(stop => stop.Visit.LegMetres)
        where driven > 0
        select new Lie(WithJob(problem, job.Key.Id, one => one with { RangeMetres = driven - 1 }), plan);

    private static IEnumerable<Lie> Recharge(Problem problem, Plan plan) =>
        from pair in Stops(problem, plan).Zip(Stops(problem, plan).Skip(1))
        where pair.First.Resource.Places == 0 && pair.Second.Visit is { IsLoaded: true, LegMetres: > 0 } && pair.First.Job.Stops[pair.First.Visit.StopIndex].RechargedMetres is not null
        select new Lie(
            WithJob(problem, pair.First.Job.Id, job => job with
            {
                Stops = [.. job.Stops.Select(stop => stop.RechargedMetres is null ? stop : stop with { RechargedMetres = pair.Second.Visit.LegMetres - 1 })],
            }),
            plan);

    private static IEnumerable<Lie> Broken(Problem problem, Plan plan) =>
        from stop in Stops(problem, plan)
        where stop.Resource.Places == 0 && stop.Job.Stops.Count == 2
        select new Lie(WithJob(problem, stop.Job.Id, job => job with { CannotBeDriven = true }), plan);

    private static IEnumerable<(Stop First, Stop Second)> Neighbours(Problem problem, Plan plan, int stopIndex) =>
        from pair in Stops(problem, plan).Zip(Stops(problem, plan).Skip(1))
        where pair.First.Route == pair.Second.Route && pair.First.Resource.Places > 1
            && pair.First.Visit.StopIndex == stopIndex && pair.Second.Visit.StopIndex == stopIndex
        select pair;

    private static IEnumerable<Lie> Places(Problem problem, Plan plan) =>
        Neighbours(problem, plan, 0).Select(pair => new Lie(WithDriver(problem, pair.First.Route, driver => driver with { Places = 1 }), plan));

    private static IEnumerable<Lie> LastInFirstOut(Problem problem, Plan plan) =>
        Neighbours(problem, plan, 1).Select(pair => new Lie(
            problem,
            WithVisits(plan, pair.First.Route, visits => (visits[pair.First.Index], visits[pair.Second.Index]) = (visits[pair.Second.Index], visits[pair.First.Index]))));

    // Served releases of cars that are worked on.
    private static IEnumerable<(Stop Release, int Workshop, int Work, string? Skill)> Releases(Problem problem, Plan plan) =>
        from stop in Stops(problem, plan)
        where stop.Job.ReadyAfterJob is not null && stop.Job.Stops[stop.Visit.StopIndex].Workshop?.Kind == WorkshopVisitKind.Release
        let w = stop.Job.Stops[stop.Visit.StopIndex].Workshop!.Workshop
        let bringer = problem.Jobs.FirstOrDefault(job => job.Id == stop.Job.ReadyAfterJob)?.Stops[^1].Workshop
        let present = problem.Workshops[w].PresentCars.FirstOrDefault(car => car.Id == stop.Job.ReadyAfterJob)
        select (stop, w, bringer?.WorkSeconds ?? present!.WorkSeconds, bringer?.Skill ?? present?.Skill);

    private static IEnumerable<Lie> Lifts(Problem problem, Plan plan) =>
        from release in Releases(problem, plan)
        where release.Work > 0
        select new Lie(WithWorkshop(problem, release.Workshop, one => one with { Lifts = 0, Parking = null }), plan);

    private static IEnumerable<Lie> Technicians(Problem problem, Plan plan) =>
        from release in Releases(problem, plan)
        where release.Work > 0
        select new Lie(WithWorkshop(problem, release.Workshop, one => one with { Technicians = 0, Parking = null }), plan);

    private static IEnumerable<Lie> WorkSkill(Problem problem, Plan plan) =>
        from release in Releases(problem, plan)
        where release.Work > 0 && release.Skill is not null
        select new Lie(
            WithWorkshop(problem, release.Workshop, one => one with { TechniciansBySkill = new Dictionary<string, int> { [release.Skill!] = 0 }, Parking = null }),
            plan);

    // The work begins when the car is there at the soonest: so much of it ends a minute after the car is fetched.
    private static IEnumerable<Lie> Work(Problem problem, Plan plan) =>
        from release in Releases(problem, plan)
        let bringer = Stops(problem, plan).Where(stop => stop.Job.Id == release.Release.Job.ReadyAfterJob).Select(stop => stop.Visit).LastOrDefault()
        where bringer is not null
        let work = release.Release.Visit.ServiceStart - bringer.Departure + 60
        where work >= release.Work
        select new Lie(
            WithJob(
                WithWorkshop(problem, release.Workshop, one => one with { Parking = null }),
                bringer.JobId,
                job => job with { Stops = [.. job.Stops.SkipLast(1), job.Stops[^1] with { Workshop = job.Stops[^1].Workshop! with { WorkSeconds = work } }] }),
            plan);

    private static IEnumerable<Lie> Bringer(Problem problem, Plan plan) =>
        from release in Releases(problem, plan)
        from left in plan.Unserved
        let other = problem.Jobs.First(job => job.Id == left.JobId)
        where other.Stops[^1].Workshop?.Kind == WorkshopVisitKind.CheckIn
        select new Lie(WithJob(problem, release.Release.Job.Id, job => job with { ReadyAfterJob = other.Id }), plan);

    private static IEnumerable<Lie> Reception(Problem problem, Plan plan) =>
        from quarter in Stops(problem, plan)
            .Where(stop => stop.Job.Stops[stop.Visit.StopIndex].Workshop?.Kind == WorkshopVisitKind.CheckIn)
            .GroupBy(stop => (stop.Job.Stops[stop.Visit.StopIndex].Workshop!.Workshop, stop.Visit.ServiceStart / 900))
        where quarter.Count() > 1
        select new Lie(WithWorkshop(problem, quarter.Key.Workshop, one => one with { ReceptionPerQuarter = quarter.Count() - 1 }), plan);

    // With lifts for all, who is not fetched stands in the yard in the end.
    private static IEnumerable<Lie> Parking(Problem problem, Plan plan)
    {
        for (var w = 0; w < problem.Workshops.Count; w++)
        {
            var number = w;
            var came = Stops(problem, plan).Count(stop => stop.Job.Stops[stop.Visit.StopIndex].Workshop is { Kind: WorkshopVisitKind.CheckIn } visit && visit.Workshop == number);
            var stay = problem.Workshops[w].PresentCars.Count + came - Releases(problem, plan).Count(release => release.Workshop == number);
            if (stay > 0)
            {
                yield return new Lie(
                    WithWorkshop(problem, w, one => one with { Lifts = 99, Technicians = 99, TechniciansBySkill = new Dictionary<string, int> { ["high voltage"] = 99 }, Parking = stay - 1, Opening = [] }),
                    plan);
            }
        }
    }

    private static IEnumerable<Lie> CourtesyCars(Problem problem, Plan plan) =>
        from workshop in Stops(problem, plan)
            .Where(stop => stop.Job.Stops[stop.Visit.StopIndex].Workshop is { Kind: WorkshopVisitKind.CourtesyOut or WorkshopVisitKind.CourtesyBack })
            .GroupBy(stop => stop.Job.Stops[stop.Visit.StopIndex].Workshop!.Workshop)
        where workshop.MinBy(stop => stop.Visit.ServiceStart)!.Job.Stops.Any(stop => stop.Workshop?.Kind == WorkshopVisitKind.CourtesyOut)
        select new Lie(WithWorkshop(problem, workshop.Key, one => one with { CourtesyCars = 0 }), plan);

    private static IEnumerable<Lie> Opening(Problem problem, Plan plan) =>
        from stop in Stops(problem, plan)
        let visit = stop.Job.Stops[stop.Visit.StopIndex].Workshop
        where visit is not null
        select new Lie(WithWorkshop(problem, visit.Workshop, one => one with { Opening = [new Window(stop.Visit.ServiceStart + 1, Window.Never)] }), plan);

    private static IEnumerable<Lie> Hours(Problem problem, Plan plan) =>
        from stop in Stops(problem, plan)
        select new Lie(
            WithStop(problem, stop, one => one with { Alternatives = [.. one.Alternatives.Select(place => place with { Windows = [new Window(0, stop.Visit.ServiceStart - 1)] })] }),
            plan);

    private static IEnumerable<Lie> TimeLock(Problem problem, Plan plan) =>
        from stop in Stops(problem, plan)
        where stop.Visit.StopIndex == 0
        select new Lie(WithJob(problem, stop.Job.Id, job => job with { Locks = new Locks(Time: new Window(stop.Visit.ServiceStart + 1, Window.Never)) }), plan);

    private static IEnumerable<Lie> DriverLock(Problem problem, Plan plan) =>
        from stop in Stops(problem, plan)
        let other = problem.Resources.First(one => one.Id != stop.Resource.Id)
        select new Lie(WithJob(problem, stop.Job.Id, job => job with { Locks = new Locks(Driver: other.Id) }), plan);

    private static IEnumerable<Lie> OrderLock(Problem problem, Plan plan) =>
        from stop in Stops(problem, plan)
        let last = plan.Routes[stop.Route].Visits[^1].JobId
        where stop.Index == 0 && last != stop.Job.Id
        select new Lie(WithJob(problem, stop.Job.Id, job => job with { Locks = new Locks(DirectlyAfter: last) }), plan);

    private static IEnumerable<Lie> ReadyAt(Problem problem, Plan plan) =>
        from stop in Stops(problem, plan)
        where stop.Job.Stops[stop.Visit.StopIndex].Workshop?.Kind == WorkshopVisitKind.Release
        select new Lie(WithJob(problem, stop.Job.Id, job => job with { ReadyAt = stop.Visit.ServiceStart + 1 }), plan);

    private static IEnumerable<(int Route, PlacedBreak Taken)> Breaks(Plan plan) =>
        plan.Routes.Index().Where(route => route.Item.Breaks.Count > 0).Select(route => (route.Index, route.Item.Breaks[0]));

    private static Lie WithBreak(Problem problem, Plan plan, int route, Func<Break, Break> change) =>
        new(
            WithDriver(
                problem,
                route,
                driver =>
                {
                    var breaks = driver.Breaks.ToArray();
                    var first = Array.FindIndex(breaks, rest => rest.Window.End >= driver.ShiftStart);
                    breaks[first] = change(breaks[first]);
                    return driver with { Breaks = breaks };
                }),
            plan);

    private static IEnumerable<Lie> BreakWindow(Problem problem, Plan plan) =>
        from rest in Breaks(plan)
        where rest.Taken.Start - 1 >= problem.Resources[rest.Route].ShiftStart
        select WithBreak(problem, plan, rest.Route, one => one with { Window = new Window(one.Window.Start, rest.Taken.Start - 1) });

    private static IEnumerable<Lie> BreakLength(Problem problem, Plan plan) =>
        Breaks(plan).Select(rest => WithBreak(problem, plan, rest.Route, one => one with { DurationSeconds = one.DurationSeconds + 1 }));

    private static IEnumerable<Lie> BreakTold(Problem problem, Plan plan) =>
        Breaks(plan).Select(rest => new Lie(problem, WithRoute(plan, rest.Route, route => route with { Breaks = [] })));

    private static IEnumerable<Lie> Shift(Problem problem, Plan plan) =>
        from route in plan.Routes.Index()
        where route.Item.Visits.Count > 0
        select new Lie(WithDriver(problem, route.Index, driver => driver with { ShiftEnd = route.Item.End - 1, MaxOvertimeSeconds = 0 }), plan);

    private static IEnumerable<Lie> FreeFrom(Problem problem, Plan plan) =>
        from stop in Stops(problem, plan)
        where stop.Index == 0 && stop.Resource.PinnedJobs.Count == 0
        select new Lie(WithDriver(problem, stop.Route, driver => driver with { FreeFrom = stop.Visit.Arrival - stop.Visit.LegSeconds + 1 }), plan);

    private static IEnumerable<Lie> Skill(Problem problem, Plan plan) =>
        Stops(problem, plan).Select(stop => new Lie(WithJob(problem, stop.Job.Id, job => job with { RequiredSkills = ["flying"] }), plan));

    private static IEnumerable<Lie> JobLimit(Problem problem, Plan plan) =>
        from route in plan.Routes.Index()
        let jobs = route.Item.Visits.Select(visit => visit.JobId).Distinct().Count()
        where jobs > 1
        select new Lie(WithDriver(problem, route.Index, driver => driver with { MaxJobs = jobs - 1 }), plan);

    private static IEnumerable<Lie> Pinned(Problem problem, Plan plan) =>
        from stop in Stops(problem, plan)
        where stop.Job.Id != plan.Routes[stop.Route].Visits[0].JobId && stop.Resource.Places == 0
        select new Lie(WithDriver(problem, stop.Route, driver => driver with { PinnedJobs = [stop.Job.Id] }), plan);

    private static IEnumerable<Lie> Alternative(Problem problem, Plan plan) =>
        from stop in Stops(problem, plan)
        let places = stop.Job.Stops[stop.Visit.StopIndex].Alternatives
        where places.Count > 1 && places[0].Location != places[1].Location
        select Said(problem, plan, stop, visit => visit with { Alternative = 1 - visit.Alternative });

    private static IEnumerable<Lie> Promise(Problem problem, Plan plan) =>
        Stops(problem, plan).Select(stop => new Lie(WithStop(problem, stop, one => one with { Promised = new Window(0, stop.Visit.ServiceStart - 1) }), plan));

    private static IEnumerable<Lie> Rush(Problem problem, Plan plan) =>
        from matrix in problem.Matrices.Index()
        where matrix.Item.Hours.Count > 0
        let without = problem.Matrices.Select((one, i) => i == matrix.Index ? one with { Hours = [] } : one).ToList()
        where Stops(problem, plan).Any(stop => stop.Visit.IsLoaded && stop.Visit.LegSeconds > 60 && stop.Visit.Arrival is > 8 * 3600 + 600 and < 10 * 3600)
        select new Lie(problem with { Matrices = without }, plan);

    private static IEnumerable<Lie> Fairness(Problem problem, Plan plan) =>
        [new Lie(problem with { Fairness = new FairnessPrices { PerSquareHour = problem.Fairness.PerSquareHour + 1 } }, plan)];

    private static IEnumerable<Lie> Twice(Problem problem, Plan plan) =>
        from route in plan.Routes.Index()
        where route.Item.Visits.Count > 0
        from other in plan.Routes.Index()
        where other.Index != route.Index && problem.Resources[other.Index].Places == 0 && problem.Resources[route.Index].Places == 0
        let visits = route.Item.Visits.Where(visit => visit.JobId == route.Item.Visits[0].JobId)
        select new Lie(problem, WithRoute(plan, other.Index, one => one with { Visits = [.. one.Visits, .. visits] }));

    private static Problem WithJob(Problem problem, Guid id, Func<Job, Job> change) =>
        problem with { Jobs = [.. problem.Jobs.Select(job => job.Id == id ? change(job) : job)] };

    private static Problem WithStop(Problem problem, Stop stop, Func<Optimisation.Model.Stop, Optimisation.Model.Stop> change) =>
        WithJob(problem, stop.Job.Id, job => job with { Stops = [.. job.Stops.Select((one, i) => i == stop.Visit.StopIndex ? change(one) : one)] });

    private static Problem WithDriver(Problem problem, int r, Func<Resource, Resource> change) =>
        problem with { Resources = [.. problem.Resources.Select((one, i) => i == r ? change(one) : one)] };

    private static Problem WithWorkshop(Problem problem, int w, Func<Workshop, Workshop> change) =>
        problem with { Workshops = [.. problem.Workshops.Select((one, i) => i == w ? change(one) : one)] };

    private static Plan WithRoute(Plan plan, int r, Func<Route, Route> change) =>
        plan with { Routes = [.. plan.Routes.Select((one, i) => i == r ? change(one) : one)] };

    private static Plan WithVisits(Plan plan, int r, Action<Visit[]> change) =>
        WithRoute(
            plan,
            r,
            route =>
            {
                var visits = route.Visits.ToArray();
                change(visits);
                return route with { Visits = visits };
            });

    private static Lie Said(Problem problem, Plan plan, Stop stop, Func<Visit, Visit> change) =>
        new(problem, WithVisits(plan, stop.Route, visits => visits[stop.Index] = change(visits[stop.Index])));
}
