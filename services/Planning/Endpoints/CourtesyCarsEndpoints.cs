using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Defaults.Idempotency;
using Routing.Defaults.Validation;
using Routing.Planning.Areas;
using Routing.Planning.Data;

namespace Routing.Planning.Endpoints;

/// <summary>Courtesy cars: which there are, who has them, and until when.</summary>
internal static class CourtesyCarsEndpoints
{
    public static void MapCourtesyCars(this WebApplication app)
    {
        var cars = app.MapGroup("/api/courtesy-cars").WithTags("Planning").Admits(Door.Adviser);
        cars.MapGet("", List).WithName("ListCourtesyCars").WithSummary("All courtesy cars, or those of a workshop or an area.");
        cars.MapGet("/{courtesyCarId:guid}", Get).WithName("GetCourtesyCar").WithSummary("A courtesy car, and for whom it is kept, who has it, or who had it last.");
        cars.MapGet("/{courtesyCarId:guid}/loans", Loans).WithName("ListCourtesyLoans").WithSummary("Who had it, with mileages out and in, the newest first.");
        cars.MapPost("", Post).Validated<CarBody>().Idempotent<PlanningContext, CarBody>().WithName("PostCourtesyCar").WithSummary("Makes a courtesy car.")
            .WithDescription("A workshop that has named one lends those and no others: its number of courtesyCars does not count any more.");
        cars.MapPut("/{courtesyCarId:guid}", Put).Validated<CarBody>().WithName("PutCourtesyCar").WithSummary("Changes a courtesy car; all of it is given again.");
        cars.MapPut("/{courtesyCarId:guid}/loan", Lend).Validated<LoanBody>().WithName("PutCourtesyLoan").WithSummary("Keeps it for somebody, lends it, or says when it is due back and that the contract is signed.")
            .WithDescription("For a booking name its requestId. Without one it is lent at the workshop's desk: say when it is due back. What is left out stays as it is.");
        cars.MapDelete("/{courtesyCarId:guid}/loan", GiveUp).WithName("DeleteCourtesyLoan").WithSummary("Keeps it for nobody any more.");
        cars.MapPut("/{courtesyCarId:guid}/loan/back", Back).Validated<BackBody>().WithName("PutCourtesyBack").WithSummary("It is back at the workshop.");
    }

    private static async Task<Ok<List<CourtesyCarChanged>>> List(PlanningContext context, Guid? workshopId, string? area, CancellationToken cancellationToken)
    {
        var bodies = await context.CourtesyCars.AsNoTracking().Where(car => (workshopId == null || car.WorkshopId == workshopId) && (area == null || car.Area == area))
            .OrderBy(car => car.CourtesyCarId).Select(car => car.Body).ToListAsync(cancellationToken);
        return TypedResults.Ok(bodies.ConvertAll(MasterData.Read<CourtesyCarChanged>));
    }

    private static async Task<Results<Ok<CourtesyCarChanged>, ProblemHttpResult>> Get(Guid courtesyCarId, PlanningContext context, CancellationToken cancellationToken) =>
        await context.CourtesyCars.AsNoTracking().SingleOrDefaultAsync(car => car.CourtesyCarId == courtesyCarId, cancellationToken) is { } found
            ? TypedResults.Ok(MasterData.Read<CourtesyCarChanged>(found.Body))
            : Unknown(courtesyCarId);

    private static async Task<Results<Ok<List<CourtesyLoan>>, ProblemHttpResult>> Loans(Guid courtesyCarId, PlanningContext context, CancellationToken cancellationToken)
    {
        if (!await context.CourtesyCars.AnyAsync(car => car.CourtesyCarId == courtesyCarId, cancellationToken)) return Unknown(courtesyCarId);
        var bodies = await context.CourtesyLoans.AsNoTracking().Where(loan => loan.CourtesyCarId == courtesyCarId)
            .OrderByDescending(loan => loan.LoanId).Select(loan => loan.Body).ToListAsync(cancellationToken);
        return TypedResults.Ok(bodies.ConvertAll(MasterData.Read<CourtesyLoan>));
    }

    private static async Task<Results<Created<CourtesyCarChanged>, ProblemHttpResult>> Post(CarBody body, PlanningContext context, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await AreaOf(context, body, cancellationToken) is not { } area) return UnknownWorkshop(body);
        var now = clock.GetUtcNow();
        var change = body.ToMessage(Guid.CreateVersion7(now), area) with { At = now };
        context.Add(new StoredCourtesyCar { CourtesyCarId = change.CourtesyCarId, Area = area, WorkshopId = change.WorkshopId, Revision = 1, Body = MasterData.Write(change) });
        await MasterData.Save(context, area, change, now, null, cancellationToken);
        return TypedResults.Created($"/api/courtesy-cars/{change.CourtesyCarId}", change);
    }

    private static async Task<Results<Ok<CourtesyCarChanged>, ProblemHttpResult>> Put(Guid courtesyCarId, CarBody body, PlanningContext context, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await context.CourtesyCars.SingleOrDefaultAsync(car => car.CourtesyCarId == courtesyCarId, cancellationToken) is not { } stored) return Unknown(courtesyCarId);
        if (await AreaOf(context, body, cancellationToken) is not { } area || area != stored.Area) return UnknownWorkshop(body);
        var change = body.ToMessage(courtesyCarId, area) with { Loan = MasterData.Read<CourtesyCarChanged>(stored.Body).Loan };
        return await Written(context, stored, change, clock, cancellationToken);
    }

    private static async Task<Results<Ok<CourtesyCarChanged>, ProblemHttpResult>> Lend(Guid courtesyCarId, LoanBody body, PlanningContext context, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await context.CourtesyCars.SingleOrDefaultAsync(car => car.CourtesyCarId == courtesyCarId, cancellationToken) is not { } stored) return Unknown(courtesyCarId);
        var car = MasterData.Read<CourtesyCarChanged>(stored.Body);
        var now = clock.GetUtcNow();
        var present = car.Loan is { BackAt: null } loan ? loan : null;
        if (present is not null && present.RequestId != body.RequestId)
            return PlanningFaults.CourtesyCarTaken.With($"{car.Vehicle.Plate} {(present.IsOut ? "is out" : "is kept for somebody")}{(present.RequestId is { } other ? $" (request {other})" : "")}. Say first that it is back (PUT .../loan/back), or keep it for nobody (DELETE .../loan).");
        if (body.RequestId is { } requestId)
        {
            if (!await context.Requests.AnyAsync(request => request.RequestId == requestId && request.WorkshopId == stored.WorkshopId && request.IsSwap && !request.IsCancelled, cancellationToken))
                return PlanningFaults.NoCourtesyWish.With($"There is no request {requestId} with a courtesy car at this workshop. Look at its number again.");
            foreach (var lent in (await CourtesyBook.LentFor(context, requestId, cancellationToken)).Where(lent => lent.CourtesyCarId != courtesyCarId))
            {
                if (MasterData.Read<CourtesyCarChanged>(lent.Body) is { Loan.IsOut: true } lentAlready)
                    return PlanningFaults.CourtesyCarTaken.With($"The customer has {lentAlready.Vehicle.Plate} already. Say first that it is back (PUT .../loan/back).");
            }

            await CourtesyBook.Release(context, requestId, now, cancellationToken);
        }

        var was = present ?? new CourtesyLoan { RequestId = body.RequestId };
        var changed = was with
        {
            DueBack = body.DueBack ?? was.DueBack,
            ContractSignedAt = body.ContractSignedAt ?? was.ContractSignedAt,
            LeftAt = body.LeftAt ?? was.LeftAt,
            MileageOutKm = body.MileageOutKm ?? was.MileageOutKm,
            EnergyOutPercent = body.EnergyOutPercent ?? was.EnergyOutPercent,
        };
        var vehicle = body.EnergyOutPercent is { } energy ? car.Vehicle with { EnergyPercent = energy } : car.Vehicle;
        return await Written(context, stored, car with { Loan = changed, Vehicle = vehicle }, clock, cancellationToken);
    }

    private static async Task<Results<Ok<CourtesyCarChanged>, ProblemHttpResult>> GiveUp(Guid courtesyCarId, PlanningContext context, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await context.CourtesyCars.SingleOrDefaultAsync(car => car.CourtesyCarId == courtesyCarId, cancellationToken) is not { } stored) return Unknown(courtesyCarId);
        var car = MasterData.Read<CourtesyCarChanged>(stored.Body);
        if (car.Loan is { IsOut: true }) return PlanningFaults.CourtesyCarTaken.With($"{car.Vehicle.Plate} is out. Say that it is back when it is: PUT .../loan/back.");
        return car.Loan is not { IsKept: true } ? TypedResults.Ok(car) : await Written(context, stored, car with { Loan = null }, clock, cancellationToken);
    }

    private static async Task<Results<Ok<CourtesyCarChanged>, ProblemHttpResult>> Back(Guid courtesyCarId, BackBody body, PlanningContext context, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await context.CourtesyCars.SingleOrDefaultAsync(car => car.CourtesyCarId == courtesyCarId, cancellationToken) is not { } stored) return Unknown(courtesyCarId);
        var car = MasterData.Read<CourtesyCarChanged>(stored.Body);
        if (car.Loan is not { LeftAt: not null } loan) return PlanningFaults.CourtesyCarIn.With($"{car.Vehicle.Plate} is not out.");
        if (body.MileageInKm < loan.MileageOutKm) return PlanningFaults.CourtesyMileageFalls.With($"'mileageInKm' is {body.MileageInKm}, but it left with {loan.MileageOutKm} km. Read the odometer again.");
        var changed = loan with
        {
            BackAt = loan.BackAt ?? body.At ?? clock.GetUtcNow(),
            MileageInKm = body.MileageInKm ?? loan.MileageInKm,
            EnergyInPercent = body.EnergyInPercent ?? loan.EnergyInPercent,
        };
        var vehicle = body.EnergyInPercent is { } energy ? car.Vehicle with { EnergyPercent = energy } : car.Vehicle;
        return changed == loan && vehicle == car.Vehicle ? TypedResults.Ok(car) : await Written(context, stored, car with { Loan = changed, Vehicle = vehicle }, clock, cancellationToken);
    }

    private static async Task<Results<Ok<CourtesyCarChanged>, ProblemHttpResult>> Written(
        PlanningContext context, StoredCourtesyCar stored, CourtesyCarChanged change, TimeProvider clock, CancellationToken cancellationToken) =>
        await CourtesyBook.Write(context, stored, change, clock.GetUtcNow(), cancellationToken)
            ? TypedResults.Ok(MasterData.Read<CourtesyCarChanged>(stored.Body))
            : PlanningFaults.ChangedMeanwhile.With($"The courtesy car {stored.CourtesyCarId} was changed by somebody else at the same moment. Look at it and send your change again.");

    private static Task<string?> AreaOf(PlanningContext context, CarBody body, CancellationToken cancellationToken) =>
        context.Workshops.AsNoTracking().Where(workshop => workshop.WorkshopId == body.WorkshopId).Select(workshop => workshop.Area).SingleOrDefaultAsync(cancellationToken);

    private static ProblemHttpResult Unknown(Guid id) => PlanningFaults.UnknownCourtesyCar.With($"There is no courtesy car {id}. GET /api/courtesy-cars lists them.");

    private static ProblemHttpResult UnknownWorkshop(CarBody body) => PlanningFaults.UnknownWorkshop.With($"There is no workshop {body.WorkshopId} that it could belong to. GET /api/workshops lists them.");

    /// <summary>A courtesy car as its workshop tells of it.</summary>
    internal sealed record CarBody(
        Guid WorkshopId,
        string? Plate,
        Gearbox? Gearbox,
        Drive? Drive,
        string? Make = null,
        string? Model = null,
        string? Colour = null,
        string? Class = null,
        int? EnergyPercent = null,
        string? LicenceClass = null,
        int? Value = null,
        DateOnly? InsuredUntil = null,
        DateOnly? InspectedUntil = null,
        bool InService = true)
    {
        public CourtesyCarChanged ToMessage(Guid id, string area) => new()
        {
            CourtesyCarId = id,
            Revision = 1,
            Area = area,
            WorkshopId = WorkshopId,
            Vehicle = new Vehicle(Plate!.Trim(), Make, Model, Colour, Gearbox!.Value, Drive!.Value)
            {
                EnergyPercent = EnergyPercent,
                LicenceClass = LicenceClass,
                Value = Value,
                InsuredUntil = InsuredUntil,
                InspectedUntil = InspectedUntil,
            },
            Class = string.IsNullOrWhiteSpace(Class) ? null : Class.Trim(),
            InService = InService,
            At = default,
        };
    }

    internal sealed class CarBodyValidator : AbstractValidator<CarBody>
    {
        public CarBodyValidator()
        {
            RuleFor(body => body.Plate).NotEmpty().MaximumLength(20).WithMessage("The plate, in up to 20 characters.");
            RuleFor(body => body.Gearbox).NotNull().IsInEnum().WithMessage("The gearbox: manual or automatic.");
            RuleFor(body => body.Drive).NotNull().IsInEnum().WithMessage("The drive: petrol, diesel, hybrid or electric.");
            RuleFor(body => body.Make).MaximumLength(60);
            RuleFor(body => body.Model).MaximumLength(60);
            RuleFor(body => body.Colour).MaximumLength(40);
            RuleFor(body => body.Class).MaximumLength(40);
            RuleFor(body => body.LicenceClass).MaximumLength(10);
            RuleFor(body => body.EnergyPercent).InclusiveBetween(0, 100).WithMessage("Charge or fuel left: from {From} to {To} percent.");
            RuleFor(body => body.Value).GreaterThan(0);
        }
    }

    /// <summary>For whom, and until when.</summary>
    internal sealed record LoanBody(
        Guid? RequestId = null,
        DateTimeOffset? DueBack = null,
        DateTimeOffset? ContractSignedAt = null,
        DateTimeOffset? LeftAt = null,
        int? MileageOutKm = null,
        int? EnergyOutPercent = null);

    internal sealed class LoanBodyValidator : AbstractValidator<LoanBody>
    {
        public LoanBodyValidator()
        {
            RuleFor(body => body.DueBack).NotNull().When(body => body.RequestId is null).WithMessage("Say when it is due back: nobody's return tells it.");
            RuleFor(body => body.DueBack).GreaterThan(body => body.LeftAt).When(body => body.LeftAt is not null && body.DueBack is not null).WithMessage("It cannot be due back before it leaves.");
            RuleFor(body => body.MileageOutKm).InclusiveBetween(0, 9_999_999);
            RuleFor(body => body.EnergyOutPercent).InclusiveBetween(0, 100);
        }
    }

    /// <summary>How it came back; without a time: now.</summary>
    internal sealed record BackBody(DateTimeOffset? At = null, int? MileageInKm = null, int? EnergyInPercent = null);

    internal sealed class BackBodyValidator : AbstractValidator<BackBody>
    {
        public BackBodyValidator()
        {
            RuleFor(body => body.MileageInKm).InclusiveBetween(0, 9_999_999);
            RuleFor(body => body.EnergyInPercent).InclusiveBetween(0, 100);
        }
    }
}
