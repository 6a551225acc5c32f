namespace Routing.RoadNetwork;

/// <summary>A region file cannot be used; the message says which and why. Build it again from its extract.</summary>
public sealed class RegionFileException : Exception
{
    public RegionFileException()
    {
    }

    public RegionFileException(string message)
        : base(message)
    {
    }

    public RegionFileException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
