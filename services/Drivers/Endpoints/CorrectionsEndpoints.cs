using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Drivers.Corrections;
using Routing.Drivers.Data;

namespace Routing.Drivers.Endpoints;

internal static class CorrectionsEndpoints
{
    public static void MapCorrections(this WebApplication app)
    {
        app.MapPost("/api/stops/{moveId:guid}/{stopIndex:int}/corrections", Correct).WithName("CorrectStop").WithTags("Stops").Admits(Door.Dispatcher).Validated<CorrectionBody>()
            .WithSummary("Takes back what was told of a stop (arrived, collected, handedOver, failed), or corrects the mileage, with a reason. What was told stays on record; the plan, the day and the customer's page go by the correction.");
        app.MapGet("/api/corrections", List).WithName("ListCorrections").WithTags("Stops").Admits(Door.Adviser).WithSummary("What was corrected of a request's stops, oldest first");
    }

    private static Task<Results<Ok<CorrectionShown>, ProblemHttpResult>> Correct(
        Guid moveId, int stopIndex, CorrectionBody body, HttpContext http, CorrectionDesk desk, CancellationToken cancellationToken) =>
        desk.Correct(moveId, stopIndex, body, http.User.Identity?.Name ?? "a dispatcher", cancellationToken);

    private static async Task<Ok<IReadOnlyList<CorrectionShown>>> List(Guid requestId, DriversContext context, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<CorrectionShown>>((await context.Corrections.AsNoTracking().Where(correction => correction.RequestId == requestId)
            .OrderBy(correction => correction.At).ToListAsync(cancellationToken)).ConvertAll(CorrectionShown.Of));
}
