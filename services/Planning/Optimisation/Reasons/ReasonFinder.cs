using Routing.Optimisation.Schedule;

namespace Routing.Optimisation.Reasons;

internal sealed class ReasonFinder(DaySchedule schedule)
{
    public static readonly Reason NotSought = new(ReasonCode.Unknown, "No place was found for it yet.", null);

    public Reason Find(int j) =>
        new(ReasonCode.Unknown, $"No driver can take job {schedule.Problem.Source.Jobs[j].Id}.", null);
}
