using Routing.Addresses.Storage;
using Routing.Addresses.Text;

namespace Routing.Addresses.Search;

/// <summary>Where a house number is, or would be.</summary>
/// <param name="Text">The number as the extract writes it, or as asked for.</param>
/// <param name="Fit">1 for the very house, less for what is further from it.</param>
internal readonly record struct FoundHouse(Exactness Exactness, string Text, int Lon, int Lat, string? Postcode, OsmId Osm, double Fit);

internal static class HouseFinder
{
    // Beyond these the neighbours say nothing about where a house would be.
    private const int WidestGap = 400;
    private const double WidestMetres = 1500;
    private const int FurthestBeyondEnd = 100;

    /// <summary>The house, or the point between its neighbours of the same side, or the nearest number; null where all are far.</summary>
    /// <param name="houses">By number.</param>
    public static FoundHouse? Find(ReadOnlySpan<House> houses, int number, string suffix)
    {
        House? same = null;
        foreach (var house in houses)
        {
            if (house.Number != number)
                continue;
            if (Folding.Key(house.Suffix) == suffix)
                return Exact(house, 1);
            // Asked for 12 B and there is 12, or for 12 and there is only 12 B.
            if (same is null || house.Suffix.Length == 0)
                same = house;
        }
        if (same is { } found)
            return Exact(found, 0.9);
        return Between(houses, number, suffix, sameSide: true) ?? Between(houses, number, suffix, sameSide: false) ?? Nearest(houses, number, suffix);
    }

    private static FoundHouse Exact(in House house, double fit) =>
        new(house.IsInterpolated ? Exactness.Interpolated : Exactness.House, house.Text, house.Lon, house.Lat, house.Postcode, house.Osm, fit);

    private static FoundHouse? Between(ReadOnlySpan<House> houses, int number, string suffix, bool sameSide)
    {
        House? below = null, above = null;
        foreach (var house in houses)
        {
            if (sameSide && ((house.Number ^ number) & 1) != 0)
                continue;
            if (house.Number < number)
                below = house;
            else if (above is null)
                above = house;
        }
        if (below is not { } low || above is not { } high || high.Number - low.Number > WidestGap)
            return null;
        var metres = Geo.Metres(Geo.Degrees(low.Lon), Geo.Degrees(low.Lat), Geo.Degrees(high.Lon), Geo.Degrees(high.Lat));
        if (metres > WidestMetres)
            return null;
        var share = (double)(number - low.Number) / (high.Number - low.Number);
        return new FoundHouse(
            Exactness.Interpolated,
            $"{number}{suffix.ToUpperInvariant()}",
            (int)(low.Lon + ((long)high.Lon - low.Lon) * share),
            (int)(low.Lat + ((long)high.Lat - low.Lat) * share),
            low.Postcode == high.Postcode ? low.Postcode : null,
            share < 0.5 ? low.Osm : high.Osm,
            sameSide ? 0.75 : 0.7
        );
    }

    private static FoundHouse? Nearest(ReadOnlySpan<House> houses, int number, string suffix)
    {
        House? nearest = null;
        foreach (var house in houses)
        {
            if (nearest is null || Math.Abs(house.Number - number) < Math.Abs(nearest.Value.Number - number))
                nearest = house;
        }
        if (nearest is not { } found || Math.Abs(found.Number - number) > FurthestBeyondEnd)
            return null;
        return new FoundHouse(Exactness.Interpolated, $"{number}{suffix.ToUpperInvariant()}", found.Lon, found.Lat, found.Postcode, found.Osm, 0.5);
    }
}
