using System.Globalization;

namespace Routing.Planning.CommandLine;

/// <summary>A line of the table that <c>lilim</c> prints.</summary>
internal sealed record LiLimRow(string Instance, int Vehicles, double Distance, int? BestVehicles, double? BestDistance, double Seconds, IReadOnlyList<string> Faults)
{
    public const string CsvHead = "instance,vehicles,distance,best_vehicles,best_distance,gap_percent,seconds,checker";

    /// <summary>Percent above the best known distance; null without one, or with another number of vehicles.</summary>
    public double? Gap => BestVehicles == Vehicles ? 100 * (Distance / BestDistance - 1) : null;

    public string ToLine()
    {
        var gap = Gap is { } percent ? Text($"{percent:F3}") : BestVehicles is { } best ? Text($"{Vehicles - best:+0;-0}v") : "-";
        return Text($"{Instance,-12}{Vehicles,9}{BestVehicles?.ToString(CultureInfo.InvariantCulture) ?? "-",6}{Distance,12:F2}{(BestDistance is { } d ? Text($"{d:F2}") : "-"),12}{gap,8}{Seconds,9:F1}  {(Faults.Count == 0 ? "agrees" : "disagrees: " + Faults[0])}");
    }

    public string ToCsv() =>
        Text($"{Instance},{Vehicles},{Distance:F4},{BestVehicles},{BestDistance:F4},{Gap:F4},{Seconds:F2},{(Faults.Count == 0 ? "agrees" : "disagrees")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
