namespace Routing.Dispatch.Data;

/// <summary>One plan version of a day, for its history.</summary>
internal sealed class PlanRow
{
    public required string Area { get; init; }
    public required DateOnly Day { get; init; }
    public required int Version { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required string Cause { get; init; }
    public required int Routes { get; init; }
    public required int Moves { get; init; }
    public required int Unserved { get; init; }
    public required long LoadedMetres { get; init; }
    public required long EmptyMetres { get; init; }
}
