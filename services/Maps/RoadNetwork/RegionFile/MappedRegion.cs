using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Routing.RoadNetwork.RegionFile;

/// <summary>A region file in memory: checked once when opened, then read in place.</summary>
internal sealed unsafe class MappedRegion : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly Dictionary<int, SectionEntry> _sections = [];
    private readonly string _path;
    private byte* _bytes;

    private MappedRegion(string path, MemoryMappedFile file, MemoryMappedViewAccessor view)
    {
        _path = path;
        _file = file;
        _view = view;
    }

    public SafeHandle Handle => _view.SafeMemoryMappedViewHandle;

    public static MappedRegion Open(string path)
    {
        if (!File.Exists(path))
            throw new RegionFileException($"There is no region file at '{path}'.");
        if (!BitConverter.IsLittleEndian)
            throw new RegionFileException("Region files are little-endian; this machine is not.");
        MemoryMappedFile? file = null;
        MemoryMappedViewAccessor? view = null;
        MappedRegion? region = null;
        try
        {
            // FileShare.Delete: a newer file may be renamed over this one while it is in use.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            var length = stream.Length;
            Span<byte> header = stackalloc byte[Layout.HeaderBytes];
            var read = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            CheckHeader(path, header[..read], length);
            file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            region = new MappedRegion(path, file, view);
            region.CheckBody(header, length);
            return region;
        }
        catch (Exception e)
        {
            region?.Dispose();
            view?.Dispose();
            file?.Dispose();
            if (e is IOException or UnauthorizedAccessException)
                throw new RegionFileException($"The region file '{path}' cannot be opened: {e.Message}", e);
            throw;
        }
    }

    public Column<T> Column<T>(int id)
        where T : unmanaged
    {
        if (!_sections.TryGetValue(id, out var entry) || entry.ElementBytes != Unsafe.SizeOf<T>())
            throw Damaged($"section {id} is missing or of another shape");
        return new Column<T>((T*)(_bytes + entry.Offset), (int)entry.Count);
    }

    public RegionFileException Damaged(string what) =>
        new($"The region file '{_path}' is damaged: {what}. Delete it and build it again from its extract.");

    public void Dispose()
    {
        // The handle counts its holders: the file stays mapped until the last query has let go of it.
        if (_bytes != null)
        {
            _bytes = null;
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        _view.Dispose();
        _file.Dispose();
    }

    private static void CheckHeader(string path, ReadOnlySpan<byte> header, long fileLength)
    {
        if (header.IsEmpty)
            throw new RegionFileException($"The region file '{path}' is empty. Delete it and build it again from its extract.");
        if (header.Length < Layout.HeaderBytes)
            throw new RegionFileException($"The region file '{path}' is truncated: it ends inside its header. Delete it and build it again from its extract.");
        if (!header.StartsWith(Layout.Magic))
            throw new RegionFileException($"'{path}' is not a region file. Build one from an OSM extract.");
        if (MemoryMarshal.Read<uint>(header[28..]) != Checksum.Of(header[..28]))
            throw new RegionFileException($"The region file '{path}' is damaged: its header's checksum is wrong. Delete it and build it again from its extract.");
        var version = MemoryMarshal.Read<int>(header[8..]);
        if (version != Layout.Version)
        {
            throw new RegionFileException(
                $"The region file '{path}' is of {(version < Layout.Version ? "an older" : "a newer")} version ({version}; this program reads {Layout.Version}). Delete it and build it again from its extract.");
        }

        var length = MemoryMarshal.Read<long>(header[16..]);
        if (fileLength < length)
            throw new RegionFileException($"The region file '{path}' is truncated: {fileLength} of {length} bytes are there. Delete it and build it again from its extract.");
        if (fileLength > length)
            throw new RegionFileException($"The region file '{path}' is damaged: {fileLength - length} bytes too many. Delete it and build it again from its extract.");
    }

    private void CheckBody(ReadOnlySpan<byte> header, long length)
    {
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _bytes);
        var checksum = new Checksum();
        const int pieceBytes = 1 << 24;
        for (long at = Layout.HeaderBytes; at < length; at += pieceBytes)
            checksum.Add(new ReadOnlySpan<byte>(_bytes + at, (int)Math.Min(pieceBytes, length - at)));
        if (checksum.Value != MemoryMarshal.Read<uint>(header[24..]))
            throw Damaged("its checksum is wrong");
        var sections = MemoryMarshal.Read<int>(header[12..]);
        if (sections < 0 || sections > (length - Layout.HeaderBytes) / Unsafe.SizeOf<SectionEntry>())
            throw Damaged($"it cannot have {sections} sections");
        for (var i = 0; i < sections; i++)
        {
            var entry = Unsafe.ReadUnaligned<SectionEntry>(_bytes + Layout.HeaderBytes + (long)i * Unsafe.SizeOf<SectionEntry>());
            if (entry.Offset < 0 || entry.Offset > length || entry.Count is < 0 or > int.MaxValue || entry.ElementBytes is <= 0 or > 1024
                || entry.Count > (length - entry.Offset) / entry.ElementBytes)
            {
                throw Damaged($"section {entry.Id} lies outside the file");
            }

            _sections[entry.Id] = entry;
        }
    }
}
