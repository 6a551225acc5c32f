using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Routing.Benchmarks.Measuring;

/// <param name="What">Of what.</param>
/// <param name="Value">As measured.</param>
/// <param name="Unit">Of the value and the goals.</param>
/// <param name="AtLeast">What DESIGN asks for, null when it says nothing.</param>
/// <param name="Aim">What it hopes for.</param>
internal sealed record Row(string What, double Value, string Unit, double? AtLeast = null, double? Aim = null);

/// <summary>Prints rows as they come, or all at the end as JSON.</summary>
internal sealed class Report(string title, bool json)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly List<Row> _rows = [];
    private bool _begun;

    public void Add(Row row)
    {
        _rows.Add(row);
        if (json)
            return;
        if (!_begun)
        {
            Console.WriteLine($"{title}\n{Machine()}\n");
            Console.WriteLine("| what | measured | at least | aim |\n|---|---|---|---|");
            _begun = true;
        }

        Console.WriteLine($"| {row.What} | {Number(row.Value)} {row.Unit} | {Goal(row.AtLeast, row)} | {Goal(row.Aim, row)} |");
    }

    public void Finish()
    {
        if (!json)
            return;
        Console.WriteLine(JsonSerializer.Serialize(
            new { title, date = TimeProvider.System.GetUtcNow(), machine = Machine(), rows = _rows }, Options));
    }

    private static string Goal(double? goal, Row row) =>
        goal is { } value ? $"{Number(value)} {row.Unit}{(row.Value <= value ? "" : " (missed)")}" : "";

    private static string Number(double value) => value.ToString(
        value switch { >= 100 => "N0", >= 10 => "N1", _ => "N2" }, CultureInfo.InvariantCulture);

    public static string Machine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
}
