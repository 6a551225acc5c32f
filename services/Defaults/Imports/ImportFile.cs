using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using CsvHelper.Configuration;

namespace Routing.Defaults.Imports;

/// <summary>A row of a file that is imported.</summary>
/// <param name="Row">Its number: in CSV its line's as a spreadsheet counts rows (the first after the names is 2), in JSON its place from 1.</param>
/// <param name="Key">What tells it from all others, so that the file can be sent again; null where it is missing.</param>
/// <param name="Body">The row as the JSON that the API takes for one, without the key.</param>
public sealed record ImportRow(int Row, string? Key, JsonObject Body);

/// <summary>
/// Reads CSV (RFC 4180, UTF-8; commas, semicolons or tabs) or a JSON array into rows. A column's name is the place of its value in the
/// JSON of a row: <c>vehicle.plate</c>, <c>places[0].lon</c>; <c>shifts[monday-friday].from</c> is one element for each of these
/// days. An empty cell is absent. A cell of <c>skills</c> holds several, with blanks between.
/// </summary>
public static class ImportFile
{
    public const int MostRows = 5000;
    private const string KeyName = "key";
    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <exception cref="ImportException">The file as a whole cannot be read; the text says where and why.</exception>
    public static async Task<IReadOnlyList<ImportRow>> Read(Stream body, string? contentType, CancellationToken cancellationToken)
    {
        var isJson = contentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true;
        var rows = isJson ? await ReadJson(body, cancellationToken) : await ReadCsv(body, cancellationToken);
        return rows.Count switch
        {
            0 => throw new ImportException("The file has no rows."),
            > MostRows => throw new ImportException($"The file has more than {MostRows} rows: split it."),
            _ => rows,
        };
    }

    private static async Task<IReadOnlyList<ImportRow>> ReadJson(Stream body, CancellationToken cancellationToken)
    {
        JsonNode? root;
        try
        {
            root = await JsonNode.ParseAsync(body, cancellationToken: cancellationToken);
        }
        catch (JsonException problem)
        {
            throw new ImportException($"It is no JSON: line {problem.LineNumber + 1}, character {problem.BytePositionInLine + 1}.");
        }

        if (root is not JsonArray array) throw new ImportException("Give an array with an object for each row.");
        var rows = new List<ImportRow>(array.Count);
        for (var i = 0; i < array.Count; i++)
        {
            if (array[i] is not JsonObject row) throw new ImportException($"Row {i + 1} is no object.");
            var key = row[KeyName] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
            row.Remove(KeyName);
            rows.Add(new(i + 1, key, row));
        }

        return rows;
    }

    private static async Task<IReadOnlyList<ImportRow>> ReadCsv(Stream body, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(body);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { DetectDelimiter = true, DetectDelimiterValues = [",", ";", "\t"], TrimOptions = TrimOptions.Trim });
        try
        {
            if (!await csv.ReadAsync() || !csv.ReadHeader() || csv.HeaderRecord is not { } names) throw new ImportException("The file is empty: its first line names the columns.");
            var columns = Array.ConvertAll(names, name => name.Trim());
            if (!columns.Contains(KeyName, StringComparer.Ordinal)) throw new ImportException("There is no column 'key': give each row a key of its own, so that the file can be sent again.");
            var rows = new List<ImportRow>();
            while (rows.Count <= MostRows && await csv.ReadAsync())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var row = new JsonObject();
                string? key = null;
                for (var i = 0; i < columns.Length; i++)
                {
                    var cell = csv.TryGetField<string>(i, out var text) ? text : null;
                    if (string.IsNullOrEmpty(cell)) continue;
                    if (columns[i] == KeyName) key = cell;
                    else Put(row, columns[i], cell);
                }

                rows.Add(new(rows.Count + 2, key, row));
            }

            return rows;
        }
        catch (CsvHelperException problem)
        {
            throw new ImportException($"Line {problem.Context?.Parser?.RawRow} cannot be read: look for a quote that is not closed.");
        }
    }

    private static void Put(JsonObject row, string column, string cell)
    {
        var (open, close) = (column.IndexOf('[', StringComparison.Ordinal), column.IndexOf(']', StringComparison.Ordinal));
        if (open > 0 && close > open + 1 && close + 2 < column.Length && column[close + 1] == '.')
        {
            var (list, within, rest) = (ArrayOf(row, column[..open]), column[(open + 1)..close], column[(close + 2)..]);
            if (int.TryParse(within, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < 10)
            {
                while (list.Count <= index) list.Add(new JsonObject());
                Put(list[index]!.AsObject(), rest, cell);
                return;
            }

            if (DaysOf(within) is { } days)
            {
                foreach (var day in days) Put(ElementOf(list, day), rest, cell);
                return;
            }
        }

        if (column.IndexOf('.', StringComparison.Ordinal) is var dot && dot > 0 && open < 0)
        {
            if (row[column[..dot]] is not JsonObject inner) row[column[..dot]] = inner = [];
            Put(inner, column[(dot + 1)..], cell);
            return;
        }

        row[column] = column == "skills" ? new JsonArray([.. cell.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(skill => JsonValue.Create(skill))])
            : bool.TryParse(cell, out var yes) ? JsonValue.Create(yes)
            : JsonValue.Create(cell);
    }

    private static JsonArray ArrayOf(JsonObject row, string name)
    {
        if (row[name] is not JsonArray list) row[name] = list = [];
        return list;
    }

    private static JsonObject ElementOf(JsonArray list, string day)
    {
        if (list.FirstOrDefault(each => each!["day"]!.GetValue<string>() == day) is JsonObject known) return known;
        var made = new JsonObject { ["day"] = day };
        list.Add(made);
        return made;
    }

    /// <summary><c>monday</c> or <c>monday-friday</c>; null where it is neither.</summary>
    private static string[]? DaysOf(string text)
    {
        var parts = text.Split('-');
        var (first, last) = (Array.IndexOf(Days, parts[0]), Array.IndexOf(Days, parts[^1]));
        return parts.Length <= 2 && first >= 0 && last >= first ? Days[first..(last + 1)] : null;
    }
}

/// <summary>A file cannot be read as a whole.</summary>
public sealed class ImportException(string message) : Exception(message);
