using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using NodaTime;
using Routing.Contracts.Values;
using Routing.Dispatch.Day;

namespace Routing.Dispatch.Figures;

/// <summary>Days as CSV (RFC 4180, UTF-8 with its mark): a line for each move, with the columns of the page's export and the day before them. Costs are whole units of the currency.</summary>
internal static class MovesCsv
{
    private static readonly string[] Columns =
        ["day", "move", "kind", "plate", "driver", "place", "windowFrom", "windowUntil", "eta", "state", "lateMinutes", "kmEmpty", "kmLoaded", "cost", "currency", "reason"];

    public static byte[] Write(IEnumerable<DayAnswer> days)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        // What a spreadsheet would take for a formula is text.
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n", InjectionOptions = InjectionOptions.Escape }))
        {
            foreach (var column in Columns) csv.WriteField(column);
            csv.NextRecord();
            foreach (var fields in days.OrderBy(day => day.Day).SelectMany(Rows))
            {
                foreach (var field in fields) csv.WriteField(field);
                csv.NextRecord();
            }
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static IEnumerable<string[]> Rows(DayAnswer day)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(day.TimeZone ?? "") ?? DateTimeZone.Utc;
        string Time(DateTimeOffset? at) => at is { } known ? Instant.FromDateTimeOffset(known).InZone(zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";
        var date = day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var route in day.Routes)
        {
            var costs = route.MoveCosts?.ToDictionary(move => move.MoveId, move => move.CostCents);
            foreach (var move in route.Stops.Where(stop => stop.MoveId is not null).GroupBy(stop => stop.MoveId!.Value))
            {
                var stops = move.ToList();
                var met = stops.Find(stop => stop.Kind is StopKind.Collect or StopKind.Return or StopKind.Swap) ?? stops[0];
                yield return
                [
                    date, $"{move.Key}", Word(met.Kind), stops.Find(stop => stop.Vehicle is not null)?.Vehicle!.Plate ?? "", route.DriverName, met.Place.Address ?? "",
                    Time(met.Window?.From), Time(met.Window?.Until), Time(met.ArrivedAt ?? met.Eta), StateOf(stops),
                    (stops.Max(stop => stop.LateSeconds) / 60).ToString(CultureInfo.InvariantCulture), Kilometres(stops, isLoaded: false), Kilometres(stops, isLoaded: true),
                    costs is null ? "" : (costs[move.Key] / 100m).ToString("0.00", CultureInfo.InvariantCulture), costs is null ? "" : day.Currency ?? "",
                    stops.Find(stop => stop.FailureReason is not null)?.FailureReason is { } reason ? Word(reason) : "",
                ];
            }
        }

        foreach (var move in day.Unserved)
            yield return [date, $"{move.MoveId}", Word(move.Kind), move.Vehicle?.Plate ?? "", "", "", Time(move.Promised?.From), Time(move.Promised?.Until), "", "unserved", "", "", "", "", "", move.Reason.Text];
    }

    private static string StateOf(IReadOnlyList<StopAnswer> stops) =>
        stops.Any(stop => stop.State == StopState.Failed) ? "failed"
        : stops.All(stop => stop.State == StopState.Done) ? "done"
        : stops.Any(stop => stop.State != StopState.Planned) ? "underway"
        : "planned";

    private static string Kilometres(IReadOnlyList<StopAnswer> stops, bool isLoaded) =>
        (stops.Sum(stop => stop.Leg is { } leg && leg.Loaded == isLoaded ? leg.DistanceMetres : 0) / 1000.0).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Word<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
