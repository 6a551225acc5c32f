namespace Routing.Contracts.Values;

/// <summary>One turn instruction of a leg.</summary>
/// <param name="Text">The sentence that the driver reads.</param>
/// <param name="Type">OSRM's manoeuvre type, such as <c>turn</c> or <c>roundabout</c>.</param>
/// <param name="Modifier">OSRM's modifier, such as <c>left</c>; null where it has none.</param>
/// <param name="Street">Name of the street taken; empty when it has none.</param>
/// <param name="Lon">Longitude of the manoeuvre, degrees.</param>
/// <param name="Lat">Latitude of the manoeuvre, degrees.</param>
/// <param name="DistanceMetres">Metres from here to the next instruction.</param>
/// <param name="DurationSeconds">Seconds from here to the next instruction, in tenths.</param>
public sealed record Instruction(
    string Text,
    string Type,
    string? Modifier,
    string Street,
    double Lon,
    double Lat,
    int DistanceMetres,
    double DurationSeconds);
