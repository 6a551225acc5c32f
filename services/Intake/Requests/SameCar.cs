using Microsoft.EntityFrameworkCore;
using NodaTime;
using Routing.Contracts.Values;
using Routing.Intake.Data;

namespace Routing.Intake.Requests;

/// <summary>Finds the request that a wish may be a repetition of: the same car at the same workshop on the same day.</summary>
internal static class SameCar
{
    /// <summary>One that has not ended; null where there is none.</summary>
    public static async Task<PickupRequest?> Find(IntakeContext data, RequestDetails wished, DateTimeZone zone, CancellationToken cancellationToken)
    {
        var plate = Plates.Key(wished.Vehicle.Plate);
        var others = await data.Requests.AsNoTracking().Include(request => request.Moves)
            .Where(request => request.WorkshopId == wished.WorkshopId && request.Plate == plate && request.EndedAt == null)
            .OrderBy(request => request.Id).ToListAsync(cancellationToken);
        var days = DaysOf(wished, zone);
        return others.Find(other => PromisedDay(other) is { } day ? days.Count == 0 || days.Contains(day) : Meet(DaysOf(other.Details, zone), days));
    }

    /// <summary>The day on which it is to come; null while none is promised and more than one is wished.</summary>
    public static DateOnly? DayOf(PickupRequest request, DateTimeZone zone) =>
        PromisedDay(request) ?? (DaysOf(request.Details, zone) is { Count: 1 } days ? days.First() : null);

    private static DateOnly? PromisedDay(PickupRequest request) =>
        (request.Collection ?? request.Return)?.Life.Current is { Reason: null } planned ? planned.Day : null;

    // No wishes: any day.
    private static bool Meet(HashSet<DateOnly> some, HashSet<DateOnly> others) => some.Count == 0 || others.Count == 0 || some.Overlaps(others);

    private static HashSet<DateOnly> DaysOf(RequestDetails details, DateTimeZone zone)
    {
        var windows = details.CollectionMoveId is null ? details.ReturnWindows : details.Windows;
        return [.. windows.SelectMany(window => (DateOnly[])[DateOnly.FromDateTime(window.From.In(zone).DateTime), DateOnly.FromDateTime(window.Until.In(zone).DateTime)])];
    }
}
