namespace Routing.Addresses.Storage;

/// <summary>One house of a street.</summary>
/// <param name="Number">The digits that it begins with.</param>
/// <param name="Suffix">What follows them, as written: " BIS", "A", "-14", or empty.</param>
/// <param name="Lon">1e-7 degrees.</param>
/// <param name="Lat">1e-7 degrees.</param>
/// <param name="IsInterpolated">True where the extract gives the numbers at the ends of a line alone.</param>
internal readonly record struct House(int Number, string Suffix, int Lon, int Lat, string? Postcode, OsmId Osm, bool IsInterpolated = false)
{
    public string Text => $"{Number}{Suffix}";

    /// <summary>Reads "1234 BIS" as 1234 and " BIS"; false where it does not begin with a digit.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out int number, out string suffix)
    {
        text = text.Trim();
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;
        suffix = "";
        if (!int.TryParse(text[..digits], out number) || digits > 6)
            return false;
        suffix = text[digits..].Length > 24 ? "" : text[digits..].TrimEnd().ToString();
        return true;
    }
}

/// <summary>The houses of a street as bytes, by number and then suffix. FORMAT.md tells the layout.</summary>
internal static class HouseList
{
    /// <summary>Sorts <paramref name="houses"/> and drops a second house of the same number before writing.</summary>
    public static byte[]? Write(List<House> houses, ByteWriter writer)
    {
        if (houses.Count == 0)
            return null;
        houses.Sort(
            (a, b) =>
                a.Number != b.Number ? a.Number - b.Number
                : string.CompareOrdinal(a.Suffix, b.Suffix) is var order and not 0 ? order
                // Of two what is mapped stays before what is worked out, and the earlier mapped: a door before the shop that repeats it.
                : a.IsInterpolated != b.IsInterpolated ? a.IsInterpolated.CompareTo(b.IsInterpolated)
                : a.Osm.Packed.CompareTo(b.Osm.Packed)
        );
        var kept = 0;
        for (var i = 0; i < houses.Count; i++)
        {
            if (kept > 0 && houses[kept - 1].Number == houses[i].Number && houses[kept - 1].Suffix == houses[i].Suffix)
                continue;
            houses[kept++] = houses[i];
        }
        houses.RemoveRange(kept, houses.Count - kept);

        List<string> postcodes = [];
        foreach (var house in houses)
        {
            if (house.Postcode is not null && !postcodes.Contains(house.Postcode))
                postcodes.Add(house.Postcode);
        }
        writer.Clear();
        writer.Unsigned((ulong)postcodes.Count);
        foreach (var postcode in postcodes)
            writer.Text(postcode);
        writer.Unsigned((ulong)houses.Count);
        var last = default(House);
        foreach (var house in houses)
        {
            writer.Unsigned((ulong)(house.Number - last.Number));
            writer.Text(house.Suffix);
            writer.Signed((long)house.Lon - last.Lon);
            writer.Signed((long)house.Lat - last.Lat);
            var postcode = house.Postcode is null ? 0 : (ulong)postcodes.IndexOf(house.Postcode) + 1;
            writer.Unsigned((postcode << 1) | (house.IsInterpolated ? 1UL : 0));
            writer.Signed(house.Osm.Packed - last.Osm.Packed);
            last = house;
        }
        return writer.ToArray();
    }

    public static House[] Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return [];
        var reader = new ByteReader(bytes);
        var postcodes = new string[reader.Count()];
        for (var i = 0; i < postcodes.Length; i++)
            postcodes[i] = reader.Text();
        var houses = new House[reader.Count()];
        var last = default(House);
        for (var i = 0; i < houses.Length; i++)
        {
            var number = last.Number + reader.Count();
            var suffix = reader.Text();
            var lon = (int)(last.Lon + reader.Signed());
            var lat = (int)(last.Lat + reader.Signed());
            var flags = reader.Count();
            var postcode = flags > 1 ? postcodes[(flags >> 1) - 1] : null;
            var osm = OsmId.Unpack(last.Osm.Packed + reader.Signed());
            last = houses[i] = new House(number, suffix, lon, lat, postcode, osm, (flags & 1) != 0);
        }
        return houses;
    }
}
