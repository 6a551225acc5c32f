using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Values;
using Routing.Drivers.Data;

namespace Routing.Drivers.Steps;

/// <summary>Looks up workshops' steps.</summary>
internal sealed class StepBook(DriversContext context)
{
    /// <summary>The version in force; 0 where the workshop has made none.</summary>
    public async Task<int> Present(Guid workshopId, CancellationToken cancellationToken) =>
        await context.StepLists.Where(list => list.WorkshopId == workshopId).MaxAsync(list => (int?)list.Version, cancellationToken) ?? 0;

    /// <summary>Null where there is no such version.</summary>
    public async Task<StepSet?> Find(Guid workshopId, int version, CancellationToken cancellationToken) =>
        version == 0 ? StepSet.Usual : (await context.StepLists.FindAsync([workshopId, version], cancellationToken))?.Read();

    /// <summary>All that a device needs to do the stops of a sheet without signal: the version of each stop, and the lists that they name.</summary>
    public async Task<(IReadOnlyList<StopSteps> Stops, IReadOnlyList<StepListShown> Lists)> For(RouteSheet sheet, CancellationToken cancellationToken)
    {
        var stops = sheet.Stops.Where(stop => stop is { MoveId: not null, WorkshopId: not null }).ToList();
        var (moves, workshops) = (stops.Select(stop => stop.MoveId!.Value).ToHashSet(), stops.Select(stop => stop.WorkshopId!.Value).ToHashSet());
        var begun = await context.Stops.AsNoTracking().Where(stop => moves.Contains(stop.MoveId) && stop.StepsVersion != null)
            .ToDictionaryAsync(stop => (stop.MoveId, stop.StopIndex), stop => stop.StepsVersion!.Value, cancellationToken);
        var present = await context.StepLists.AsNoTracking().Where(list => workshops.Contains(list.WorkshopId))
            .GroupBy(list => list.WorkshopId).Select(lists => new { lists.Key, Version = lists.Max(list => list.Version) })
            .ToDictionaryAsync(each => each.Key, each => each.Version, cancellationToken);
        var named = stops.ConvertAll(stop => new StopSteps(
            stop.MoveId!.Value, stop.StopIndex, stop.WorkshopId!.Value,
            begun.TryGetValue((stop.MoveId.Value, stop.StopIndex), out var kept) ? kept : present.GetValueOrDefault(stop.WorkshopId.Value)));
        var lists = new List<StepListShown>();
        foreach (var (workshop, version) in named.Select(stop => (stop.WorkshopId, stop.Version)).Distinct())
            lists.Add(new StepListShown(workshop, version, (await Find(workshop, version, cancellationToken))!));
        return (named, lists);
    }
}

/// <summary>Which version of its workshop's steps counts at a stop.</summary>
/// <param name="MoveId">The move.</param>
/// <param name="StopIndex">Which of its stops, from 0.</param>
/// <param name="WorkshopId">Whose steps.</param>
/// <param name="Version">Which version: the one that the stop began with or, before, the newest.</param>
internal sealed record StopSteps(Guid MoveId, int StopIndex, Guid WorkshopId, int Version);

/// <summary>A version of a workshop's steps, for a device.</summary>
internal sealed record StepListShown(Guid WorkshopId, int Version, StepSet Steps);
