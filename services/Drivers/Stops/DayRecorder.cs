using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Contracts;
using Routing.Contracts.Drivers;
using Routing.Contracts.Values;
using Routing.Drivers.Data;
using Routing.Drivers.Devices;
using Routing.Drivers.Messages;
using Routing.Drivers.Queues;

namespace Routing.Drivers.Stops;

/// <summary>Writes down what a device tells of the day at large: where the driver is, that they can go no further, what road is closed, and what they write.</summary>
internal sealed class DayRecorder(DriversContext context, CallingDevice device, IOptions<DriversOptions> options, TimeProvider clock)
{
    /// <summary>Of a batch only the newest fix is told on, and only if none newer is known: the others say where the driver was.</summary>
    public async Task<Results<NoContent, ProblemHttpResult>> Position(IReadOnlyList<PositionTold> fixes, CancellationToken cancellationToken)
    {
        var newest = fixes.MaxBy(fix => fix.At)!;
        if (await SheetAt(newest.At, cancellationToken) is not { } day)
            return DriversFaults.NoRouteThen.With($"There is no route of yours at {newest.At:O}: positions are taken on shift alone.");
        var driver = await context.Drivers.FirstAsync(each => each.DriverId == device.DriverId, cancellationToken);
        if (driver.PositionAt >= newest.At && !IsOtherDay(driver.PositionAt.Value, day)) return TypedResults.NoContent();
        driver.PositionAt = newest.At;
        (driver.Lon, driver.Lat, driver.AccuracyMetres) = (newest.Lon, newest.Lat, newest.AccuracyMetres);
        context.Publish(new DriverPositioned
        {
            DriverId = device.DriverId,
            Area = day.Area,
            Day = day.Day,
            Lon = newest.Lon,
            Lat = newest.Lat,
            AccuracyMetres = newest.AccuracyMetres,
            At = newest.At,
            ReceivedAt = clock.GetUtcNow(),
        });
        await context.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    public Task<Results<Ok<DayAnswer>, ProblemHttpResult>> Unavailable(UnavailableTold told, CancellationToken cancellationToken) =>
        Record("Unavailable", told, (day, now) => new DriverUnavailable
        {
            DriverId = device.DriverId,
            Area = day.Area,
            Day = day.Day,
            Reason = told.Reason!.Value,
            Note = told.Note,
            At = told.At,
            ReceivedAt = now,
            Position = told.Position?.ToPlace(),
        }, cancellationToken);

    public Task<Results<Ok<DayAnswer>, ProblemHttpResult>> RoadClosed(RoadClosedTold told, CancellationToken cancellationToken) =>
        Record("RoadClosed", told, (_, now) => new RoadReported
        {
            ReportId = told.EventId,
            DriverId = device.DriverId,
            Lon = told.Position!.Lon,
            Lat = told.Position.Lat,
            Bearing = told.Bearing,
            Profiles = ClosedTo(told.Means ?? Means.Car),
            Note = told.Note,
            At = told.At,
            ReceivedAt = now,
        }, cancellationToken);

    /// <summary>A message to the dispatchers. Refused for good where the day has too many: what a device cannot send holds up all else.</summary>
    public async Task<Results<Ok<DayAnswer>, ProblemHttpResult>> Write(WrittenTold told, CancellationToken cancellationToken)
    {
        var dayAgo = clock.GetUtcNow().AddDays(-1);
        var lately = await context.Messages.CountAsync(message => message.DriverId == device.DriverId && message.By == null && message.ReceivedAt > dayAgo && message.WrittenId != told.EventId, cancellationToken);
        if (lately >= options.Value.MessagesPerDay)
            return DriversFaults.TooManyMessages.With($"{options.Value.MessagesPerDay} messages a day can be written: call the dispatcher.");
        return await Record("Message", told, (day, now) =>
        {
            context.Add(new DriverMessage { WrittenId = told.EventId, DriverId = device.DriverId, Day = day.Day, Text = told.Text!, At = told.At, ReceivedAt = now });
            return new DriverWrote { WrittenId = told.EventId, DriverId = device.DriverId, Area = day.Area, Day = day.Day, Text = told.Text!, At = told.At, ReceivedAt = now };
        }, cancellationToken);
    }

    /// <summary>What stops one means stops all that are larger: who could not walk past could not drive either.</summary>
    private static RoadProfile[] ClosedTo(Means means) => means switch
    {
        Means.Foot => [RoadProfile.Car, RoadProfile.Scooter, RoadProfile.Bicycle, RoadProfile.Foot],
        Means.Scooter or Means.Bicycle => [RoadProfile.Car, RoadProfile.Scooter, RoadProfile.Bicycle],
        _ => [RoadProfile.Car],
    };

    /// <summary>Once for each event, whatever came of the answer; only on a day on which the driver has a route.</summary>
    private async Task<Results<Ok<DayAnswer>, ProblemHttpResult>> Record(
        string subject, StopTold told, Func<SheetDay, DateTimeOffset, object> message, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (await context.Events.AsNoTracking().FirstOrDefaultAsync(each => each.EventId == told.EventId, cancellationToken) is { } earlier)
            {
                if (earlier.DriverId != device.DriverId || earlier.Subject != subject)
                    return DriversFaults.EventIdUsed.With("Make a new UUIDv7 for each thing that is told.");
                return TypedResults.Ok(JsonSerializer.Deserialize<DayAnswer>(earlier.Answer, WireJson.Options)!);
            }

            if (await SheetAt(told.At, cancellationToken) is not { } day)
                return DriversFaults.NoRouteThen.With($"There is no route of yours at {told.At:O}.");
            var now = clock.GetUtcNow();
            var answer = new DayAnswer(told.EventId, day.Area, day.Day, told.At, now);
            context.Publish(message(day, now));
            context.Events.Add(new DeviceEvent
            {
                EventId = told.EventId,
                DriverId = device.DriverId,
                DeviceId = device.DeviceId,
                Subject = subject,
                At = told.At,
                ReceivedAt = now,
                Answer = JsonSerializer.Serialize(answer, WireJson.Options),
            });
            try
            {
                await context.SaveChangesAsync(cancellationToken);
                return TypedResults.Ok(answer);
            }
            catch (DbUpdateException) when (attempt == 0)
            {
                // The same event at the same moment: the other has written it.
                context.ChangeTracker.Clear();
            }
        }
    }

    // A day may be played before it comes; positions of the real day that follow it are older and count all the same.
    private static bool IsOtherDay(DateTimeOffset known, SheetDay day) =>
        known < day.DayStart - StoredSheet.Slack || known >= day.DayEnd + StoredSheet.Slack;

    /// <summary>The day that an instant belongs to: the one that it lies in, or else one that it lies near.</summary>
    private async Task<SheetDay?> SheetAt(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (latest, earliest) = (at + StoredSheet.Slack, at - StoredSheet.Slack);
        var near = await context.Sheets.AsNoTracking()
            .Where(sheet => sheet.DriverId == device.DriverId && sheet.DayStart <= latest && sheet.DayEnd > earliest)
            .OrderBy(sheet => sheet.Day)
            .Select(sheet => new SheetDay(sheet.Area, sheet.Day, sheet.DayStart, sheet.DayEnd)).ToListAsync(cancellationToken);
        return near.Find(sheet => sheet.DayStart <= at && at < sheet.DayEnd) ?? near.FirstOrDefault();
    }

    private sealed record SheetDay(string Area, DateOnly Day, DateTimeOffset DayStart, DateTimeOffset DayEnd);
}

/// <summary>What a device is answered; told again, the same.</summary>
internal sealed record DayAnswer(Guid EventId, string Area, DateOnly Day, DateTimeOffset At, DateTimeOffset ReceivedAt);

/// <summary>One fix.</summary>
/// <param name="At">When it was made, by the device.</param>
/// <param name="Lon">Longitude, degrees.</param>
/// <param name="Lat">Latitude, degrees.</param>
/// <param name="AccuracyMetres">Radius of the fix, metres; null when not known.</param>
internal sealed record PositionTold(DateTimeOffset At, double Lon, double Lat, int? AccuracyMetres);

/// <summary>The fixes since the last call, in any order.</summary>
internal sealed record PositionsTold(IReadOnlyList<PositionTold>? Positions);

/// <summary>The driver can go no further today.</summary>
internal sealed record UnavailableTold : StopTold
{
    public UnavailableReason? Reason { get; init; }

    public string? Note { get; init; }
}

/// <summary>A message to the dispatchers.</summary>
internal sealed record WrittenTold : StopTold
{
    public string? Text { get; init; }
}

/// <summary>The road ahead is closed, at the position.</summary>
internal sealed record RoadClosedTold : StopTold
{
    /// <summary>Compass degrees in which the driver was going; null: both directions are closed.</summary>
    public int? Bearing { get; init; }

    /// <summary>How the driver was travelling; null: in a car.</summary>
    public Means? Means { get; init; }

    public string? Note { get; init; }
}
