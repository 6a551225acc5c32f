using Routing.Optimisation.Model;

namespace Routing.Optimisation.Reasons;

internal sealed partial class ReasonFinder
{
    private void Workshops()
    {
        foreach (var visits in job.Stops.Select(stop => stop.Workshop).OfType<WorkshopVisit>().ToLookup(visit => visit.Workshop))
        {
            Opening(visits.Key);
            foreach (var visit in visits)
                Limits(visit);
        }
    }

    private void Opening(int w)
    {
        var name = Words.Workshop(problem.Workshops[w]);
        var opening = problem.Workshops[w].Opening;
        for (var i = 0; i < opening.Count; i++)
        {
            var (hours, number) = (opening[i], i);
            Widen(
                minutes => new OpenLonger(w, number, 0, 60 * minutes),
                ReasonCode.WorkshopClosed,
                (minutes, _) =>
                    $"It fits if {name} closed {Words.Minutes(60 * minutes)} later than {Words.Clock(hours.End)}."
            );
            Widen(
                minutes => new OpenLonger(w, number, 60 * minutes, 0),
                ReasonCode.WorkshopClosed,
                (minutes, _) =>
                    $"It fits if {name} opened {Words.Minutes(60 * minutes)} earlier than {Words.Clock(hours.Start)}."
            );
        }
    }

    private void Limits(WorkshopVisit visit)
    {
        var w = visit.Workshop;
        var workshop = problem.Workshops[w];
        var name = Words.Workshop(workshop);
        if (visit.Kind == WorkshopVisitKind.CourtesyOut && workshop.CourtesyCars is not null)
        {
            Offer(
                WorkshopEffort,
                new AddCourtesyCars(w, 1),
                ReasonCode.NoCourtesyCar,
                _ =>
                    $"{name} has no courtesy car left then; it fits with one more than {workshop.CourtesyCars}."
            );
        }

        if (visit.Kind == WorkshopVisitKind.Release && job.ReadyAfterJob is { } car)
            Work(w, SkillFor(car), "The car is not done in time");
        if (visit.Kind != WorkshopVisitKind.CheckIn)
            return;
        if (workshop.ReceptionPerQuarter is not null)
        {
            Offer(
                WorkshopEffort,
                new WidenWorkshop(w, 1, 0),
                ReasonCode.ReceptionFull,
                _ =>
                    $"The reception of {name} is full{FullHours(w)}; it fits with one more check-in a quarter of an hour."
            );
        }

        if (workshop.Parking is null)
            return;
        Offer(
            WorkshopEffort,
            new WidenWorkshop(w, 0, 1),
            ReasonCode.ParkingFull,
            _ =>
                $"The yard of {name} is full with {workshop.Parking} cars; it fits with one more place."
        );

        // Cars stand in the yard while they wait for a lift.
        Work(w, visit.Skill, "The yard is full of cars that wait");
    }

    // One more car at a time, by what there is less of, and one more technician who may work on this one.
    private void Work(int w, string? skill, string what)
    {
        var workshop = problem.Workshops[w];
        var name = Words.Workshop(workshop);
        var (lifts, technicians) = (workshop.Lifts, workshop.Technicians);
        if (technicians < lifts)
        {
            Offer(
                WorkshopEffort,
                new WidenWork(w, 0, 1, null),
                ReasonCode.TechniciansBusy,
                _ =>
                    $"{what}: the technicians of {name} are busy; it fits with one more than {technicians}."
            );
        }
        else
        {
            var both = technicians == lifts;
            Offer(
                WorkshopEffort,
                new WidenWork(w, 1, both ? 1 : 0, null),
                ReasonCode.LiftsTaken,
                _ =>
                    both
                        ? $"{what}: the lifts and technicians of {name} are taken; it fits with one more of each than {lifts}."
                        : $"{what}: the lifts of {name} are taken; it fits with one more than {lifts}."
            );
        }

        if (skill is null)
            return;
        var skilled = workshop.TechniciansBySkill.GetValueOrDefault(skill);
        Offer(
            WorkshopEffort,
            new WidenWork(w, 0, skilled < technicians ? 0 : 1, skill),
            ReasonCode.TechniciansBusy,
            _ =>
                $"{what}: the technicians of {name} with the skill {skill} are busy; it fits with one more than {skilled}."
        );
    }

    private string? SkillFor(Guid car) =>
        problem
            .Workshops.SelectMany(workshop => workshop.PresentCars)
            .Where(present => present.Id == car)
            .Select(present => present.Skill)
            .Concat(
                problem
                    .Jobs.Where(other => other.Id == car)
                    .SelectMany(other => other.Stops)
                    .Select(stop => stop.Workshop?.Skill)
            )
            .FirstOrDefault(skill => skill is not null);
}
