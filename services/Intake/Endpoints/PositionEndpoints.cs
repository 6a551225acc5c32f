using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts;
using Routing.Defaults.Doors;
using Routing.Intake.Booking;
using Routing.Intake.Data;
using Routing.Intake.Requests;
using Routing.Intake.Tracking;

namespace Routing.Intake.Endpoints;

/// <summary>Cars that tell by themselves where they are, through their maker's service.</summary>
internal static class PositionEndpoints
{
    private const int MostBytes = 16 * 1024;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    public static void MapPositions(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/vehicles/positions", Take).WithTags("Booking").Admits(Door.Booking).WithName("TakeVehiclePosition")
            .Accepts<VehiclePosition>("application/json")
            .WithSummary("A connected car tells where it stands: the answer to a request of this workshop that waits for its place.")
            .WithDescription("Signed with a booking key's signingSecret: Signing-Key is the key's id, Webhook-Timestamp the seconds since 1970, Webhook-Signature v1= and the HMAC-SHA256 of \"timestamp.body\" in hexadecimal. Sent again, it does nothing more.");

    /// <summary>Where a car stands.</summary>
    /// <param name="Plate">Which car.</param>
    /// <param name="Lon">Degrees.</param>
    /// <param name="Lat">Degrees.</param>
    /// <param name="Until">Until when it stands there, local time or with an offset; null when that is not known.</param>
    internal sealed record VehiclePosition(string? Plate, double? Lon, double? Lat, string? Until);

    /// <summary>How many requests waited for it.</summary>
    internal sealed record TakenPosition(int Requests);

    private static async Task<Results<Ok<TakenPosition>, ValidationProblem, ProblemHttpResult>> Take(
        HttpContext http, IntakeContext data, SigningSecrets secrets, BookingLimits limits, RequestDesk desk, TrackingLinks links, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (limits.Address(http) is { } tooMany) return tooMany;
        if (http.Request.ContentLength > MostBytes) return IntakeFaults.PositionInvalid.With($"At most {MostBytes} bytes.");
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(cancellationToken);
        if (await Signer(http, body, data, secrets, clock, cancellationToken) is not { } key)
            return IntakeFaults.SignatureInvalid.With($"Send {SigningSecrets.KeyHeader}, {SigningSecrets.TimestampHeader} (not older than {Fresh.TotalMinutes:0} minutes) and {SigningSecrets.SignatureHeader}, as the API's description tells.");
        if (Read(body) is not { Plate: { } plate, Lon: { } lon, Lat: { } lat } told)
            return IntakeFaults.PositionInvalid.With("""Send {"plate": "SBA 1234", "lon": -56.16, "lat": -34.9}.""");

        var plateKey = Plates.Key(plate);
        var waiting = await data.Requests.Include(r => r.Moves)
            .Where(r => r.WorkshopId == key.WorkshopId && r.Plate == plateKey && r.State == MoveState.PlaceAsked).ToListAsync(cancellationToken);
        foreach (var request in waiting)
        {
            var result = await desk.Change(request, TrackEndpoints.At(new(lon, lat, null, told.Until), clock.GetUtcNow()), isStaff: false, links.LinkOf(request.Id, http.Request), http, cancellationToken);
            if (result.Invalid is not null) return result.Invalid;
            if (result.Refused is not null) return result.Refused;
        }

        return TypedResults.Ok(new TakenPosition(waiting.Count));
    }

    /// <summary>The key that it is signed with; null where it is not, or not lately.</summary>
    private static async Task<BookingKey?> Signer(HttpContext http, string body, IntakeContext data, SigningSecrets secrets, TimeProvider clock, CancellationToken cancellationToken)
    {
        var headers = http.Request.Headers;
        var timestamp = headers[SigningSecrets.TimestampHeader].ToString();
        if (!Guid.TryParse(headers[SigningSecrets.KeyHeader].ToString(), out var id)
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - seconds) > Fresh.TotalSeconds
            || !secrets.Signs(id, timestamp, body, headers[SigningSecrets.SignatureHeader].ToString()))
        {
            return null;
        }

        return await data.BookingKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Id == id, cancellationToken);
    }

    private static VehiclePosition? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<VehiclePosition>(body, WireJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
