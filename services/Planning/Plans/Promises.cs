using Routing.Contracts.Values;

namespace Routing.Planning.Plans;

/// <summary>Which window a customer is promised.</summary>
internal static class Promises
{
    /// <summary>
    /// A window of the usual length around a planned time, inside what is allowed. It begins at a whole step at or
    /// before the time, so that most of it lies behind the estimate: room for what is planned later.
    /// </summary>
    /// <param name="at">When the work at the customer's would begin.</param>
    /// <param name="allowed">Wished windows with the hours at which the car is there; one of them holds the time.</param>
    /// <param name="calendar">Steps are of local time.</param>
    /// <param name="options">Length and step.</param>
    public static Window Around(DateTimeOffset at, IReadOnlyList<Window> allowed, Areas.Calendar calendar, PlanningOptions options)
    {
        var length = TimeSpan.FromMinutes(options.PromiseMinutes);
        var step = TimeSpan.FromMinutes(options.PromiseStepMinutes);
        var local = calendar.Local(at);
        var from = local - TimeSpan.FromTicks(local.TimeOfDay.Ticks % step.Ticks);
        var until = from + length;
        if (allowed.FirstOrDefault(window => window.From <= at && at <= window.Until) is not { } within) return new Window(from, until);

        // At the edge of what is allowed the window is pushed inside, and cut if it is longer than that.
        if (until > within.Until) (from, until) = (calendar.Local(within.Until) - length, calendar.Local(within.Until));
        if (from < within.From) (from, until) = (calendar.Local(within.From), calendar.Local(within.From) + length);
        if (until > within.Until) until = calendar.Local(within.Until);
        return new Window(from, until);
    }
}
