using Routing.Addresses.Search;
using Routing.Addresses.Storage;

namespace Routing.Addresses;

public sealed partial class AddressIndex
{
    // Cells around the point's own that are looked at, at most: some 3 km.
    private const int MostRings = 16;

    // A house this much further away than the street itself is still the better answer.
    private const double HousePreferenceMetres = 40;

    /// <summary>
    /// The address of a point: the nearest house, or the nearest street where houses are clearly further, or the nearest
    /// named point; null where there is nothing within some 3 km. The answer's coordinates are those of what was found.
    /// </summary>
    public Address? Reverse(Point point, string? language = null)
    {
        if (!double.IsFinite(point.Lon) || !double.IsFinite(point.Lat) || Math.Abs(point.Lon) > 180 || Math.Abs(point.Lat) > 90)
            return null;
        var session = Rent();
        try
        {
            var nearest = new Nearest();
            var x = Cell.X(Routing.Addresses.Reading.ExtractReader.Fixed(point.Lon));
            var y = Cell.Y(Routing.Addresses.Reading.ExtractReader.Fixed(point.Lat));
            var cellMetres = Geo.Metres(point.Lon, point.Lat, point.Lon + Cell.Degrees, point.Lat);
            for (var ring = 0; ring <= MostRings; ring++)
            {
                // All that lies in this ring is at least so far away.
                if (nearest.HouseMetres <= (ring - 1) * cellMetres || nearest.BestMetres + HousePreferenceMetres <= (ring - 1) * cellMetres)
                    break;
                for (var dx = -ring; dx <= ring; dx++)
                {
                    var step = Math.Abs(dx) == ring || ring == 0 ? 1 : 2 * ring;
                    for (var dy = -ring; dy <= ring; dy += step)
                    {
                        if (session.Cell(Cell.Key(x + dx, y + dy)) is { } cell)
                            nearest.Look(cell, point);
                    }
                }
            }
            return nearest.Answer(this, session, point, language);
        }
        finally
        {
            idle.Add(session);
        }
    }

    private sealed class Nearest
    {
        private (long Thing, int Ordinal) house;
        private (long Thing, int Lon, int Lat) street;
        private long named;
        private double streetMetres = double.MaxValue;
        private double namedMetres = double.MaxValue;

        public double HouseMetres { get; private set; } = double.MaxValue;

        public double BestMetres => Math.Min(HouseMetres, Math.Min(streetMetres, namedMetres));

        public void Look(Cell cell, Point point)
        {
            foreach (var (thing, ordinal, lon, lat) in cell.Houses)
            {
                var metres = Geo.Metres(point.Lon, point.Lat, Geo.Degrees(lon), Geo.Degrees(lat));
                if (metres < HouseMetres)
                    (HouseMetres, house) = (metres, (thing, ordinal));
            }
            foreach (var (thing, lon, lat) in cell.Points)
            {
                var metres = Geo.Metres(point.Lon, point.Lat, Geo.Degrees(lon), Geo.Degrees(lat));
                if (metres < namedMetres)
                    (namedMetres, named) = (metres, thing);
            }
            foreach (var (thing, lon, lat, toLon, toLat) in cell.Pieces)
            {
                var (share, metres) = Geo.ToLine(point.Lon, point.Lat, Geo.Degrees(lon), Geo.Degrees(lat), Geo.Degrees(toLon), Geo.Degrees(toLat));
                if (metres >= streetMetres)
                    continue;
                streetMetres = metres;
                street = (thing, (int)(lon + ((long)toLon - lon) * share), (int)(lat + ((long)toLat - lat) * share));
            }
        }

        public Address? Answer(AddressIndex index, Session session, Point point, string? language)
        {
            if (BestMetres == double.MaxValue)
                return null;
            if (HouseMetres <= Math.Min(streetMetres, namedMetres) + HousePreferenceMetres)
            {
                var row = session.Thing(house.Thing);
                var found = session.Houses(house.Thing)[house.Ordinal];
                var exact = new FoundHouse(found.IsInterpolated ? Exactness.Interpolated : Exactness.House, found.Text, found.Lon, found.Lat, found.Postcode, found.Osm, 1);
                return index.Describe(row, found.Lon, found.Lat, exact, 1, point, language);
            }
            if (streetMetres <= namedMetres + HousePreferenceMetres)
                return index.Describe(session.Thing(street.Thing), street.Lon, street.Lat, null, 1, point, language);
            var place = session.Thing(named);
            return index.Describe(place, place.Lon, place.Lat, null, 1, point, language);
        }
    }
}
