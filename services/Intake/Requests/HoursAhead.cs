using Microsoft.EntityFrameworkCore;
using Routing.Intake.Data;
using Routing.Messaging;

namespace Routing.Intake.Requests;

/// <summary>
/// Spells hours of weekdays out again for requests that wait for a plan, so that these have hours ahead for as long as they wait. What is
/// promised is left alone: its hours hold until then.
/// </summary>
internal sealed class HoursAhead(IServiceScopeFactory scopes, TimeProvider clock, ILogger<HoursAhead> log) : HourlyTask(clock, log)
{
    public override async Task Do(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        List<Guid> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            // Those that wait are few; what their hours are is no column.
            var waiting = await scope.ServiceProvider.GetRequiredService<IntakeContext>().Requests.AsNoTracking()
                .Where(request => request.State == MoveState.Requested || request.State == MoveState.Unserved).Select(request => new { request.Id, request.Details }).ToListAsync(cancellationToken);
            due = [.. waiting.Where(request => request.Details.RunOut(now)).Select(request => request.Id)];
        }

        foreach (var id in due)
        {
            await using var scope = scopes.CreateAsyncScope();
            await SpellOut(scope.ServiceProvider.GetRequiredService<IntakeContext>(), id, now, cancellationToken);
        }
    }

    private static async Task SpellOut(IntakeContext data, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var request = await data.Requests.Include(r => r.Moves).SingleAsync(r => r.Id == id, cancellationToken);
        if (await data.Workshops.FindAsync([request.WorkshopId], cancellationToken) is not { } workshop || !request.Details.RunOut(now)) return;
        var wished = request.Details with { Places = [.. request.Details.Places.Select(place => place.SpelledAnew(workshop.Zone, now, WeeklyHours.Days))] };

        // The link is told with a contact, and that stays.
        if (data.Change(request, workshop.Area, wished, contact: null, link: "", now) is not null) return;
        try
        {
            await data.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another process has done it, or the customer has changed something; an hour later it is looked at again.
        }
    }
}
