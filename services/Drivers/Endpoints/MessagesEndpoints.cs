using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Drivers.Data;
using Routing.Drivers.Devices;
using Routing.Drivers.Stops;

namespace Routing.Drivers.Endpoints;

internal static class MessagesEndpoints
{
    private static readonly TimeSpan Shown = TimeSpan.FromHours(24);

    public static void MapMessages(this WebApplication app)
    {
        var messages = app.MapGroup("/api/messages").WithTags("Messages").Admits(Door.Device);
        messages.MapGet("/", List).WithName("ListDriverMessages")
            .WithSummary("What the driver and the dispatchers wrote to one another in the last 24 hours, oldest first");
        messages.MapPost("/", Write).WithName("WriteAsDriver").Validated<WrittenTold>()
            .WithSummary("Writes to the dispatchers; sent again with the same eventId, it is one message");
    }

    private static async Task<Ok<List<DriverMessageAnswer>>> List(CallingDevice device, DriversContext context, TimeProvider clock, CancellationToken cancellationToken)
    {
        var from = clock.GetUtcNow() - Shown;
        return TypedResults.Ok(await context.Messages.AsNoTracking()
            .Where(message => message.DriverId == device.DriverId && message.ReceivedAt > from)
            .OrderBy(message => message.ReceivedAt).ThenBy(message => message.WrittenId)
            .Select(message => new DriverMessageAnswer(message.WrittenId, message.By, message.Text, message.At)).ToListAsync(cancellationToken));
    }

    private static Task<Results<Ok<DayAnswer>, ProblemHttpResult>> Write(WrittenTold body, DayRecorder recorder, CancellationToken cancellationToken) =>
        recorder.Write(body, cancellationToken);
}

/// <summary>A message.</summary>
/// <param name="WrittenId">The message.</param>
/// <param name="By">The dispatcher who wrote it; null where the driver did.</param>
/// <param name="Text">What was written.</param>
/// <param name="At">When.</param>
internal sealed record DriverMessageAnswer(Guid WrittenId, string? By, string Text, DateTimeOffset At);
