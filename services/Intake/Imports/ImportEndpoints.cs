using System.Security.Claims;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Routing.Defaults.Doors;
using Routing.Defaults.Imports;
using Routing.Defaults.Validation;
using Routing.Intake.Booking;
using Routing.Intake.Places;
using Routing.Intake.Requests;

namespace Routing.Intake.Imports;

/// <summary>Requests from files.</summary>
internal static class ImportEndpoints
{
    public static void MapImports(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/imports/requests", Requests).WithTags("Requests").Admits(Door.Adviser).WithName("ImportRequests")
            .WithSummary("Books requests from a file.")
            .WithDescription("CSV (a column's name is its place in the JSON) or a JSON array; each row has a key, and sent again it is the same request. Answers server-sent events: begin, row with what became of each, end. With ?dryRun=true nothing is stored.");

    private static Task<Results<ServerSentEventsResult<string>, ProblemHttpResult>> Requests(HttpContext http, ClaimsPrincipal user, bool? dryRun, CancellationToken cancellationToken)
    {
        var caller = new Caller($"staff {user.Identity?.Name}", IsStaff: true, OnlyWorkshopId: null);
        return Import.Run(http, (row, services, ct) => Take(row, caller, http, dryRun == true, services, ct), cancellationToken);
    }

    private static async Task<ImportedRow> Take(ImportRow row, Caller caller, HttpContext http, bool isDry, IServiceProvider services, CancellationToken cancellationToken)
    {
        var (wish, refused) = await Import.BodyOf<Wish>(row, validator: null, cancellationToken);
        if (wish is null) return refused!;
        try
        {
            var booking = await services.GetRequiredService<BookingDesk>().Book(wish, caller, IdempotentCall.OfImport(row.Key!, wish), http.Request, isDry, cancellationToken);
            return booking switch
            {
                { Failures.Count: > 0 } => ImportedRow.Refuse(row, ValidationFilter.Problem(booking.Failures).ProblemDetails.Errors),
                { Refused: { } problem } => ImportedRow.Refuse(row, "", problem.ProblemDetails.Detail ?? problem.ProblemDetails.Title ?? ""),
                { Booked: { } booked } => new(row.Row, row.Key, booking.IsAgain ? RowOutcome.Same : RowOutcome.Created, booked.RequestId, null),
                _ => new(row.Row, row.Key, RowOutcome.Good, null, null),
            };
        }
        catch (MapsUnavailableException problem)
        {
            return ImportedRow.Refuse(row, "", $"{problem.Message} Send the file again in some seconds: what is booked stays.");
        }
    }
}
