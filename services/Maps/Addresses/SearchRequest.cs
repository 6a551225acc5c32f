namespace Routing.Addresses;

/// <summary>What a person typed, and what is known about them.</summary>
/// <param name="Text">Free text, complete or not yet: the last word may be a beginning.</param>
/// <param name="Near">Where the asker is, if known; answers near it come first among equals.</param>
/// <param name="Limit">How many answers at most, 1 to 50.</param>
/// <param name="Language">Two or three letters; names of places are given in it where the extract has one.</param>
public sealed record SearchRequest(string Text, Point? Near = null, int Limit = 10, string? Language = null);

/// <summary>Degrees, east then north.</summary>
public readonly record struct Point(double Lon, double Lat)
{
    /// <summary>Along the ground, right to some permille within a hundred kilometres.</summary>
    public double MetresTo(Point other) => Geo.Metres(Lon, Lat, other.Lon, other.Lat);
}
