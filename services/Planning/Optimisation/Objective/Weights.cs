using Routing.Optimisation.Model;

namespace Routing.Optimisation.Objective;

/// <summary>
/// The ranks of the objective as one number, for a search that must weigh a step against another. Each rank is worth
/// more than anything the next one does in practice; the best plan is still chosen rank by rank.
/// </summary>
internal static class Weights
{
    // An hour and a half of a driver's default wage for every second of lateness.
    public const double LateSecond = 8.1e7;
    public const double ViolationSecond = 2e10;

    // More than a day of lateness for one job.
    public const double Unserved = 1e13;
    public const double PromisedUnserved = 1e17;

    /// <summary>Prices per hour and per km in units (see <see cref="PlanCost.UnitsPerCent"/>).</summary>
    public const int UnitsPerHourCentSecond = PlanCost.UnitsPerCent / 3600;
    public const int UnitsPerKmCentMetre = PlanCost.UnitsPerCent / 1000;

    public static double Scalar(in PlanCost cost) =>
        cost.PromisedUnserved * PromisedUnserved
        + cost.ViolationSeconds * ViolationSecond
        + cost.UnservedWeight * Unserved
        + cost.LatenessSeconds * LateSecond
        + cost.Cost;
}
