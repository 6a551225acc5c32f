using Microsoft.EntityFrameworkCore;
using NodaTime;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Dispatch.Data;
using Routing.Dispatch.Day;

namespace Routing.Dispatch.Board;

/// <summary>Reads workshops' boards.</summary>
internal sealed class BoardReader(DispatchContext data, DayReader days, DayFeed feed, TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A workshop's board; null when there is no such workshop. Without a day it is today's, or that of the next day on
    /// which there is anything to do in the area.
    /// </summary>
    /// <param name="workshopId">The workshop.</param>
    /// <param name="wanted">The day, or null.</param>
    /// <param name="after">What was seen: the answer waits for news after this event.</param>
    /// <param name="atMost">For how long.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<BoardAnswer?> Find(Guid workshopId, DateOnly? wanted, long? after, TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (await data.Workshops.AsNoTracking().SingleOrDefaultAsync(row => row.WorkshopId == workshopId, cancellationToken) is not { } workshop) return null;
        var key = new DayKey(workshop.Area, wanted ?? await Present(workshop, cancellationToken));
        if (after is { } seen) await News(key, seen, atMost, cancellationToken);
        if (await days.Find(key, geometry: false, cancellationToken) is not { } day) return null;
        var ids = day.Routes.SelectMany(route => route.Stops).Select(stop => stop.RequestId).OfType<Guid>()
            .Concat(day.Unserved.Select(move => move.RequestId)).Distinct().ToList();
        var requests = await data.Requests.AsNoTracking().Where(row => ids.Contains(row.RequestId)).ToDictionaryAsync(row => row.RequestId, cancellationToken);
        var staying = await Staying(key, workshopId, cancellationToken);
        var board = BoardView.Of(workshop, day, requests, [.. staying.Where(row => !requests.ContainsKey(row.RequestId))]);
        return board with { Fleet = await Fleet(board, day, cancellationToken) };
    }

    /// <summary>Cars that came before the day and have not left since.</summary>
    private Task<List<RequestRow>> Staying(DayKey key, Guid workshopId, CancellationToken cancellationToken) =>
        data.Requests.AsNoTracking()
            .Where(row => row.WorkshopId == workshopId && row.ReturnMoveId != null)
            .Where(row => data.Stops.Any(stop => stop.MoveId == row.CollectionMoveId && stop.StopIndex >= (row.IsSwap ? 2 : 1) && stop.DoneAt != null && stop.Area == key.Area && stop.Day < key.Day))
            .Where(row => !data.Stops.Any(stop => stop.MoveId == row.ReturnMoveId && stop.StopIndex == 0 && stop.DoneAt != null))
            .OrderBy(row => row.RequestId).ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<LentCar>> Fleet(BoardAnswer board, DayAnswer day, CancellationToken cancellationToken)
    {
        var cars = (await data.CourtesyCars.AsNoTracking().Where(row => row.WorkshopId == board.WorkshopId).Select(row => row.Body).ToListAsync(cancellationToken))
            .ConvertAll(DayView.Read<CourtesyCarChanged>);
        var borrowers = cars.Select(car => car.Loan?.RequestId).OfType<Guid>().Distinct().ToList();
        var plates = (await data.Requests.AsNoTracking().Where(row => borrowers.Contains(row.RequestId)).ToListAsync(cancellationToken))
            .ToDictionary(row => row.RequestId, row => row.Vehicle is { } json ? DayView.Read<Vehicle>(json).Plate : null);
        return FleetView.Of(cars, plates, board, day, clock.GetUtcNow());
    }

    private async Task<DateOnly> Present(WorkshopRow workshop, CancellationToken cancellationToken)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(workshop.TimeZone) ?? DateTimeZone.Utc;
        var today = Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(zone).Date.ToDateOnly();
        return await data.Days.AsNoTracking().Where(row => row.Area == workshop.Area && row.Day >= today && row.PlanVersion > 0)
            .OrderBy(row => row.Day).Select(row => (DateOnly?)row.Day).FirstOrDefaultAsync(cancellationToken) ?? today;
    }

    private async Task News(DayKey key, long seen, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            // Asked for before the look, so that what comes in between is not missed.
            var news = feed.News(key);
            var last = await data.Days.AsNoTracking().Where(row => row.Area == key.Area && row.Day == key.Day)
                .Select(row => row.LastEventId).SingleOrDefaultAsync(cancellationToken);
            var left = atMost - clock.GetElapsedTime(start);
            if (last != seen || left <= TimeSpan.Zero) return;
            await DayFeed.Wait(news, Poll, left, clock, cancellationToken);
        }
    }
}
