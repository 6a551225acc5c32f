using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Values;
using Routing.Intake.Data;
using Routing.Intake.Places;

namespace Routing.Intake.Workshops;

/// <summary>Says whether a workshop comes to a place.</summary>
internal sealed class ServiceAreas(IntakeContext data)
{
    /// <summary>By place: null when the workshop comes there, else why not, and which workshop does.</summary>
    public async Task<IReadOnlyList<string?>> Refusals(Workshop workshop, IReadOnlyList<Place> places, CancellationToken cancellationToken)
    {
        if (await data.ServiceAreas.AsNoTracking().SingleOrDefaultAsync(area => area.WorkshopId == workshop.Id, cancellationToken) is not { } own || places.All(own.Contains))
            return new string?[places.Count];
        var others = await data.Workshops.AsNoTracking().Where(other => other.Id != workshop.Id)
            .LeftJoin(data.ServiceAreas.AsNoTracking(), other => other.Id, area => area.WorkshopId, (Workshop, Area) => new { Workshop, Area })
            .ToListAsync(cancellationToken);
        return [.. places.Select(place => own.Contains(place) ? null : Refusal(place))];

        string Refusal(Place place)
        {
            // One without bounds comes everywhere in its planning area, not in another city.
            var nearest = others
                .Where(other => other.Area?.Outline is null ? other.Workshop.Area == workshop.Area : other.Area.Contains(place))
                .Select(other => (other.Workshop.Name, Metres: Crow.Metres(other.Workshop.Place, place)))
                .OrderBy(other => other.Metres).Select(other => ((string Name, double Metres)?)other).FirstOrDefault();
            var outside = $"{workshop.Name} does not come here: the place is outside {Bounds(own)}.";
            return nearest is { } comes
                ? FormattableString.Invariant($"{outside} The nearest workshop that does come is {comes.Name}, {comes.Metres / 1000:0.0} km away.")
                : $"{outside} No other workshop comes here either.";
        }
    }

    private static string Bounds(ServiceArea area) => area switch
    {
        { Minutes: { } minutes } => $"the {minutes} minutes' drive within which it collects cars and brings them back",
        { RadiusMetres: { } metres } => FormattableString.Invariant($"the {metres / 1000.0:0.#} km around it within which it collects cars and brings them back"),
        _ => "the area in which it collects cars and brings them back",
    };
}
