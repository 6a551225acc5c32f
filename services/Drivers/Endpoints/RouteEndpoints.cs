using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Drivers.Devices;
using Routing.Drivers.Queues;

namespace Routing.Drivers.Endpoints;

internal static class RouteEndpoints
{
    public static void MapRoute(this WebApplication app)
    {
        var route = app.MapGroup("/api/route").WithTags("Route").Admits(Door.Device);
        route.MapGet("/", Next).WithName("GetRoute")
            .WithSummary("The newest sheet on the driver's queue, or else the one in force; 204 when there is none");
        route.MapPost("/acknowledge", Acknowledge).WithName("AcknowledgeRoute").Validated<AcknowledgeRoute>()
            .WithSummary("Says that the device has a sheet, which is then taken off the queue");
    }

    private static async Task<Results<Ok<RouteAnswer>, NoContent>> Next(
        CallingDevice device, SheetReader reader, IOptions<DriversOptions> options, CancellationToken cancellationToken,
        int waitSeconds = 0, DateOnly? day = null)
    {
        var wait = TimeSpan.FromSeconds(Math.Clamp(waitSeconds, 0, options.Value.LongPollSeconds));
        return await reader.Next(device.DriverId, day, wait, cancellationToken) is { } answer
            ? TypedResults.Ok(answer)
            : TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Acknowledge(
        AcknowledgeRoute body, CallingDevice device, SheetReader reader, CancellationToken cancellationToken) =>
        await reader.Acknowledge(device.DriverId, body.Area, body.Day, body.PlanVersion, cancellationToken)
            ? TypedResults.NoContent()
            : DriversFaults.UnknownSheet.With($"You have no sheet of version {body.PlanVersion} in area '{body.Area}' on {body.Day:O}. GET /api/route has the present one.");
}

/// <summary>A sheet that the device has.</summary>
internal sealed record AcknowledgeRoute(string Area, DateOnly Day, int PlanVersion);

internal sealed class AcknowledgeRouteValidator : AbstractValidator<AcknowledgeRoute>
{
    public AcknowledgeRouteValidator()
    {
        RuleFor(body => body.Area).NotEmpty().MaximumLength(100);
        RuleFor(body => body.PlanVersion).GreaterThan(0);
    }
}
