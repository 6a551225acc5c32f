namespace Routing.Contracts.Values;

/// <summary>The way from one stop to the next.</summary>
/// <param name="Means">How it is travelled.</param>
/// <param name="Loaded">True in the moved car, false by the driver's own means.</param>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="DurationSeconds">
/// Travel time in seconds, in tenths: the Maps answer for the means' profile, without fold times.
/// </param>
/// <param name="DistanceMetres">Length in metres.</param>
/// <param name="Geometry">Polyline of precision 6, as OSRM's <c>polyline6</c>.</param>
/// <param name="Instructions">Turn by turn, in order.</param>
public sealed record Leg(
    Means Means,
    bool Loaded,
    Place From,
    Place To,
    double DurationSeconds,
    int DistanceMetres,
    string Geometry,
    IReadOnlyList<Instruction> Instructions);
