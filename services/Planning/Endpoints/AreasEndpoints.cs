using System.Text.RegularExpressions;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Planning;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Planning.Areas;
using Routing.Planning.Data;

namespace Routing.Planning.Endpoints;

/// <summary>Planning areas.</summary>
internal static partial class AreasEndpoints
{
    public static void MapAreas(this WebApplication app)
    {
        var areas = app.MapGroup("/api/areas").WithTags("Planning");
        areas.MapGet("", List).Admits(Door.Adviser).WithName("ListAreas").WithSummary("All planning areas.");
        areas.MapGet("/{area}", Get).Admits(Door.Adviser).WithName("GetArea").WithSummary("A planning area.");
        areas.MapPut("/{area}", Put).Validated<AreaBody>().Admits(Door.Operator).WithName("PutArea")
            .WithSummary("Makes or changes a planning area.")
            .WithDescription("With autoPublish false, improvements and commands wait as a draft until the plan is published; new promises are kept at once.");
    }

    private static async Task<Ok<List<AreaAnswer>>> List(PlanningContext context, CancellationToken cancellationToken) =>
        TypedResults.Ok(await context.Areas.AsNoTracking().OrderBy(a => a.Area)
            .Select(a => new AreaAnswer(a.Area, a.Name, a.TimeZone, a.AutoPublish)).ToListAsync(cancellationToken));

    private static async Task<Results<Ok<AreaAnswer>, ProblemHttpResult>> Get(string area, PlanningContext context, CancellationToken cancellationToken) =>
        await context.Areas.AsNoTracking().SingleOrDefaultAsync(a => a.Area == area, cancellationToken) is { } found
            ? TypedResults.Ok(new AreaAnswer(found.Area, found.Name, found.TimeZone, found.AutoPublish))
            : PlanningFaults.UnknownArea.With($"There is no area '{area}'. Make it at PUT /api/areas/{{area}}.");

    private static async Task<Results<Ok<AreaAnswer>, ValidationProblem>> Put(
        string area, AreaBody body, PlanningContext context, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!Key().IsMatch(area))
        {
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]>(StringComparer.Ordinal) { ["area"] = [$"'{area}' is no key: 1 to 40 of a to z, 0 to 9 and -, such as montevideo."] },
                title: "The request is not valid");
        }

        var change = new AreaChanged { Area = area, Name = body.Name!, TimeZone = body.TimeZone! };
        var stored = await context.Areas.SingleOrDefaultAsync(a => a.Area == area, cancellationToken);
        if (stored is null)
        {
            stored = new StoredArea { Area = area, Name = body.Name!, TimeZone = body.TimeZone!, AutoPublish = body.AutoPublish };
            context.Add(stored);
        }

        await MasterData.Save(context, area, change, clock.GetUtcNow(), () =>
        {
            (stored.Name, stored.TimeZone, stored.AutoPublish) = (body.Name!, body.TimeZone!, body.AutoPublish);
        }, cancellationToken);
        return TypedResults.Ok(new AreaAnswer(area, stored.Name, stored.TimeZone, stored.AutoPublish));
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.None, 1000)]
    private static partial Regex Key();

    internal sealed record AreaAnswer(string Area, string Name, string TimeZone, bool AutoPublish);

    internal sealed record AreaBody(string? Name, string? TimeZone, bool AutoPublish = true);

    internal sealed class AreaBodyValidator : AbstractValidator<AreaBody>
    {
        public AreaBodyValidator()
        {
            RuleFor(body => body.Name).NotEmpty().MaximumLength(200);
            RuleFor(body => body.TimeZone).NotEmpty().Must(zone => Calendar.Knows(zone!))
                .WithMessage("'{PropertyValue}' is no IANA time zone, such as America/Montevideo.");
        }
    }
}
