namespace Routing.Dispatch.Data;

/// <summary>One event of a day, kept for a while for those whose live view was interrupted.</summary>
internal sealed class JournalRow
{
    public required string Area { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>From 1 in each day, without gaps.</summary>
    public required long EventId { get; init; }
    public required string Kind { get; init; }

    /// <summary>JSON object.</summary>
    public required string Data { get; init; }
}
