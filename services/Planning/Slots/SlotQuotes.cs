using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Contracts;
using Routing.Contracts.Intake;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Areas;
using Routing.Planning.Data;
using Routing.Planning.Days;
using Routing.Planning.Plans;
using Routing.Planning.Roads;

namespace Routing.Planning.Slots;

/// <summary>Quotes windows over the coming days: one insertion a window into each day's plan, and nothing is kept.</summary>
internal sealed class SlotQuotes(PlanningContext context, RegionSource regions, TimeProvider clock, IOptions<PlanningOptions> options)
{
    public async Task<SlotsQuoted> Quote(QuoteSlots question, CancellationToken cancellation)
    {
        if (regions.Current is not { } roads) return None("no-region", "The road network is still being imported.", "Ask again in a minute.");
        var details = Asked(question.Details);
        var stored = await context.Workshops.AsNoTracking().SingleOrDefaultAsync(w => w.WorkshopId == details.WorkshopId, cancellation);
        if (stored is null) return None("unknown-workshop", $"There is no workshop {details.WorkshopId}.", null);
        var workshop = MasterData.Read<WorkshopChanged>(stored.Body);
        var calendar = Calendar.Of(workshop.TimeZone);
        var drivers = (await context.Drivers.AsNoTracking().Where(d => d.Area == stored.Area).Select(d => d.Body).ToListAsync(cancellation))
            .ConvertAll(MasterData.Read<DriverChanged>);
        var now = clock.GetUtcNow();
        var last = calendar.DayOf(now).AddDays(Math.Clamp(question.Days, 1, 60) - 1);
        var wishes = details.CollectionMoveId is not null ? details.Windows : details.ReturnWindows;
        var days = calendar.CandidateDays(wishes, workshop, drivers, now, Math.Clamp(question.Days, 1, 60))
            .Where(day => day <= last && calendar.Opening(workshop, day).Count > 0).ToList();
        if (days.Count == 0 && wishes.Count > 0 && Calendar.ClosureOn(workshop, calendar.DayOf(wishes[0].From)) is { } shut)
            return new SlotsQuoted { Slots = [], Reason = Reasons.Closed(workshop, shut) };
        if (days.Count == 0) return None("no-day", "On none of the days the workshop is open and somebody drives.", "Ask for more days.");

        var found = new List<DaySlots.Offer>();
        Reason? reason = null;
        foreach (var day in days)
        {
            var state = await StateOf(new DayKey(stored.Area, day), cancellation);
            var hold = question.RequestId is { } asker && state.Holds.TryGetValue(asker, out var asked) ? asked.Details.Hold : null;
            if (hold is not null) state = state with { Holds = state.Holds.Remove(question.RequestId!.Value) };
            var request = new PickupRequested { RequestId = Guid.CreateVersion7(now), Revision = 1, Details = details, RequestedAt = now };
            var offers = await Task.Run(() => DaySlots.Of(DayFold.Apply(state, request), request, workshop, now, roads.On(state, now), options.Value, cancellation), cancellation);
            found.AddRange(offers.Slots.Select(offer => offer with { KeepsLift = offer.CheckedIn <= hold?.From }));
            reason ??= offers.Reason;
        }

        if (found.Count == 0) return new SlotsQuoted { Slots = [], Reason = reason ?? new Reason("no-driver-free", "Nobody is free on any of the days.", "Ask for more days.") };
        var first = found.Min(offer => offer.Window.From);
        var usual = Median(found.Select(offer => offer.AddedCents));
        return new SlotsQuoted
        {
            Slots = [.. found
                .OrderByDescending(offer => offer.KeepsLift)
                .ThenBy(offer => offer.AddedCents + ((offer.Day.DayNumber - days[0].DayNumber) * options.Value.LaterDayCents))
                .ThenBy(offer => offer.Window.From)
                .Take(Math.Clamp(question.Limit, 1, 200))
                .Select(offer =>
                {
                    var (code, why) = Why(offer, first, usual, details.WorkSeconds);
                    if (offer.IsCharged) why += "; the car is charged on the way";
                    return new Slot(offer.Day, offer.Place, offer.Window, why, offer.ReadyAt, code) { ChargedOnTheWay = offer.IsCharged };
                })],
        };
    }

    private static (string Code, string Text) Why(DaySlots.Offer offer, DateTimeOffset first, double usualCents, int workSeconds) =>
        offer.KeepsLift ? ("lift-held", "the lift is kept for you then")
        : offer.AddedCents < usualCents * 0.75 ? ("driver-near", "a driver is near you then")
        : offer.Window.From == first ? ("earliest", "the earliest")
        : offer.ReadyAt is { } ready && ready <= offer.CheckedIn.AddSeconds(workSeconds + 60) ? ("lift-free", "the lift is free")
        : ("driver-free", "a driver is free then");

    /// <summary>The day as it stands, or as it would open.</summary>
    private async Task<DayState> StateOf(DayKey key, CancellationToken cancellation)
    {
        if (await context.Days.AsNoTracking().AnyAsync(day => day.Area == key.Area && day.Day == key.Day, cancellation))
            return await DayLog.Fold(context, key, null, cancellation);
        var state = DayFold.Start(key);
        foreach (var entry in await DayLog.OpeningEntries(context, key, clock.GetUtcNow(), cancellation)) state = DayFold.Apply(state, entry);
        return state;
    }

    /// <summary>A question may come before its moves have ids.</summary>
    private RequestDetails Asked(RequestDetails details)
    {
        var asked = JsonSerializer.Deserialize<RequestDetails>(JsonSerializer.Serialize(details, WireJson.Options), WireJson.Options)!;
        if (asked.CollectionMoveId is not null || asked.Places.Count == 0) return asked.ReturnMoveId is null && asked.Places.Count == 0 ? asked with { ReturnMoveId = Guid.CreateVersion7(clock.GetUtcNow()) } : asked;
        return asked with { CollectionMoveId = Guid.CreateVersion7(clock.GetUtcNow()) };
    }

    private static SlotsQuoted None(string code, string text, string? change) => new() { Slots = [], Reason = new Reason(code, text, change) };

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
