namespace Routing.Addresses;

/// <summary>How well the point of an answer is known, best first.</summary>
public enum Exactness
{
    /// <summary>The house number itself is in the extract; the point is its door or the centre of its building.</summary>
    House,

    /// <summary>The house number is not in the extract; the point lies between its neighbours in the street, or at the nearest one.</summary>
    Interpolated,

    /// <summary>The point where two streets meet.</summary>
    Corner,

    /// <summary>The street alone: a point on it near its middle, or for a reverse search the nearest point on it.</summary>
    Street,

    /// <summary>A named place or point: a quarter, a town, a shop, a station.</summary>
    Place,
}
