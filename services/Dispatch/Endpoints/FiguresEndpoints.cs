using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Routing.Defaults.Doors;
using Routing.Dispatch.Day;
using Routing.Dispatch.Figures;

namespace Routing.Dispatch.Endpoints;

/// <summary>What became of an area's days, over weeks.</summary>
internal static class FiguresEndpoints
{
    private const int MostDays = 92;

    public static void MapFigures(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/days/{area}").WithTags("Dispatch").Admits(Door.Dispatcher);
        group.MapGet("/figures", Figures).WithName("GetFigures")
            .WithSummary("Promises kept and missed, way by own means for each move, failures by reason and lift use from one day to another, both included.");
        group.MapGet("/moves.csv", Moves).WithName("GetMovesCsv").Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .WithSummary("Every move from one day to another as CSV, a line each.");
    }

    private static async Task<Results<Ok<PeriodFigures>, ProblemHttpResult>> Figures(
        string area, DateOnly from, DateOnly until, [FromServices] DayReader days, [FromServices] AreaBook areas, CancellationToken cancellationToken)
    {
        if (await Refusal(area, from, until, areas, cancellationToken) is { } refusal) return refusal;
        return TypedResults.Ok(PeriodFigures.Of(area, from, until, await Read(area, from, until, days, cancellationToken)));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Moves(
        string area, DateOnly from, DateOnly until, [FromServices] DayReader days, [FromServices] AreaBook areas, CancellationToken cancellationToken)
    {
        if (await Refusal(area, from, until, areas, cancellationToken) is { } refusal) return refusal;
        return TypedResults.File(MovesCsv.Write(await Read(area, from, until, days, cancellationToken)), "text/csv; charset=utf-8", $"{area}-{from:yyyy-MM-dd}-{until:yyyy-MM-dd}.csv");
    }

    private static async Task<ProblemHttpResult?> Refusal(string area, DateOnly from, DateOnly until, AreaBook areas, CancellationToken cancellationToken)
    {
        if (until < from || until.DayNumber - from.DayNumber >= MostDays)
            return DispatchFaults.PeriodWrong.With($"From {from:yyyy-MM-dd} until {until:yyyy-MM-dd} is no period of 1 to {MostDays} days.");
        return await areas.Has(area, cancellationToken) ? null : DispatchFaults.UnknownArea.With($"There is no area '{area}'. GET /api/days lists those there are.");
    }

    private static async Task<IReadOnlyList<DayAnswer>> Read(string area, DateOnly from, DateOnly until, DayReader days, CancellationToken cancellationToken)
    {
        var read = new List<DayAnswer>();
        for (var day = from; day <= until; day = day.AddDays(1))
        {
            if (await days.Find(new(area, day), geometry: false, cancellationToken) is { } found) read.Add(found);
        }

        return read;
    }
}
