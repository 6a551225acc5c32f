namespace Routing.Intake.Requests;

/// <summary>A move of a request, current or given up.</summary>
internal sealed class Move
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    public required Guid RequestId { get; init; }

    public required MoveLife Life { get; set; }
}
