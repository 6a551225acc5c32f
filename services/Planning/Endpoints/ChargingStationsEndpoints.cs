using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Planning.Areas;
using Routing.Planning.Data;
using Routing.Planning.Roads;

namespace Routing.Planning.Endpoints;

/// <summary>Where electric cars of an area can be charged on their way.</summary>
internal static class ChargingStationsEndpoints
{
    public static void MapChargingStations(this WebApplication app)
    {
        var stations = app.MapGroup("/api/areas/{area}/charging-stations").WithTags("Planning");
        stations.MapGet("", Get).Admits(Door.Adviser).WithName("GetChargingStations")
            .WithSummary("Where electric cars of an area can be charged on their way: its own stations, and those of the map.");
        stations.MapPut("", Put).Validated<ChargingStationsBody>().Admits(Door.Operator).WithName("PutChargingStations")
            .WithSummary("Changes an area's own charging stations, which are there besides the map's; all of them are given again.");
    }

    private static async Task<Results<Ok<ChargingStationsAnswer>, ProblemHttpResult>> Get(
        string area, PlanningContext context, RegionSource regions, CancellationToken cancellationToken)
    {
        if (await context.Areas.AsNoTracking().SingleOrDefaultAsync(a => a.Area == area, cancellationToken) is not { } found) return Unknown(area);
        return regions.Current is { } roads ? TypedResults.Ok(Answer(found, roads)) : WorkshopsEndpoints.NotReady();
    }

    private static async Task<Results<Ok<ChargingStationsAnswer>, ProblemHttpResult>> Put(
        string area, ChargingStationsBody body, PlanningContext context, RegionSource regions, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (regions.Current is not { } roads) return WorkshopsEndpoints.NotReady();
        if (await context.Areas.SingleOrDefaultAsync(a => a.Area == area, cancellationToken) is not { } stored) return Unknown(area);
        var change = new AreaChanged { Area = area, Name = stored.Name, TimeZone = stored.TimeZone };
        await MasterData.Save(context, area, change, clock.GetUtcNow(), () => stored.ChargingStations = body.ToBody(), cancellationToken);
        return TypedResults.Ok(Answer(stored, roads));
    }

    private static ChargingStationsAnswer Answer(StoredArea area, RoadsInUse roads) => new(Shown(area.Stations()), Shown(roads.ChargingStations));

    private static IReadOnlyList<ChargingStationAnswer> Shown(IReadOnlyList<Station> stations) =>
        [.. stations.Select(station => new ChargingStationAnswer(station.Place, station.Watts > 0 ? station.Watts / 1000.0 : null))];

    private static ProblemHttpResult Unknown(string area) => PlanningFaults.UnknownArea.With($"There is no area '{area}'. Make it at PUT /api/areas/{{area}}.");

    /// <param name="Stations">The area's own.</param>
    /// <param name="OfTheMap">Those of the map's extract, which cannot be changed here.</param>
    internal sealed record ChargingStationsAnswer(IReadOnlyList<ChargingStationAnswer> Stations, IReadOnlyList<ChargingStationAnswer> OfTheMap);

    /// <param name="Place">Where; with its name as the address.</param>
    /// <param name="Kilowatts">Of its strongest socket; null when not known.</param>
    internal sealed record ChargingStationAnswer(Place Place, double? Kilowatts);

    /// <param name="Stations">All of the area's own.</param>
    internal sealed record ChargingStationsBody(IReadOnlyList<StationBody?>? Stations)
    {
        /// <summary>As it is stored; null for none.</summary>
        public string? ToBody() => Stations!.Count == 0 ? null : MasterData.Write(Stations.Select(station => station!.ToStation()).ToList());
    }

    /// <param name="Place">Where; its address is what drivers read.</param>
    /// <param name="Kilowatts">Of its strongest socket; null when not known.</param>
    internal sealed record StationBody(Place? Place, double? Kilowatts = null)
    {
        public Station ToStation() => new(Place!, (int)Math.Round((Kilowatts ?? 0) * 1000));
    }

    internal sealed class ChargingStationsBodyValidator : AbstractValidator<ChargingStationsBody>
    {
        // They go into each day's log.
        private const int MostStations = 200;

        public ChargingStationsBodyValidator(RegionSource regions, IOptions<PlanningOptions> options)
        {
            RuleFor(body => body.Stations).NotNull().WithMessage("Give the area's stations; an empty list for none.");
            RuleFor(body => body.Stations).Must(stations => stations!.Count <= MostStations).When(body => body.Stations is not null)
                .WithMessage($"An area has at most {MostStations} stations of its own.");
            RuleForEach(body => body.Stations).NotNull().ChildRules(station =>
            {
                station.RuleFor(s => s!.Place).OnARoad(regions, options.Value);
                station.RuleFor(s => s!.Place!.Address).MaximumLength(200).When(s => s!.Place is not null);
                station.RuleFor(s => s!.Kilowatts).InclusiveBetween(1, 1000);
            });
        }
    }
}
