namespace Routing.Intake.Requests;

/// <summary>Plates are written in many ways.</summary>
internal static class Plates
{
    /// <summary>Capital letters and digits alone: the same for every way to write a plate.</summary>
    public static string Key(string plate) => string.Concat(plate.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
