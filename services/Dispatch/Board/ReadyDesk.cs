using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Dispatch;
using Routing.Dispatch.Data;
using Routing.Dispatch.Day;

namespace Routing.Dispatch.Board;

/// <summary>Takes what workshops tell of the cars that they have.</summary>
internal sealed class ReadyDesk(DispatchContext data, BoardReader boards, DayWriter days, TimeProvider clock)
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(60);

    /// <summary>
    /// Keeps when the car is ready and tells the other services, in one transaction; saying the same again changes
    /// nothing. Null when it is taken, else why not.
    /// </summary>
    /// <param name="workshopId">Who has the car.</param>
    /// <param name="requestId">The car's request.</param>
    /// <param name="expected">When it is expected to be ready; null when it is ready now.</param>
    /// <param name="by">Who tells it.</param>
    /// <param name="day">The board's day; null for the present one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ProblemHttpResult?> Tell(Guid workshopId, Guid requestId, DateTimeOffset? expected, string by, DateOnly? day, CancellationToken cancellationToken)
    {
        await using var transaction = await data.Database.BeginTransactionAsync(cancellationToken);
        if (await boards.Find(workshopId, day, after: null, TimeSpan.Zero, cancellationToken) is not { } board)
            return DispatchFaults.UnknownWorkshop.With($"There is no workshop {workshopId}. GET /api/workshops lists those there are.");
        var row = await days.Take(new(board.Area, board.Day), cancellationToken);
        var car = board.Cars.FirstOrDefault(car => car.RequestId == requestId);
        if (car is null || await data.Requests.SingleOrDefaultAsync(request => request.RequestId == requestId, cancellationToken) is not { } request)
            return DispatchFaults.UnknownCar.With($"There is no request {requestId} on the board of {board.Day:yyyy-MM-dd}. GET /api/boards/{workshopId} lists the cars there are.");
        if (car.State is not (CarState.Here or CarState.Ready)) return DispatchFaults.CarNotHere.With(WhyNotHere(car));

        var real = clock.GetUtcNow();
        var now = board.LatestAt > real ? board.LatestAt.Value : real;
        if (expected <= now || expected > now + Furthest)
            return DispatchFaults.ReadyTimeWrong.With($"{expected:O} is not within {Furthest.TotalDays} days after {now:O}: give a later time, or none when it is ready.");
        if (expected is null ? request.IsReady : !request.IsReady && request.ReadyAt == expected) return null;

        request.IsReady = expected is null;
        request.ReadyAt = (expected ?? now).ToUniversalTime();
        data.Publish(new VehicleReady
        {
            RequestId = requestId,
            WorkshopId = workshopId,
            Area = board.Area,
            Day = board.Day,
            IsReady = request.IsReady,
            ReadyAt = request.ReadyAt.Value,
            By = by,
            At = now,
        });
        await days.Note(row, "ready", new { requestId, request.IsReady, request.ReadyAt, by }, cancellationToken);
        await data.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private static string WhyNotHere(BoardCar car) => car.State switch
    {
        CarState.Gone => $"It left at {car.LeavesAt:O}.",
        CarState.NotComing => "It does not come on this day.",
        _ => $"It is expected at {car.ArrivesAt:O}: tell this when it has been checked in.",
    };
}
