using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Routing.Addresses.Storage;

/// <summary>The SQLite file: its tables, its version and its checksum. FORMAT.md tells more.</summary>
internal static class IndexFile
{
    // SQLite keeps these two integers of the application's own at these offsets of the first page, big endian.
    private const int VersionOffset = 60;
    private const int ChecksumOffset = 68;

    public const string Schema = """
        CREATE TABLE about (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
        CREATE TABLE thing (
          id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, name TEXT NOT NULL, names TEXT, locality TEXT, postcode TEXT,
          street TEXT, number TEXT, key TEXT NOT NULL, value TEXT NOT NULL, osm INTEGER NOT NULL,
          lon INTEGER NOT NULL, lat INTEGER NOT NULL, importance INTEGER NOT NULL, houses BLOB, extent BLOB);
        CREATE VIRTUAL TABLE words USING fts5 (
          text, content = '', columnsize = 0, detail = none, tokenize = 'unicode61 remove_diacritics 0');
        CREATE TABLE corner (a INTEGER, b INTEGER, lon INTEGER, lat INTEGER, PRIMARY KEY (a, b, lon, lat)) WITHOUT ROWID;
        CREATE TABLE cell (id INTEGER PRIMARY KEY, entries BLOB NOT NULL);
        """;

    public static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(settings.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>Marks a finished, closed file: from now on <see cref="Problem"/> finds any change.</summary>
    public static void Seal(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        var checksum = Checksum(file);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, checksum);
        file.Position = ChecksumOffset;
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Why the file cannot be trusted, or null.</summary>
    public static string? Problem(string path, int version)
    {
        if (!File.Exists(path))
            return "it does not exist";
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var header = new byte[100];
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.AsSpan().StartsWith("SQLite format 3\0"u8))
            return "it is not an address index";
        var found = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(VersionOffset));
        if (found != version)
            return $"it has format {found} and this program reads format {version}";
        var stated = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(ChecksumOffset));
        file.Position = 0;
        return Checksum(file) == stated ? null : "its checksum is wrong, it is damaged or was not finished";
    }

    // CRC-32C of the whole file, the checksum's own four bytes taken as zero.
    private static uint Checksum(FileStream file)
    {
        var buffer = new byte[1 << 18];
        var crc = ~0u;
        var isFirst = true;
        while (file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) is var read and > 0)
        {
            if (isFirst)
                buffer.AsSpan(ChecksumOffset, 4).Clear();
            isFirst = false;
            var bytes = buffer.AsSpan(0, read);
            foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
                crc = BitOperations.Crc32C(crc, word);
            foreach (var rest in bytes[(read & ~7)..])
                crc = BitOperations.Crc32C(crc, rest);
        }
        return ~crc;
    }
}
