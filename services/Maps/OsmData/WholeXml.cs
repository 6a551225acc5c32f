namespace Routing.OsmData;

/// <summary>
/// Passes an XML file through and remembers its last bytes: an OSM file that does not end in &lt;/osm&gt; was cut, which
/// the streaming reader would take for its end.
/// </summary>
internal sealed class WholeXml(Stream inner, string path) : Stream
{
    private const int TailLength = 64;
    private readonly byte[] _tail = new byte[TailLength];
    private int _tailCount;

    public void DemandEnd()
    {
        // The XML reader may stop at the end tag: read what is left, mostly white space.
        Span<byte> rest = stackalloc byte[512];
        while (Read(rest) > 0)
        {
        }

        if (_tail.AsSpan(0, _tailCount).IndexOf("</osm>"u8) < 0)
            throw new ExtractException($"The OSM extract '{path}' is cut off or not OSM XML: it does not end in </osm>. Download it again.");
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        var chunk = buffer[..read];
        if (chunk.Length >= TailLength)
        {
            chunk[^TailLength..].CopyTo(_tail);
            _tailCount = TailLength;
        }
        else
        {
            var keep = Math.Min(_tailCount, TailLength - chunk.Length);
            _tail.AsSpan(_tailCount - keep, keep).CopyTo(_tail);
            chunk.CopyTo(_tail.AsSpan(keep));
            _tailCount = keep + chunk.Length;
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
