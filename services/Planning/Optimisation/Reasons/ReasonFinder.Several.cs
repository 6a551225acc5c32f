using Routing.Optimisation.Model;

namespace Routing.Optimisation.Reasons;

internal sealed partial class ReasonFinder
{
    private const int MostMore = 8; // places, cars, check-ins

    /// <summary>One of several changes at once, by an amount from 1 to the most.</summary>
    private sealed record Part(
        int Most,
        Func<int, Change> Of,
        ReasonCode Code,
        Func<int, string> Text
    );

    /// <summary>
    /// Where no single change helps: all at once, then one after the other taken back as long as the job still fits, then
    /// each made as small as it can be beside the others. Null when not even all together help.
    /// </summary>
    private Reason? Several()
    {
        var parts = Parts();
        if (Likes() is [var like, ..])
            parts.Insert(0, OneMore(like));
        var amounts = parts.ConvertAll(part => part.Most);
        if (!Fits())
            return null;
        for (var i = 0; i < parts.Count; i++)
        {
            amounts[i] = 0;
            if (!Fits())
                amounts[i] = parts[i].Most;
        }

        for (var i = 0; i < parts.Count; i++)
        {
            var no = 0;
            while (amounts[i] - no > 1)
            {
                var yes = amounts[i];
                amounts[i] = (no + yes) / 2;
                if (!Fits())
                    (no, amounts[i]) = (amounts[i], yes);
            }
        }

        var needed = parts.Index().Where(part => amounts[part.Index] > 0).ToList();
        var text = string.Join(" and ", needed.Select(part => part.Item.Text(amounts[part.Index])));
        return needed.Count == 0
            ? null
            : new Reason(
                needed[0].Item.Code,
                needed.Count == 1 ? $"It fits if {text}." : $"No single change is enough; it fits if {text}.",
                Made()
            );

        bool Fits() => Try(Made().Apply(problem)) >= 0;

        Combined Made() =>
            new([.. parts.Select((part, i) => (part, i)).Where(p => amounts[p.i] > 0).Select(p => p.part.Of(amounts[p.i]))]);
    }

    private Part OneMore(Resource like)
    {
        var id = Mixed(job.Id, like.Id);
        return new Part(
            1,
            _ => new Combined([new AddDriver(like.Id, id), new AddSkills(id, [.. job.RequiredSkills])]),
            ReasonCode.NoDriverFree,
            _ => $"there were one more driver like {Words.Driver(like)}{(job.RequiredSkills.Count > 0 ? $" with {SkillNames()}" : "")}"
        );
    }

    private List<Part> Parts()
    {
        var parts = new List<Part>();
        foreach (var w in job.Stops.Select(stop => stop.Workshop).OfType<WorkshopVisit>().Select(visit => visit.Workshop).Distinct())
            AddWorkshop(w, parts);
        if (job.Locks is { Driver: not null } or { DirectlyAfter: not null } or { Time: not null })
            parts.Add(new Part(1, _ => new Unlock(job.Id, true, true, true), job.Locks.Time is null ? ReasonCode.DriverLocked : ReasonCode.TimeLocked, _ => "its lock were lifted"));
        if (job.RangeMetres is not null)
            parts.Add(new Part(MostMinutes, steps => new ExtendRange(job.Id, MetresPerMinute * steps), ReasonCode.CarRange, steps => $"the car got {MetresPerMinute * steps} m further"));
        if (job.ReadyAt is not null)
            Minutes(seconds => new ReadyEarlier(job.Id, seconds), ReasonCode.CarNotReady, "the car were ready", "earlier");
        for (var i = 0; i < job.Stops.Count; i++)
        {
            var stop = i;
            if (job.Stops[i].Alternatives.All(place => place.Windows.Count == 0))
                continue;
            Minutes(seconds => new WidenWindow(job.Id, stop, 0, seconds), ReasonCode.WindowClosesTooEarly, $"the window at {Place(stop)} closed", "later");
            Minutes(seconds => new WidenWindow(job.Id, stop, seconds, 0), ReasonCode.WindowOpensTooLate, $"the window at {Place(stop)} opened", "earlier");
        }

        return parts;

        void Minutes(Func<int, Change> of, ReasonCode code, string what, string how) =>
            parts.Add(new Part(MostMinutes, minutes => of(60 * minutes), code, minutes => $"{what} {Words.Minutes(60 * minutes)} {how}"));
    }

    private void AddWorkshop(int w, List<Part> parts)
    {
        var workshop = problem.Workshops[w];
        var name = Words.Workshop(workshop);
        if (workshop.CourtesyCars is not null)
            parts.Add(new Part(MostMore, cars => new AddCourtesyCars(w, cars), ReasonCode.NoCourtesyCar, cars => $"{name} had {Words.More(cars, "courtesy car")}"));
        if (workshop.ReceptionPerQuarter is not null)
            parts.Add(new Part(MostMore, cars => new WidenWorkshop(w, cars, 0), ReasonCode.ReceptionFull, cars => $"the reception of {name} took {Words.More(cars, "car")} in a quarter of an hour"));
        if (workshop.Parking is not null)
            parts.Add(new Part(MostMore, cars => new WidenWorkshop(w, 0, cars), ReasonCode.ParkingFull, cars => $"the yard of {name} had {Words.More(cars, "place")}"));
        if (job.ReadyAfterJob is { } car)
            parts.Add(new Part(MostMore, more => new WidenWork(w, more, more, SkillFor(car)), ReasonCode.LiftsTaken, more => $"{name} had {Words.More(more, "lift")} and as many technicians"));
        if (workshop.Opening.Count == 0)
            return;
        parts.Add(new Part(MostMinutes, minutes => new OpenLonger(w, workshop.Opening.Count - 1, 0, 60 * minutes), ReasonCode.WorkshopClosed, minutes => $"{name} closed {Words.Minutes(60 * minutes)} later"));
        parts.Add(new Part(MostMinutes, minutes => new OpenLonger(w, 0, 60 * minutes, 0), ReasonCode.WorkshopClosed, minutes => $"{name} opened {Words.Minutes(60 * minutes)} earlier"));
    }
}
