using Routing.Optimisation.Model;

namespace Routing.Optimisation.Reasons;

internal sealed partial class ReasonFinder
{
    private void Workshops()
    {
        foreach (
            var visited in job
                .Stops.Where(stop => stop.Workshop is not null)
                .Select(stop => stop.Workshop!)
                .Distinct()
        )
        {
            var w = visited.Workshop;
            var workshop = problem.Workshops[w];
            var name = Words.Workshop(workshop);
            if (workshop.Opening.Count > 0)
            {
                Widen(
                    minutes => new WidenWorkshop(w, 0, 0, 60 * minutes),
                    ReasonCode.WorkshopClosed,
                    (minutes, _) => $"It fits if {name} closed {Words.Minutes(60 * minutes)} later."
                );
            }

            if (visited.Kind == WorkshopVisitKind.CourtesyOut && workshop.CourtesyCars is not null)
            {
                Offer(
                    WorkshopEffort,
                    new AddCourtesyCars(w, 1),
                    ReasonCode.NoCourtesyCar,
                    _ =>
                        $"{name} has no courtesy car left then; it fits with one more than {workshop.CourtesyCars}."
                );
            }

            if (visited.Kind != WorkshopVisitKind.CheckIn)
                continue;
            if (workshop.ReceptionPerQuarter is not null)
            {
                Offer(
                    WorkshopEffort,
                    new WidenWorkshop(w, 1, 0, 0),
                    ReasonCode.ReceptionFull,
                    _ =>
                        $"The reception of {name} is full{FullHours(w)}; it fits with one more check-in a quarter of an hour."
                );
            }

            if (workshop.Parking is not null)
            {
                Offer(
                    WorkshopEffort,
                    new WidenWorkshop(w, 0, 1, 0),
                    ReasonCode.ParkingFull,
                    _ =>
                        $"The yard of {name} is full with {workshop.Parking} cars; it fits with one more place."
                );
            }
        }
    }
}
