using System.Globalization;
using Spectre.Console;

namespace Routing.Demo.Play;

/// <summary>Prints what was planned: a row a driver, and why what is not served is not.</summary>
public static class DayTable
{
    public static void Print(IAnsiConsole console, DemoState state, DayView day)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(state.TimeZone);
        string Clock(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture);
        static string Km(long metres) => (metres / 1000.0).ToString("0.0", CultureInfo.InvariantCulture);

        var table = new Table
        {
            Title = new TableTitle($"{state.AreaName}, {state.Date.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture)} ({state.TimeZone}), plan version {day.PlanVersion}"),
            Border = TableBorder.Rounded,
        };
        foreach (var (title, isNumber) in new[] { ("driver", false), ("own means", false), ("moves", true), ("stops", true), ("first", true), ("last", true), ("loaded km", true), ("empty km", true) })
            table.AddColumn(new TableColumn(title) { Alignment = isNumber ? Justify.Right : Justify.Left });
        foreach (var route in day.Routes.OrderBy(r => r.DriverName, StringComparer.Ordinal))
        {
            var stops = route.Stops.Where(s => s.MoveId is not null).ToArray();
            table.AddRow(
                Markup.Escape(route.DriverName),
                route.Means.ToString().ToLowerInvariant(),
                route.Moves.ToString(CultureInfo.InvariantCulture),
                stops.Length.ToString(CultureInfo.InvariantCulture),
                stops.Length == 0 ? "" : Clock(stops[0].Eta),
                stops.Length == 0 ? "" : Clock(stops[^1].Departure),
                Km(route.LoadedMetres),
                Km(route.EmptyMetres));
        }

        table.AddEmptyRow();
        table.AddRow("all", "", day.Routes.Sum(r => r.Moves).ToString(CultureInfo.InvariantCulture), "", "", "", Km(day.Figures.LoadedMetres), Km(day.Figures.EmptyMetres));
        console.Write(table);
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{day.Figures.Served} moves served, {day.Unserved.Count} unserved.");
        if (state.MovesOfDay is { } ofDay && ofDay < state.Moves)
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{state.Moves - ofDay} on another day, since the workshop has no time for them on this one.");
        foreach (var move in day.Unserved)
        {
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"  {move.Kind.ToString().ToLowerInvariant()} of {move.Vehicle?.Plate}: {move.Reason.Text}");
        }
    }
}
