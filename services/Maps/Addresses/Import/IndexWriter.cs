using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using Routing.Addresses.Reading;
using Routing.Addresses.Storage;
using Routing.Addresses.Text;
using Routing.OsmData;

namespace Routing.Addresses.Import;

/// <summary>
/// Writes the index: things in order of importance, so that the first rows a search finds are those that matter.
/// One transaction, prepared statements; houses go in as one blob a street.
/// </summary>
internal sealed class IndexWriter : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insertThing;
    private readonly SqliteCommand insertWords;
    private readonly ByteWriter bytes = new();
    private readonly Dictionary<long, Cell> cells = [];
    private readonly HashSet<string> vocabulary = new(StringComparer.Ordinal);
    private readonly WordSet words = new();
    private long lastId;

    public IndexWriter(string path)
    {
        connection = IndexFile.Connect(path, SqliteOpenMode.ReadWriteCreate);
        // A file that is not finished is thrown away, so nothing has to survive a crash.
        Execute("PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;");
        Execute(IndexFile.Schema);
        insertThing = Prepare(
            "INSERT INTO thing VALUES ($id, $kind, $name, $names, $locality, $postcode, $street, $number, $key, $value, $osm, $lon, $lat, $importance, $houses, $extent)"
        );
        insertWords = Prepare("INSERT INTO words (rowid, text) VALUES ($id, $text)");
    }

    public AddressCounts Write(Seeds seeds, List<Street> streets, PlaceMap places, Func<int, int, string?> townAt, int version, CancellationToken ct)
    {
        Execute("BEGIN");
        foreach (var place in seeds.Places.OrderByDescending(place => Importance.OfPlace(place.Value)))
            WritePlace(place, townAt);
        ct.ThrowIfCancellationRequested();

        streets.Sort((a, b) => Importance.OfStreet(b) - Importance.OfStreet(a));
        var houses = 0;
        var streetsOfNode = new Dictionary<long, List<long>>();
        foreach (var street in streets)
            houses += WriteStreet(street, seeds.Positions, streetsOfNode);
        ct.ThrowIfCancellationRequested();

        foreach (var point in seeds.Points)
            WritePoint(point, places, townAt);
        var corners = WriteCorners(streetsOfNode, seeds.Positions);
        ct.ThrowIfCancellationRequested();

        using (var insertCell = Prepare("INSERT INTO cell VALUES ($id, $entries)"))
        {
            foreach (var (key, cell) in cells.OrderBy(pair => pair.Key))
                Run(insertCell, key, cell.Write(key, bytes));
        }
        var counts = new AddressCounts(houses, streets.Count, corners, seeds.Places.Count, seeds.Points.Count);
        using (var insertAbout = Prepare("INSERT INTO about VALUES ($key, $value)"))
        {
            Run(insertAbout, "vocabulary", string.Join('\n', vocabulary));
            Run(insertAbout, "country", seeds.CountryCode);
            Run(insertAbout, "houses", counts.Houses);
            Run(insertAbout, "streets", counts.Streets);
            Run(insertAbout, "corners", counts.Corners);
            Run(insertAbout, "places", counts.Places);
            Run(insertAbout, "points", counts.Points);
        }
        Execute("INSERT INTO words (words) VALUES ('optimize')");
        Execute($"PRAGMA user_version = {version}");
        Execute("COMMIT");
        return counts;
    }

    private void WritePlace(PlaceSeed place, Func<int, int, string?> townAt)
    {
        var town = townAt(place.Lon, place.Lat);
        if (town == place.Name)
            town = null;
        words.Clear();
        words.AddName(place.Name, place.OtherNames);
        words.Add(town);
        var id = WriteThing(ThingKind.Place, place.Name, place.OtherNames, town, null, null, null, "place", place.Value, place.Osm, place.Lon, place.Lat, Importance.OfPlace(place.Value), null, place.Extent);
        CellAt(place.Lon, place.Lat).Points.Add((id, place.Lon, place.Lat));
    }

    private int WriteStreet(Street street, NodePositions positions, Dictionary<long, List<long>> streetsOfNode)
    {
        var houses = HouseList.Write(street.Houses, bytes);
        words.Clear();
        words.AddName(street.Name, street.OtherNames);
        foreach (var road in street.Roads)
            words.AddName(road.Name, null);
        words.Add(street.Locality);
        foreach (var quarter in street.Quarters)
            words.Add(quarter);
        // A postcode is the street's where most of its houses have it and none another.
        var postcodes = street.Houses.Where(house => house.Postcode is not null).Select(house => house.Postcode!).ToList();
        foreach (var each in postcodes.Distinct())
            words.Add(each);
        var postcode = postcodes.Count * 2 > street.Houses.Count && postcodes.Distinct().Count() == 1 ? postcodes[0] : null;
        var id = WriteThing(ThingKind.Street, street.Name, street.OtherNames, street.Locality, postcode, null, null, "highway", street.Value, street.Osm, street.Lon, street.Lat, Importance.OfStreet(street), houses, street.Extent);
        for (var i = 0; i < street.Houses.Count; i++)
        {
            var house = street.Houses[i];
            CellAt(house.Lon, house.Lat).Houses.Add((id, i, house.Lon, house.Lat));
        }
        foreach (var road in street.Roads)
        {
            var hasLast = false;
            int lastLon = 0, lastLat = 0;
            foreach (var node in road.Nodes)
            {
                if (!positions.TryGet(node, out var lon, out var lat))
                {
                    hasLast = false;
                    continue;
                }
                ref var here = ref CollectionsMarshal.GetValueRefOrAddDefault(streetsOfNode, node, out _);
                here ??= new List<long>(1);
                if (!here.Contains(id))
                    here.Add(id);
                if (hasLast)
                    AddPieces(id, lastLon, lastLat, lon, lat);
                (lastLon, lastLat, hasLast) = (lon, lat, true);
            }
        }
        return street.Houses.Count;
    }

    private void WritePoint(PointSeed point, PlaceMap places, Func<int, int, string?> townAt)
    {
        double lon = Geo.Degrees(point.Lon), lat = Geo.Degrees(point.Lat);
        var town = townAt(point.Lon, point.Lat) ?? point.City;
        words.Clear();
        words.AddName(point.Name, point.OtherNames);
        words.Add(point.Street);
        words.Add(town);
        words.Add(places.Quarter(lon, lat));
        string? number = point.Number is { Length: < 24 } ? point.Number : null;
        var id = WriteThing(ThingKind.Point, point.Name, point.OtherNames, town, point.Postcode, point.Street, number, point.Key, point.Value, point.Osm, point.Lon, point.Lat, Importance.OfPoint(point.Key), null, point.Extent);
        CellAt(point.Lon, point.Lat).Points.Add((id, point.Lon, point.Lat));
    }

    private int WriteCorners(Dictionary<long, List<long>> streetsOfNode, NodePositions positions)
    {
        var corners = new List<(long A, long B, int Lon, int Lat)>();
        foreach (var (node, streets) in streetsOfNode)
        {
            if (streets.Count < 2)
                continue;
            positions.TryGet(node, out var lon, out var lat);
            for (var i = 0; i < streets.Count; i++)
            {
                for (var j = i + 1; j < streets.Count; j++)
                    corners.Add((Math.Min(streets[i], streets[j]), Math.Max(streets[i], streets[j]), lon, lat));
            }
        }
        corners.Sort();
        using var insert = Prepare("INSERT OR IGNORE INTO corner VALUES ($a, $b, $lon, $lat)");
        foreach (var (a, b, lon, lat) in corners)
            Run(insert, a, b, lon, lat);
        return corners.Count;
    }

    // A piece is no longer than a cell, so that the box around it touches four cells at most.
    private void AddPieces(long id, int lon, int lat, int toLon, int toLat)
    {
        long dx = (long)toLon - lon, dy = (long)toLat - lat;
        var parts = Math.Max(1, (int)(Math.Max(Math.Abs(dx), Math.Abs(dy)) >> 14) + 1);
        for (var part = 0; part < parts; part++)
        {
            int x = (int)(lon + dx * part / parts), y = (int)(lat + dy * part / parts);
            int nextX = (int)(lon + dx * (part + 1) / parts), nextY = (int)(lat + dy * (part + 1) / parts);
            for (var cellX = Cell.X(Math.Min(x, nextX)); cellX <= Cell.X(Math.Max(x, nextX)); cellX++)
            {
                for (var cellY = Cell.Y(Math.Min(y, nextY)); cellY <= Cell.Y(Math.Max(y, nextY)); cellY++)
                    CellOf(Cell.Key(cellX, cellY)).Pieces.Add((id, x, y, nextX, nextY));
            }
        }
    }

    private Cell CellAt(int lon, int lat) => CellOf(Cell.KeyAt(lon, lat));

    private Cell CellOf(long key)
    {
        ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, key, out _);
        return cell ??= new Cell();
    }

    private long WriteThing(ThingKind kind, string name, string? names, string? locality, string? postcode, string? street, string? number, string key, string value, OsmId osm, int lon, int lat, int importance, byte[]? houses, Extent extent)
    {
        var id = ++lastId;
        Run(insertThing, id, (int)kind, name, names, locality, postcode, street, number, key, value, osm.Packed, lon, lat, importance, houses, extent.ToBytes());
        Run(insertWords, id, words.Text());
        foreach (var word in words)
            vocabulary.Add(word);
        return id;
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    // Parameters are the names after '$' in order of their appearance.
    private SqliteCommand Prepare(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var part in sql.Split('$').Skip(1))
            command.Parameters.Add(new SqliteParameter { ParameterName = "$" + part.TrimEnd(' ', ',', ')') });
        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        insertThing.Dispose();
        insertWords.Dispose();
        connection.Dispose();
    }
}
