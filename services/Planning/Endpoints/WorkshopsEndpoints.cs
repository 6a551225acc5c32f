using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Defaults.Idempotency;
using Routing.Defaults.Validation;
using Routing.Planning.Areas;
using Routing.Planning.Data;
using Routing.Planning.Roads;

namespace Routing.Planning.Endpoints;

/// <summary>Workshops.</summary>
internal static class WorkshopsEndpoints
{
    public static void MapWorkshops(this WebApplication app)
    {
        var workshops = app.MapGroup("/api/workshops").WithTags("Planning");
        workshops.MapGet("", List).Admits(Door.Adviser).WithName("ListWorkshops").WithSummary("All workshops, or those of one area.");
        workshops.MapGet("/{workshopId:guid}", Get).Admits(Door.Adviser).WithName("GetWorkshop").WithSummary("A workshop.");
        workshops.MapGet("/{workshopId:guid}/service-area", GetServiceArea).Admits(Door.Adviser).WithName("GetServiceArea")
            .WithSummary("Where the workshop collects cars and brings them back, as a GeoJSON feature: look at it on any map.").Produces<ServiceAreaFeature>(200, "application/geo+json");
        workshops.MapPost("", Post).Validated<WorkshopBody>().Idempotent<PlanningContext, WorkshopBody>().Admits(Door.Dispatcher).WithName("PostWorkshop").WithSummary("Makes a workshop.")
            .WithDescription("serviceArea is where it collects cars and brings them back: radiusMetres, minutes (of driving to the workshop), or area, a GeoJSON Polygon or MultiPolygon. Without one it comes everywhere.");
        workshops.MapPut("/{workshopId:guid}", Put).Validated<WorkshopBody>().Admits(Door.Dispatcher).WithName("PutWorkshop").WithSummary("Changes a workshop; all of it is given again.");
    }

    private static async Task<Ok<List<WorkshopChanged>>> List(PlanningContext context, string? area, CancellationToken cancellationToken)
    {
        var bodies = await context.Workshops.AsNoTracking().Where(w => area == null || w.Area == area)
            .OrderBy(w => w.WorkshopId).Select(w => w.Body).ToListAsync(cancellationToken);
        return TypedResults.Ok(bodies.ConvertAll(MasterData.Read<WorkshopChanged>));
    }

    private static async Task<Results<Ok<WorkshopChanged>, ProblemHttpResult>> Get(Guid workshopId, PlanningContext context, CancellationToken cancellationToken) =>
        await context.Workshops.AsNoTracking().SingleOrDefaultAsync(w => w.WorkshopId == workshopId, cancellationToken) is { } found
            ? TypedResults.Ok(MasterData.Read<WorkshopChanged>(found.Body))
            : PlanningFaults.UnknownWorkshop.With($"There is no workshop {workshopId}. GET /api/workshops lists them.");

    private static async Task<Results<JsonHttpResult<ServiceAreaFeature>, ProblemHttpResult>> GetServiceArea(Guid workshopId, PlanningContext context, CancellationToken cancellationToken)
    {
        if (!await context.Workshops.AnyAsync(w => w.WorkshopId == workshopId, cancellationToken))
            return PlanningFaults.UnknownWorkshop.With($"There is no workshop {workshopId}. GET /api/workshops lists them.");
        var stored = await context.ServiceAreas.AsNoTracking().SingleOrDefaultAsync(area => area.WorkshopId == workshopId, cancellationToken);
        return stored is not null && MasterData.Read<ServiceAreaChanged>(stored.Body) is { Outline: { } outline } area
            ? TypedResults.Json(new ServiceAreaFeature("Feature", outline, new(workshopId, area.RadiusMetres, area.Minutes)), contentType: "application/geo+json")
            : PlanningFaults.NoServiceArea.With("It has no service area. Give it one as serviceArea at PUT /api/workshops/{workshopId}.");
    }

    private static async Task<Results<Created<WorkshopChanged>, ProblemHttpResult>> Post(
        WorkshopBody body, PlanningContext context, RegionSource regions, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (regions.Current is not { } roads) return NotReady();
        if (await context.Areas.AsNoTracking().SingleOrDefaultAsync(a => a.Area == body.Area, cancellationToken) is not { } area)
            return PlanningFaults.UnknownArea.With($"There is no area '{body.Area}'. Make it at PUT /api/areas/{body.Area}.");
        var change = body.ToMessage(Guid.CreateVersion7(clock.GetUtcNow()), 1, area.TimeZone);
        context.Add(new StoredWorkshop { WorkshopId = change.WorkshopId, Area = area.Area, Revision = 1, Body = MasterData.Write(change) });
        await ServiceAreas.Draw(context, change, roads, cancellationToken);
        await MasterData.Save(context, area.Area, change, clock.GetUtcNow(), null, cancellationToken);
        return TypedResults.Created($"/api/workshops/{change.WorkshopId}", change);
    }

    private static async Task<Results<Ok<WorkshopChanged>, ProblemHttpResult>> Put(
        Guid workshopId, WorkshopBody body, PlanningContext context, RegionSource regions, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (regions.Current is not { } roads) return NotReady();
        if (await context.Workshops.SingleOrDefaultAsync(w => w.WorkshopId == workshopId && w.Area == body.Area, cancellationToken) is not { } stored)
            return PlanningFaults.UnknownWorkshop.With($"There is no workshop {workshopId} in the area '{body.Area}'. GET /api/workshops lists them.");
        var area = await context.Areas.AsNoTracking().SingleAsync(a => a.Area == stored.Area, cancellationToken);
        var change = body.ToMessage(workshopId, stored.Revision + 1, area.TimeZone);
        (stored.Revision, stored.Body) = (change.Revision, MasterData.Write(change));
        await ServiceAreas.Draw(context, change, roads, cancellationToken);
        return await MasterData.Save(context, area.Area, change, clock.GetUtcNow(), null, cancellationToken)
            ? TypedResults.Ok(change)
            : PlanningFaults.ChangedMeanwhile.With($"The workshop {workshopId} was changed by somebody else at the same moment. Look at it and send your change again.");
    }

    internal static ProblemHttpResult NotReady() =>
        PlanningFaults.NoRegion.With("The road network is still being imported. Try again when GET /health/ready answers 200.");

    internal sealed record WorkshopBody(
        string? Area,
        string? Name,
        Place? Place,
        IReadOnlyList<OpeningHours>? OpeningHours,
        int Lifts,
        int Technicians,
        int HighVoltageTechnicians,
        int ReceptionPerQuarter,
        int Parking,
        int? CourtesyCars = null,
        ServiceAreaBody? ServiceArea = null,
        IReadOnlyList<Closure>? Closures = null)
    {
        public WorkshopChanged ToMessage(Guid id, int revision, string timeZone) => new()
        {
            WorkshopId = id,
            Revision = revision,
            Area = Area!,
            Name = Name!,
            Place = Place!,
            TimeZone = timeZone,
            OpeningHours = OpeningHours!,
            Lifts = Lifts,
            Technicians = Technicians,
            HighVoltageTechnicians = HighVoltageTechnicians,
            ReceptionPerQuarter = ReceptionPerQuarter,
            Parking = Parking,
            CourtesyCars = CourtesyCars,
            ServiceArea = ServiceArea?.ToValue(),
            Closures = Closures ?? [],
        };
    }

    internal sealed class WorkshopBodyValidator : AbstractValidator<WorkshopBody>
    {
        public WorkshopBodyValidator(RegionSource regions, IOptions<PlanningOptions> options)
        {
            RuleFor(body => body.Area).NotEmpty();
            RuleFor(body => body.Name).NotEmpty().MaximumLength(200);
            RuleFor(body => body.Place).OnARoad(regions, options.Value);
            RuleFor(body => body.OpeningHours).NotEmpty().WithMessage("Say when it is open: day, from, until.");
            RuleForEach(body => body.OpeningHours).Must(hours => hours is not null && hours.From < hours.Until)
                .WithMessage("It must close later on the same day than it opens.");
            RuleFor(body => body.OpeningHours)
                .Must(hours => hours!.GroupBy(h => h.Day).All(day => day.OrderBy(h => h.From).Zip(day.OrderBy(h => h.From).Skip(1)).All(pair => pair.First.Until < pair.Second.From)))
                .When(body => body.OpeningHours?.All(hours => hours is not null) == true)
                .WithMessage("Two opening hours of a day overlap or touch: make them one.");
            RuleFor(body => body.Closures).Must(closures => closures is null || closures.Count <= 200).WithMessage("At most 200 closures.");
            RuleForEach(body => body.Closures).Must(closure => closure is not null && closure.From <= closure.Until && !string.IsNullOrWhiteSpace(closure.Why) && closure.Why.Length <= 100)
                .WithMessage("A closure has its first and its last day, from and until, and why in up to 100 characters.");
            RuleFor(body => body.Lifts).InclusiveBetween(1, 500);
            RuleFor(body => body.Technicians).InclusiveBetween(1, 500);
            RuleFor(body => body.HighVoltageTechnicians).InclusiveBetween(0, 500)
                .LessThanOrEqualTo(body => body.Technicians).WithMessage("There cannot be more high-voltage technicians than technicians.");
            RuleFor(body => body.ReceptionPerQuarter).InclusiveBetween(1, 100);
            RuleFor(body => body.Parking).InclusiveBetween(1, 10_000);
            RuleFor(body => body.CourtesyCars).InclusiveBetween(0, 1000);
            RuleFor(body => body.ServiceArea!).SetValidator(new ServiceAreaBodyValidator()).When(body => body.ServiceArea is not null);
        }
    }
}
