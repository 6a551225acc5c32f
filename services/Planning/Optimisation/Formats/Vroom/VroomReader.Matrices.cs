using System.Text.Json;

namespace Routing.Optimisation.Formats.Vroom;

public sealed partial class VroomReader
{
    // Eight arrays of it are kept for each kind of vehicle.
    private const int MostSize = 8_000;

    private static Dictionary<string, VroomMatrix> ReadMatrices(JsonFields root)
    {
        var found = new Dictionary<string, VroomMatrix>(StringComparer.Ordinal);
        if (root.Object("matrices") is { } profiles)
        {
            foreach (var (profile, value) in profiles.Entries())
                found[profile] = ReadMatrix(new JsonFields(value, profiles.PathOf(profile)));
        }

        // How matrices were given before there were profiles.
        if (found.Count == 0 && root.Find("matrix") is { } old)
            found["car"] = ReadTable(old, "matrix") is var (size, durations) ? new VroomMatrix(size, durations) : throw new InvalidOperationException();
        if (found.Values.Select(m => m.Size).Distinct().Count() > 1)
            throw new FormatException($"The matrices are of different sizes: {string.Join(", ", found.Select(m => $"{m.Key} {m.Value.Size}"))}.");
        return found;
    }

    private static VroomMatrix ReadMatrix(JsonFields fields)
    {
        var (size, durations) = ReadTable(fields.Find("durations") ?? throw new FormatException($"{fields.Path} has no durations."), fields.PathOf("durations"));
        return new VroomMatrix(size, durations, Other("distances"), Other("costs"));

        int[]? Other(string key)
        {
            if (fields.Find(key) is not { } value)
                return null;
            var (otherSize, table) = ReadTable(value, fields.PathOf(key));
            return otherSize == size ? table : throw new FormatException($"{fields.PathOf(key)} has {otherSize} rows, durations {size}.");
        }
    }

    private static (int Size, int[] Table) ReadTable(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
            throw new FormatException($"{path} must be an array of rows, and is {JsonFields.Name(value)}.");
        var size = value.GetArrayLength();
        if (size > MostSize)
            throw new FormatException($"{path} has {size} rows; at most {MostSize} are read.");
        var table = new int[size * size];
        var row = 0;
        foreach (var cells in value.EnumerateArray())
        {
            if (cells.ValueKind != JsonValueKind.Array || cells.GetArrayLength() != size)
                throw new FormatException($"{path}[{row}] must be a row of {size} numbers, as there are {size} rows.");
            var column = 0;
            foreach (var cell in cells.EnumerateArray())
            {
                if (cell.ValueKind != JsonValueKind.Number || !cell.TryGetUInt32(out var number))
                    throw new FormatException($"{path}[{row}][{column}] must be a whole number from 0, and is {JsonFields.Name(cell)}.");

                // VROOM's sign for "no way" is the largest number; here too nobody goes there.
                table[row * size + column++] = (int)Math.Min(number, MostAmount);
            }

            row++;
        }

        return (size, table);
    }
}
