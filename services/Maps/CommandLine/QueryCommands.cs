using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Routing.Maps.Endpoints;
using Routing.Maps.Import;
using Routing.Maps.Osrm;
using Routing.RoadNetwork;
using Spectre.Console;

namespace Routing.Maps.CommandLine;

/// <summary>Commands that ask one question and print the answer: for people as a table, or as JSON.</summary>
internal static class QueryCommands
{
    // One's own machine is asked: memory is the limit.
    private static readonly MapsOptions Limits = new() { MaxTableCells = Array.MaxLength };

    public static int Info(MapSource source, bool isJson, CancellationToken ct)
    {
        if (ConsoleImport.Run(source, ct, checksContents: true) is not { } map)
            return ConsoleImport.WrongInput;
        using (map)
        {
            var answer = RegionAnswer.Of(map);
            if (isJson)
            {
                Console.WriteLine(JsonSerializer.Serialize(answer, Contracts.WireJson.Options));
                return 0;
            }
            var table = new Table().Border(TableBorder.Simple).AddColumn("what").AddColumn("value");
            table.AddRow("name", Markup.Escape(answer.Name));
            table.AddRow("bounds", string.Join(", ", answer.Bounds.Select(degrees => degrees.ToString("0.#####", CultureInfo.InvariantCulture))));
            table.AddRow("junctions and ends", Count(answer.Nodes));
            table.AddRow("ways", Count(answer.Ways));
            table.AddRow("arcs", Count(answer.Arcs));
            table.AddRow("house numbers", Count(answer.Houses));
            table.AddRow("streets", Count(answer.Streets));
            table.AddRow("places", Count(answer.Places));
            table.AddRow("named points", Count(answer.Points));
            table.AddRow("profiles", string.Join(", ", answer.Profiles));
            table.AddRow("extract", answer.ExtractSha256);
            table.AddRow("data", Markup.Escape(answer.Attribution));
            AnsiConsole.Write(table);
            return 0;
        }
    }

    public static int Import(MapSource source, bool isJson, CancellationToken ct)
    {
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        if (ConsoleImport.Run(source, ct, checksContents: true) is not { } map)
            return ConsoleImport.WrongInput;
        using (map)
        {
            var seconds = clock.GetElapsedTime(started).TotalSeconds;
            var files = new MapFiles(source.Data, map.Region.Info.SourceSha256);
            if (isJson)
            {
                WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("region", files.Region);
                    json.WriteString("addresses", files.Addresses);
                    json.WriteBoolean("reused", map.Reused);
                    json.WriteNumber("seconds", Math.Round(seconds, 3));
                    json.WriteEndObject();
                    return null;
                });
                return 0;
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(map.Reused ? "Already imported" : "Imported")} {map.Region.Info.Name} in {seconds:0.0} s: {files.Region} and {files.Addresses}"));
            return 0;
        }
    }

    public static int Route(MapSource source, string profile, string[] coordinates, bool isJson, CancellationToken ct) =>
        Ask(source, OsrmService.Route, profile, coordinates, new() { ["steps"] = "true", ["overview"] = "full", ["geometries"] = "geojson" }, isJson, ct);

    /// <param name="sources">Positions of the rows in the coordinates, separated by semicolons; null: all.</param>
    /// <param name="destinations">The same of the columns.</param>
    public static int Table(MapSource source, string profile, string[] coordinates, string? sources, string? destinations, bool isJson, CancellationToken ct)
    {
        var options = new Dictionary<string, StringValues> { ["annotations"] = "duration,distance" };
        if (sources is not null)
            options["sources"] = sources;
        if (destinations is not null)
            options["destinations"] = destinations;
        return Ask(source, OsrmService.Table, profile, coordinates, options, isJson, ct);
    }

    public static int Match(MapSource source, string profile, string[] coordinates, string? timestamps, string? radiuses, bool isJson, CancellationToken ct)
    {
        var options = new Dictionary<string, StringValues> { ["steps"] = "true", ["overview"] = "full", ["geometries"] = "geojson" };
        if (timestamps is not null)
            options["timestamps"] = timestamps;
        if (radiuses is not null)
            options["radiuses"] = radiuses;
        return Ask(source, OsrmService.Match, profile, coordinates, options, isJson, ct);
    }

    public static int Isochrone(MapSource source, string profile, string start, string minutes, string direction, bool isJson, CancellationToken ct)
    {
        if (ConsoleImport.Run(source, ct) is not { } map)
            return ConsoleImport.WrongInput;
        using (map)
        {
            var (answer, refusal) = IsochroneEndpoint.Answer(map.Router, Limits, profile, start, minutes, direction, departAt: null, ct);
            if (answer is null)
                return ConsoleImport.Complain(refusal.Text);
            if (isJson)
                Console.WriteLine(JsonSerializer.Serialize(answer, Contracts.WireJson.Options));
            else
                AnsiConsole.Write(ContourTable(answer));
            return 0;
        }
    }

    private static Table ContourTable(IsochroneAnswer answer)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("minutes", "polygons", "holes", "west", "south", "east", "north");
        foreach (var feature in answer.Features)
        {
            var polygons = feature.Geometry.Coordinates;
            var points = polygons.SelectMany(rings => rings[0]).ToList();
            string Degrees(Func<IEnumerable<double>, double> pick, int axis) =>
                points.Count == 0 ? "-" : pick(points.Select(point => point[axis])).ToString("0.#####", CultureInfo.InvariantCulture);
            table.AddRow(
                feature.Properties.Contour.ToString(CultureInfo.InvariantCulture),
                Count(polygons.Length),
                Count(polygons.Sum(rings => rings.Length - 1)),
                Degrees(Enumerable.Min, 0),
                Degrees(Enumerable.Min, 1),
                Degrees(Enumerable.Max, 0),
                Degrees(Enumerable.Max, 1));
        }
        return table;
    }

    private static Table TraceTable(JsonElement answer)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("point", "matching", "road", "metres off");
        var points = answer.GetProperty("tracepoints");
        for (var i = 0; i < points.GetArrayLength(); i++)
        {
            if (points[i].ValueKind == JsonValueKind.Null)
                table.AddRow(i.ToString(CultureInfo.InvariantCulture), "-", "left out", "");
            else
                table.AddRow(i.ToString(CultureInfo.InvariantCulture), points[i].GetProperty("matchings_index").GetRawText(), Markup.Escape(points[i].GetProperty("name").GetString() ?? ""), points[i].GetProperty("distance").GetRawText());
        }
        foreach (var matching in answer.GetProperty("matchings").EnumerateArray())
            table.AddRow("[bold]in all[/]", "", $"{Number(matching.GetProperty("distance"))} m, {Number(matching.GetProperty("duration"))} s", $"confidence {matching.GetProperty("confidence").GetDouble().ToString("0.00", CultureInfo.InvariantCulture)}");
        return table;
    }

    private static int Ask(MapSource source, OsrmService service, string profile, string[] coordinates, Dictionary<string, StringValues> options, bool isJson, CancellationToken ct)
    {
        var (query, wrong) = OsrmQueryReader.Read(service, profile, string.Join(';', coordinates), new QueryCollection(options));
        if (query is null)
            return ConsoleImport.Complain(wrong.Text);
        if (ConsoleImport.Run(source, ct) is not { } map)
            return ConsoleImport.WrongInput;
        using (map)
        {
            try
            {
                var refusal = isJson ? Print(map, query, ct) : Show(map, query, ct);
                return refusal is { } refused ? ConsoleImport.Complain(refused.Text) : 0;
            }
            catch (OutOfMemoryException)
            {
                return ConsoleImport.Complain($"The answer does not fit into this machine's memory: a table takes 8 bytes a cell, here {8L * query.Sources.Length * query.Destinations.Length / (1 << 20)} MiB. Ask in parts, with --sources and --destinations.");
            }
        }
    }

    /// <summary>JSON is printed while it is made: a large table's text is several times as large as its cells.</summary>
    private static Refusal? Print(LoadedMap map, OsrmQuery query, CancellationToken ct)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, OsrmWriter.Options))
        {
            if (Search(map, query, json, ct) is { } refusal)
                return refusal;
        }
        output.WriteByte((byte)'\n');
        return null;
    }

    private static Refusal? Show(LoadedMap map, OsrmQuery query, CancellationToken ct)
    {
        var (refusal, answer) = Answer(json => Search(map, query, json, ct));
        if (refusal is not null)
            return refusal;
        using var document = JsonDocument.Parse(answer);
        AnsiConsole.Write(query.Service switch
        {
            OsrmService.Table => CellTable(document.RootElement),
            OsrmService.Match => TraceTable(document.RootElement),
            _ => RouteTable(document.RootElement),
        });
        return null;
    }

    private static Refusal? Search(LoadedMap map, OsrmQuery query, Utf8JsonWriter json, CancellationToken ct) =>
        query.Service != OsrmService.Table
            ? OsrmAnswers.Answer(map.Router, query, Limits, json, ct)
            : ConsoleImport.Show("Searching the fastest ways", report =>
                OsrmAnswers.Answer(map.Router, query, Limits, json, ct, new ConsoleProgress(report, "Searching the fastest ways")));

    private static Table RouteTable(JsonElement answer)
    {
        var route = answer.GetProperty("routes")[0];
        var table = new Table().Border(TableBorder.Simple).AddColumns("do", "road", "metres", "seconds");
        foreach (var leg in route.GetProperty("legs").EnumerateArray())
        {
            foreach (var step in leg.GetProperty("steps").EnumerateArray())
            {
                var manoeuvre = step.GetProperty("maneuver");
                var modifier = manoeuvre.TryGetProperty("modifier", out var direction) ? " " + direction.GetString() : "";
                table.AddRow(
                    manoeuvre.GetProperty("type").GetString() + modifier,
                    Markup.Escape(step.GetProperty("name").GetString() ?? ""),
                    Number(step.GetProperty("distance")),
                    Number(step.GetProperty("duration"))
                );
            }
        }
        table.AddRow("[bold]in all[/]", "", Number(route.GetProperty("distance")), Number(route.GetProperty("duration")));
        return table;
    }

    private static Table CellTable(JsonElement answer)
    {
        var durations = answer.GetProperty("durations");
        var distances = answer.GetProperty("distances");
        var table = new Table().Border(TableBorder.Simple).AddColumn("from \\ to");
        for (var j = 0; j < durations[0].GetArrayLength(); j++)
            table.AddColumn(j.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < durations.GetArrayLength(); i++)
        {
            var row = i;
            table.AddRow([
                i.ToString(CultureInfo.InvariantCulture),
                .. durations[i].EnumerateArray().Select((cell, j) => cell.ValueKind == JsonValueKind.Null ? "-" : $"{Number(cell)} s, {Number(distances[row][j])} m"),
            ]);
        }
        return table;
    }

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(JsonElement number) => number.GetDouble().ToString("0", CultureInfo.InvariantCulture);

    private static (Refusal? Refusal, byte[] Json) Answer(Func<Utf8JsonWriter, Refusal?> write)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, OsrmWriter.Options))
        {
            if (write(json) is { } refusal)
                return (refusal, []);
        }
        return (null, buffer.ToArray());
    }

    private static void WriteJson(Func<Utf8JsonWriter, Refusal?> write)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(Answer(write).Json);
        output.WriteByte((byte)'\n');
    }
}
