namespace Routing.OsmData;

/// <summary>An OSM extract cannot be used; the message says what is wrong with which file and what to do.</summary>
public sealed class ExtractException : Exception
{
    public ExtractException()
    {
    }

    public ExtractException(string message)
        : base(message)
    {
    }

    public ExtractException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
