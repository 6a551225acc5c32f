using Routing.Optimisation.Model;

namespace Routing.Days;

/// <summary>What a plan of a day is worth, in the figures that a dealership asks for.</summary>
/// <param name="Unserved">Moves.</param>
/// <param name="ServedShare">Of the moves, 0 to 1.</param>
/// <param name="EmptyKmPerMove">By own means, rides and transporters without a car.</param>
/// <param name="RidesPerMove">Taxis and the like.</param>
/// <param name="Drivers">Who have anything to do.</param>
/// <param name="LatenessMinutes">Against promises, all together.</param>
/// <param name="LiftUse">Share of the lifts' opening hours that work takes, 0 to 1.</param>
/// <param name="CostPerMove">Cents.</param>
public readonly record struct DayFigures(
    int Unserved, double ServedShare, double EmptyKmPerMove, double RidesPerMove, int Drivers, double LatenessMinutes, double LiftUse, double CostPerMove)
{
    public static DayFigures Of(Problem problem, Plan plan)
    {
        var served = Math.Max(1, problem.Jobs.Count - plan.Unserved.Count);
        var visits = plan.Routes.SelectMany(route => route.Visits).ToList();
        var metres = visits.Where(visit => !visit.IsLoaded).Sum(visit => (long)visit.LegMetres) + plan.Routes.Sum(route => (long)route.EndLegMetres);
        var rides = visits.Count(visit => visit.Ride is not null) + plan.Routes.Count(route => route.EndRide is not null);
        var left = plan.Unserved.Select(job => job.JobId).ToHashSet();
        var work = problem.Workshops.Sum(workshop => workshop.PresentCars.Sum(car => (long)car.WorkSeconds))
            + problem.Jobs.Where(job => !left.Contains(job.Id)).Sum(job => job.Stops.Sum(stop => (long)(stop.Workshop?.WorkSeconds ?? 0)));
        var open = problem.Workshops.Sum(workshop => (long)Math.Min(workshop.Lifts, workshop.Technicians) * workshop.Opening.Sum(window => window.End - window.Start));
        return new DayFigures(
            plan.Unserved.Count,
            1 - (plan.Unserved.Count / (double)problem.Jobs.Count),
            metres / 1000.0 / served,
            rides / (double)served,
            plan.Routes.Count(route => route.Visits.Count > 0),
            plan.Cost.LatenessSeconds / 60.0,
            open == 0 ? 0 : work / (double)open,
            plan.Cost.Cents / served);
    }
}
