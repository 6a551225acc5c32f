using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Dispatch.Data;
using Routing.Dispatch.Day;

namespace Routing.Dispatch.Board;

/// <summary>Takes cars in with their keys: which tag a key has, and who holds it.</summary>
internal sealed class KeyDesk(DispatchContext data, BoardReader boards, DayWriter days, TimeProvider clock)
{
    public const int MaxTagLength = 12;
    public const int MaxHolderLength = 60;

    /// <summary>
    /// Keeps that the car is in, and its key's tag and holder; saying the same again changes nothing. Whoever takes a car in says that it is there, even
    /// where its driver has no signal to tell it. Null when it is taken, else why not.
    /// </summary>
    /// <param name="workshopId">Who has the car.</param>
    /// <param name="requestId">The car's request.</param>
    /// <param name="tag">Number or letter on the key; null for none.</param>
    /// <param name="holder">Who has the key; null where it is not said.</param>
    /// <param name="by">Who tells it.</param>
    /// <param name="day">The board's day; null for the present one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ProblemHttpResult?> CheckIn(Guid workshopId, Guid requestId, string? tag, string? holder, string by, DateOnly? day, CancellationToken cancellationToken)
    {
        await using var transaction = await data.Database.BeginTransactionAsync(cancellationToken);
        if (await boards.Find(workshopId, day, after: null, TimeSpan.Zero, cancellationToken) is not { } board)
            return DispatchFaults.UnknownWorkshop.With($"There is no workshop {workshopId}. GET /api/workshops lists those there are.");
        var row = await days.Take(new(board.Area, board.Day), cancellationToken);
        var car = board.Cars.FirstOrDefault(car => car.RequestId == requestId);
        if (car is null || await data.Requests.SingleOrDefaultAsync(request => request.RequestId == requestId, cancellationToken) is not { } request)
            return DispatchFaults.UnknownCar.With($"There is no request {requestId} on the board of {board.Day:yyyy-MM-dd}. GET /api/boards/{workshopId} lists the cars there are.");
        if (car.State is CarState.Gone) return DispatchFaults.CarNotHere.With($"It left at {car.LeavesAt:O}.");
        if (car.State is not (CarState.Coming or CarState.Here or CarState.Ready))
            return DispatchFaults.CarNotHere.With("Nobody has collected it yet: take it in once its driver brings it.");
        if (tag is not null && board.Cars.FirstOrDefault(other => other.RequestId != requestId && other.KeyTag == tag && other.State is CarState.Coming or CarState.Here or CarState.Ready) is { } taken)
            return DispatchFaults.KeyTagTaken.With($"{tag} hangs on the key of {taken.Vehicle?.Plate ?? "another car"}: take another tag.");

        if (request.CheckedInAt is not null && (request.KeyTag, request.KeyHolder) == (tag, holder)) return null;
        request.CheckedInAt ??= clock.GetUtcNow();
        (request.KeyTag, request.KeyHolder) = (tag, holder);
        await days.Note(row, "checkIn", new { requestId, tag, holder, by }, cancellationToken);
        await data.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }
}
