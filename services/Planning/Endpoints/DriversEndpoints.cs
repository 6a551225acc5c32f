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

/// <summary>Drivers: shifts, skills and own means.</summary>
internal static class DriversEndpoints
{
    public static void MapDriversOfPlanning(this WebApplication app)
    {
        var drivers = app.MapGroup("/api/drivers").WithTags("Planning");
        drivers.MapGet("", List).Admits(Door.Adviser).WithName("ListDrivers").WithSummary("All drivers, or those of one area.");
        drivers.MapGet("/{driverId:guid}", Get).Admits(Door.Adviser).WithName("GetDriver").WithSummary("A driver.");
        drivers.MapPost("", Post).Validated<DriverBody>().Idempotent<PlanningContext, DriverBody>().Admits(Door.Dispatcher).WithName("PostDriver").WithSummary("Makes a driver.");
        drivers.MapPut("/{driverId:guid}", Put).Validated<DriverBody>().Admits(Door.Dispatcher).WithName("PutDriver").WithSummary("Changes a driver; all of it is given again.");
    }

    private static async Task<Ok<List<DriverChanged>>> List(PlanningContext context, string? area, CancellationToken cancellationToken)
    {
        var bodies = await context.Drivers.AsNoTracking().Where(d => area == null || d.Area == area)
            .OrderBy(d => d.DriverId).Select(d => d.Body).ToListAsync(cancellationToken);
        return TypedResults.Ok(bodies.ConvertAll(MasterData.Read<DriverChanged>));
    }

    private static async Task<Results<Ok<DriverChanged>, ProblemHttpResult>> Get(Guid driverId, PlanningContext context, CancellationToken cancellationToken) =>
        await context.Drivers.AsNoTracking().SingleOrDefaultAsync(d => d.DriverId == driverId, cancellationToken) is { } found
            ? TypedResults.Ok(MasterData.Read<DriverChanged>(found.Body))
            : PlanningFaults.UnknownDriver.With($"There is no driver {driverId}. GET /api/drivers lists them.");

    private static async Task<Results<Created<DriverChanged>, ProblemHttpResult>> Post(
        DriverBody body, PlanningContext context, RegionSource regions, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (regions.Current is null) return WorkshopsEndpoints.NotReady();
        if (!await context.Areas.AnyAsync(a => a.Area == body.Area, cancellationToken))
            return PlanningFaults.UnknownArea.With($"There is no area '{body.Area}'. Make it at PUT /api/areas/{body.Area}.");
        var change = body.ToMessage(Guid.CreateVersion7(clock.GetUtcNow()), 1);
        context.Add(new StoredDriver { DriverId = change.DriverId, Area = change.Area, Revision = 1, Body = MasterData.Write(change) });
        await MasterData.Save(context, change.Area, change, clock.GetUtcNow(), null, cancellationToken);
        return TypedResults.Created($"/api/drivers/{change.DriverId}", change);
    }

    private static async Task<Results<Ok<DriverChanged>, ProblemHttpResult>> Put(
        Guid driverId, DriverBody body, PlanningContext context, RegionSource regions, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (regions.Current is null) return WorkshopsEndpoints.NotReady();
        if (await context.Drivers.SingleOrDefaultAsync(d => d.DriverId == driverId && d.Area == body.Area, cancellationToken) is not { } stored)
            return PlanningFaults.UnknownDriver.With($"There is no driver {driverId} in the area '{body.Area}'. GET /api/drivers lists them.");
        var change = body.ToMessage(driverId, stored.Revision + 1);
        (stored.Revision, stored.Body) = (change.Revision, MasterData.Write(change));
        return await MasterData.Save(context, change.Area, change, clock.GetUtcNow(), null, cancellationToken)
            ? TypedResults.Ok(change)
            : PlanningFaults.ChangedMeanwhile.With($"The driver {driverId} was changed by somebody else at the same moment. Look at it and send your change again.");
    }

    internal sealed record DriverBody(
        string? Area,
        string? Name,
        Means? Means,
        IReadOnlyList<string>? Skills,
        Place? StartPlace,
        Place? EndPlace,
        IReadOnlyList<Shift>? Shifts,
        bool Active = true,
        IReadOnlyList<LicenceClass>? LicenceClasses = null,
        bool TradePlates = false,
        int? InsuredValue = null)
    {
        public DriverChanged ToMessage(Guid id, int revision) => new()
        {
            DriverId = id,
            Revision = revision,
            Area = Area!,
            Name = Name!,
            Means = Means!.Value,
            Skills = Skills ?? [],
            StartPlace = StartPlace!,
            EndPlace = EndPlace ?? StartPlace!,
            Shifts = Shifts!,
            Active = Active,
            LicenceClasses = LicenceClasses ?? [],
            TradePlates = TradePlates,
            InsuredValue = InsuredValue,
        };
    }

    internal sealed class DriverBodyValidator : AbstractValidator<DriverBody>
    {
        public DriverBodyValidator(RegionSource regions, IOptions<PlanningOptions> options)
        {
            RuleFor(body => body.Area).NotEmpty();
            RuleFor(body => body.Name).NotEmpty().MaximumLength(200);
            RuleFor(body => body.Means).NotNull().NotEqual(Contracts.Values.Means.Car)
                .WithMessage("Say by what the driver gets to the cars: scooter, bicycle, foot, taxi, chaseCar (a crew of two) or transporter.");
            RuleForEach(body => body.LicenceClasses).Must(held => held is { Class.Length: > 0 and <= 10 }).WithMessage("A licence has its class, such as B, and until when it holds: class, until.");
            RuleFor(body => body.InsuredValue).InclusiveBetween(0, 100_000_000);
            RuleForEach(body => body.Skills).NotEmpty().MaximumLength(40);
            RuleFor(body => body.StartPlace).OnARoad(regions, options.Value);
            RuleFor(body => body.EndPlace).OnARoad(regions, options.Value).When(body => body.EndPlace is not null);
            RuleFor(body => body.Shifts).NotNull().WithMessage("Say when the driver works: day, from, until. An empty list is a driver whom a dispatcher adds to days.");
            RuleForEach(body => body.Shifts).Must(shift => shift is not null && shift.From < shift.Until)
                .WithMessage("A shift must end later on the same day than it begins.");
            RuleForEach(body => body.Shifts).Must(HasRoomForItsBreak)
                .WithMessage("A break needs breakFrom and breakUntil inside the shift, at least breakSeconds apart.");
        }

        private static bool HasRoomForItsBreak(Shift? shift) =>
            shift is null
            || (shift.BreakSeconds == 0 && shift.BreakFrom is null && shift.BreakUntil is null)
            || (shift is { BreakFrom: { } from, BreakUntil: { } until, BreakSeconds: > 0 }
                && shift.From <= from && until <= shift.Until && until - from >= TimeSpan.FromSeconds(shift.BreakSeconds) && from < until);
    }
}
