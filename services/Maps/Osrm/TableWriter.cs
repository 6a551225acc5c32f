using System.Buffers.Text;
using System.Text.Json;
using Routing.RoadNetwork;

namespace Routing.Maps.Osrm;

/// <summary>Writes a table as the OSRM API does.</summary>
internal static class TableWriter
{
    private const int FlushedBytes = 1 << 20;

    public static void Write(Utf8JsonWriter json, TableResult table, OsrmQuery query, HintCode? hints)
    {
        var columns = query.Destinations.Length;
        var (durations, distances) = (table.DurationsDeciseconds, table.DistancesMetres);
        var estimated = query.FallbackSpeed is { } speed ? Estimate(table, query, speed) : [];
        if (Math.Abs(query.ScaleFactor - 1) > 1e-9)
            Scale(durations, query.ScaleFactor);
        json.WriteStartObject();
        json.WriteString("code", "Ok");
        if (query.WithDurations)
            Rows(json, "durations", durations, columns, isTenths: true);
        if (query.WithDistances)
            Rows(json, "distances", distances, columns, isTenths: false);
        if (query.FallbackSpeed is not null)
        {
            json.WriteStartArray("fallback_speed_cells");
            foreach (var cell in estimated)
            {
                json.WriteStartArray();
                json.WriteNumberValue(cell / columns);
                json.WriteNumberValue(cell % columns);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        if (!query.SkipWaypoints)
        {
            OsrmWriter.Waypoints(json, "destinations", table.Destinations.Select(at => at!.Value), hints);
            OsrmWriter.Waypoints(json, "sources", table.Sources.Select(at => at!.Value), hints);
        }
        json.WriteEndObject();
    }

    /// <summary>Fills the cells that have no route as the crow flies at a speed; returns which.</summary>
    private static List<int> Estimate(TableResult table, OsrmQuery query, double kilometresPerHour)
    {
        var cells = new List<int>();
        var columns = query.Destinations.Length;
        for (var cell = 0; cell < table.DurationsDeciseconds.Length; cell++)
        {
            if (table.DurationsDeciseconds[cell] >= 0)
                continue;
            var (i, j) = (cell / columns, cell % columns);
            var metres = query.FallsBackFromSnapped
                ? table.Sources[i]!.Value.Location.MetresTo(table.Destinations[j]!.Value.Location)
                : query.Coordinates[query.Sources[i]].MetresTo(query.Coordinates[query.Destinations[j]]);
            table.DurationsDeciseconds[cell] = Whole(metres * 36 / kilometresPerHour);
            if (query.WithDistances)
                table.DistancesMetres[cell] = Whole(metres);
            cells.Add(cell);
        }
        return cells;
    }

    private static void Scale(int[] durations, double factor)
    {
        foreach (ref var duration in durations.AsSpan())
            duration = duration < 0 ? -1 : Whole(duration * factor);
    }

    private static int Whole(double number) => (int)Math.Min(Math.Round(number), int.MaxValue);

    // A table has a million cells: a row is formatted into one buffer, 12 bytes a cell at most, and written at once.
    private static void Rows(Utf8JsonWriter json, string name, int[] cells, int columns, bool isTenths)
    {
        json.WriteStartArray(name);
        var row = new byte[columns * 13 + 2];
        for (var start = 0; start < cells.Length && columns > 0; start += columns)
        {
            var at = 0;
            row[at++] = (byte)'[';
            for (var i = 0; i < columns; i++)
            {
                if (i > 0)
                    row[at++] = (byte)',';
                var value = cells[start + i];
                if (value < 0)
                {
                    "null"u8.CopyTo(row.AsSpan(at));
                    at += 4;
                    continue;
                }
                Utf8Formatter.TryFormat(isTenths ? value / 10 : value, row.AsSpan(at), out var written);
                at += written;
                if (isTenths && value % 10 is var tenth and > 0)
                {
                    row[at++] = (byte)'.';
                    row[at++] = (byte)('0' + tenth);
                }
            }
            row[at++] = (byte)']';
            json.WriteRawValue(row.AsSpan(0, at), skipInputValidation: true);
            // Into a buffer this is a count; into a stream it is what keeps a table of any size out of memory.
            if (json.BytesPending > FlushedBytes)
                json.Flush();
        }
        json.WriteEndArray();
    }
}
