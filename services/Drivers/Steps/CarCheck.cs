using Routing.Contracts.Values;
using Routing.Drivers.Stops;

namespace Routing.Drivers.Steps;

/// <summary>Whether the car at hand is the one of the request.</summary>
internal static class CarCheck
{
    /// <summary>So much of a VIN tells two cars of a street apart.</summary>
    public const int LeastVinEnd = 4;

    /// <summary>What does not match, in words; null where all that was read does, or nothing was.</summary>
    public static string? Mismatch(ReportTold report, Vehicle vehicle)
    {
        if (!string.IsNullOrWhiteSpace(report.Plate) && Key(report.Plate) != Key(vehicle.Plate))
            return $"The plate read is {report.Plate.Trim()}, the request's car is {vehicle.Plate}. Compare the cars; if this is another one, tell that the stop failed: wrongCar.";
        if (string.IsNullOrWhiteSpace(report.VinEnd)) return null;
        if (vehicle.VinEnd is null) return "The end of this car's VIN is not known: read the plate instead.";
        var (read, known) = (Key(report.VinEnd), Key(vehicle.VinEnd));
        var shorter = Math.Min(read.Length, known.Length);
        return shorter >= LeastVinEnd && read[^shorter..] == known[^shorter..]
            ? null
            : $"The VIN read ends in {report.VinEnd.Trim()}, that of the request's car in {vehicle.VinEnd}. Compare the cars; if this is another one, tell that the stop failed: wrongCar.";
    }

    /// <summary>Capital letters and digits alone.</summary>
    private static string Key(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
