using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Drivers;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Data;

namespace Routing.Planning.Areas;

/// <summary>
/// Writes down where each courtesy car is: what the workshop says and what drivers' reports say go into the same loan. Each
/// change is the row, the message, and an entry in the area's days, in one transaction.
/// </summary>
internal static class CourtesyBook
{
    /// <summary>False when another change came first.</summary>
    /// <param name="context">In a transaction or not.</param>
    /// <param name="stored">The car, tracked.</param>
    /// <param name="change">What it is from now on; the revision and the time are set here.</param>
    /// <param name="now">The clock.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static async Task<bool> Write(PlanningContext context, StoredCourtesyCar stored, CourtesyCarChanged change, DateTimeOffset now, CancellationToken cancellation)
    {
        var before = MasterData.Read<CourtesyCarChanged>(stored.Body);
        change = change with { Revision = stored.Revision + 1, At = now };
        if (change.Loan is { } loan)
        {
            if (stored.LoanId is null || IsAnother(before.Loan, loan))
            {
                stored.LoanId = Guid.CreateVersion7(now);
                context.Add(new StoredCourtesyLoan { LoanId = stored.LoanId.Value, CourtesyCarId = stored.CourtesyCarId, RequestId = loan.RequestId, Body = MasterData.Write(loan) });
            }
            else
            {
                (await context.CourtesyLoans.SingleAsync(row => row.LoanId == stored.LoanId, cancellation)).Body = MasterData.Write(loan);
            }
        }
        else if (stored.LoanId is { } given)
        {
            // It was only kept: nothing happened that would have to be remembered.
            context.Remove(await context.CourtesyLoans.SingleAsync(row => row.LoanId == given, cancellation));
            stored.LoanId = null;
        }

        (stored.Revision, stored.WorkshopId, stored.Body) = (change.Revision, change.WorkshopId, MasterData.Write(change));
        return await MasterData.Save(context, stored.Area, change, now, null, cancellation);
    }

    /// <summary>A driver has taken a courtesy car over: at the workshop, where it leaves.</summary>
    public static Task Told(PlanningContext context, VehicleCollected told, DateTimeOffset now, CancellationToken cancellation) =>
        told.Courtesy is { IsComingBack: false } visit
            ? Told(context, visit.CourtesyCarId, told.RequestId, now, (car, loan) => (
                car with { EnergyPercent = told.EnergyPercent ?? car.EnergyPercent },
                loan with { LeftAt = told.At, MileageOutKm = told.MileageKm, EnergyOutPercent = told.EnergyPercent ?? loan.EnergyOutPercent }), cancellation)
            : Task.CompletedTask;

    /// <summary>A driver has handed a courtesy car over: to the customer, who drives it from here on, or to the workshop.</summary>
    public static Task Told(PlanningContext context, VehicleHandedOver told, DateTimeOffset now, CancellationToken cancellation) =>
        told.Courtesy is not { } visit
            ? Task.CompletedTask
            : Told(context, visit.CourtesyCarId, told.RequestId, now, (car, loan) => (
                car with { EnergyPercent = told.EnergyPercent ?? car.EnergyPercent },
                visit.IsComingBack
                    ? loan with { LeftAt = loan.LeftAt ?? told.At, BackAt = told.At, MileageInKm = told.MileageKm, EnergyInPercent = told.EnergyPercent ?? loan.EnergyInPercent }
                    : loan with
                    {
                        LeftAt = loan.LeftAt ?? told.At,
                        MileageOutKm = told.MileageKm,
                        EnergyOutPercent = told.EnergyPercent ?? loan.EnergyOutPercent,
                        ContractSignedAt = loan.ContractSignedAt ?? (told.IsSigned ? told.At : null),
                    }), cancellation);

    /// <summary>A dispatcher corrected what a driver told of a courtesy car.</summary>
    public static Task Told(PlanningContext context, StopCorrected told, DateTimeOffset now, CancellationToken cancellation) =>
        told.Courtesy is not { } visit
            ? Task.CompletedTask
            : Told(context, visit.CourtesyCarId, told.RequestId, now, (car, loan) => (car, (told.Undone, visit.IsComingBack) switch
            {
                (StopEvent.Collected, false) => loan with { LeftAt = null, MileageOutKm = null, EnergyOutPercent = null },
                (StopEvent.HandedOver, true) => loan with { BackAt = null, MileageInKm = null, EnergyInPercent = null },
                (null, true) => loan with { MileageInKm = told.MileageKm ?? loan.MileageInKm },
                (null, false) => loan with { MileageOutKm = told.MileageKm ?? loan.MileageOutKm },
                _ => loan,
            }), cancellation);

    /// <summary>What was kept for a request is free again.</summary>
    public static async Task Release(PlanningContext context, Guid requestId, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var stored in await LentFor(context, requestId, cancellation))
        {
            var car = MasterData.Read<CourtesyCarChanged>(stored.Body);
            if (car.Loan is { IsKept: true }) await Write(context, stored, car with { Loan = null }, now, cancellation);
        }
    }

    /// <summary>Courtesy cars whose present or last loan is for a request.</summary>
    public static async Task<List<StoredCourtesyCar>> LentFor(PlanningContext context, Guid requestId, CancellationToken cancellation)
    {
        var loans = await context.CourtesyLoans.Where(loan => loan.RequestId == requestId).Select(loan => (Guid?)loan.LoanId).ToListAsync(cancellation);
        return loans.Count == 0 ? [] : await context.CourtesyCars.Where(car => loans.Contains(car.LoanId)).ToListAsync(cancellation);
    }

    private static async Task Told(
        PlanningContext context, Guid carId, Guid requestId, DateTimeOffset now, Func<Vehicle, CourtesyLoan, (Vehicle, CourtesyLoan)> change, CancellationToken cancellation)
    {
        // Locked first: what is told at the same moment waits.
        await context.CourtesyCars.Where(car => car.CourtesyCarId == carId).ExecuteUpdateAsync(set => set.SetProperty(car => car.Area, car => car.Area), cancellation);
        if (await context.CourtesyCars.SingleOrDefaultAsync(car => car.CourtesyCarId == carId, cancellation) is not { } stored) return;
        var car = MasterData.Read<CourtesyCarChanged>(stored.Body);
        var present = car.Loan is { } loan && loan.RequestId == requestId ? loan : new CourtesyLoan { RequestId = requestId };
        var (vehicle, changed) = change(car.Vehicle, present);
        if (vehicle != car.Vehicle || changed != car.Loan) await Write(context, stored, car with { Vehicle = vehicle, Loan = changed }, now, cancellation);
    }

    private static bool IsAnother(CourtesyLoan? before, CourtesyLoan loan) =>
        before is null || before.RequestId != loan.RequestId || (before.BackAt is not null && loan.BackAt is null && loan.LeftAt != before.LeftAt);
}
