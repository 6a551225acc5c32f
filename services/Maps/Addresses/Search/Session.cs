using Microsoft.Data.Sqlite;
using Routing.Addresses.Storage;

namespace Routing.Addresses.Search;

/// <summary>A connection with its prepared statements. Used by one thread at a time; the index keeps the idle ones.</summary>
internal sealed class Session : IDisposable
{
    private const string Columns =
        "t.id, t.kind, t.name, t.names, t.locality, t.postcode, t.street, t.number, t.key, t.value, t.osm, t.lon, t.lat, t.importance, t.extent";

    private readonly SqliteConnection connection;
    private readonly SqliteCommand match;
    private readonly SqliteCommand byId;
    private readonly SqliteCommand houses;
    private readonly SqliteCommand corner;
    private readonly SqliteCommand cell;

    public Session(string path)
    {
        connection = IndexFile.Connect(path, SqliteOpenMode.ReadOnly);
        using (var settings = connection.CreateCommand())
        {
            // The file never changes once it is sealed. The system's file cache is shared by all sessions, ours is not.
            settings.CommandText = "PRAGMA cache_size = -2048; PRAGMA mmap_size = 1073741824; PRAGMA query_only = ON;";
            settings.ExecuteNonQuery();
        }
        match = Prepare(
            $"SELECT {Columns} FROM words JOIN thing t ON t.id = words.rowid WHERE words MATCH $query ORDER BY words.rowid LIMIT $limit",
            "$query",
            "$limit"
        );
        byId = Prepare($"SELECT {Columns} FROM thing t WHERE t.id = $id", "$id");
        houses = Prepare("SELECT houses FROM thing WHERE id = $id", "$id");
        corner = Prepare("SELECT lon, lat FROM corner WHERE a = $a AND b = $b", "$a", "$b");
        cell = Prepare("SELECT entries FROM cell WHERE id = $id", "$id");
    }

    /// <summary>The first <paramref name="limit"/> things, the most important first, that an FTS5 expression finds.</summary>
    public List<ThingRow> Match(string query, int limit)
    {
        match.Parameters[0].Value = query;
        match.Parameters[1].Value = limit;
        var rows = new List<ThingRow>();
        using var reader = match.ExecuteReader();
        while (reader.Read())
            rows.Add(Row(reader));
        return rows;
    }

    public ThingRow Thing(long id)
    {
        byId.Parameters[0].Value = id;
        using var reader = byId.ExecuteReader();
        return reader.Read() ? Row(reader) : throw new InvalidDataException($"The address index has no thing {id}.");
    }

    public House[] Houses(long street)
    {
        houses.Parameters[0].Value = street;
        using var reader = houses.ExecuteReader();
        return reader.Read() && !reader.IsDBNull(0) ? HouseList.Read((byte[])reader.GetValue(0)) : [];
    }

    /// <summary>The points where two streets meet, 1e-7 degrees.</summary>
    public List<(int Lon, int Lat)> Corners(long a, long b)
    {
        corner.Parameters[0].Value = Math.Min(a, b);
        corner.Parameters[1].Value = Math.Max(a, b);
        var points = new List<(int, int)>();
        using var reader = corner.ExecuteReader();
        while (reader.Read())
            points.Add((reader.GetInt32(0), reader.GetInt32(1)));
        return points;
    }

    public Cell? Cell(long key)
    {
        cell.Parameters[0].Value = key;
        using var reader = cell.ExecuteReader();
        return reader.Read() ? Storage.Cell.Read(key, (byte[])reader.GetValue(0)) : null;
    }

    public T? About<T>(string key)
    {
        using var command = Prepare("SELECT value FROM about WHERE key = $key", "$key");
        command.Parameters[0].Value = key;
        return command.ExecuteScalar() is T value ? value : default;
    }

    public List<(string Name, string? Names, string Value, int Lon, int Lat)> Places()
    {
        using var command = Prepare("SELECT name, names, value, lon, lat FROM thing WHERE kind = 0");
        var places = new List<(string, string?, string, int, int)>();
        using var reader = command.ExecuteReader();
        // Places come first in the table; the scan still passes everything, once an opening.
        while (reader.Read())
            places.Add((reader.GetString(0), Text(reader, 1), reader.GetString(2), reader.GetInt32(3), reader.GetInt32(4)));
        return places;
    }

    private static ThingRow Row(SqliteDataReader reader) =>
        new(
            reader.GetInt64(0),
            (ThingKind)reader.GetInt32(1),
            reader.GetString(2),
            Text(reader, 3),
            Text(reader, 4),
            Text(reader, 5),
            Text(reader, 6),
            Text(reader, 7),
            reader.GetString(8),
            reader.GetString(9),
            OsmId.Unpack(reader.GetInt64(10)),
            reader.GetInt32(11),
            reader.GetInt32(12),
            reader.GetInt32(13),
            Extent.Read(reader.IsDBNull(14) ? null : (byte[])reader.GetValue(14))
        );

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    public void Dispose()
    {
        foreach (var command in new[] { match, byId, houses, corner, cell })
            command.Dispose();
        connection.Dispose();
    }
}
