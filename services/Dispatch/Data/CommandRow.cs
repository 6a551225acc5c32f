namespace Routing.Dispatch.Data;

/// <summary>A dispatcher's command and what became of it.</summary>
internal sealed class CommandRow
{
    public required Guid CommandId { get; init; }
    public required string Area { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>Its last path segment, such as <c>move-stop</c>.</summary>
    public required string Kind { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>What was asked, as JSON, without the command's id.</summary>
    public required string Body { get; init; }
    public CommandState State { get; set; }
    public int? PlanVersion { get; set; }
    public string? Code { get; set; }
    public string? Text { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
}

/// <summary>Where a command stands.</summary>
public enum CommandState
{
    /// <summary>Planning has not answered yet.</summary>
    Pending,

    /// <summary>A plan version shows it.</summary>
    Applied,

    /// <summary>It was not carried out.</summary>
    Refused,
}
