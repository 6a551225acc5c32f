namespace Routing.Dispatch.Data;

/// <summary>The road conditions that Maps has told last: one row.</summary>
internal sealed class RoadsRow
{
    public const int Only = 1;

    public int Id { get; init; }

    /// <summary>0 before the first were told.</summary>
    public long Version { get; set; }

    /// <summary>A list of <see cref="Contracts.Values.RoadCondition"/> as JSON.</summary>
    public string Conditions { get; set; } = "[]";
}
