using System.ComponentModel.DataAnnotations;

namespace Routing.Dispatch;

/// <summary>Section <c>Dispatch</c> of the configuration.</summary>
public sealed class DispatchOptions
{
    /// <summary>A stop is at risk when its window ends within this many seconds of its ETA, or before it.</summary>
    [Range(0, 7200)]
    public int RiskSeconds { get; set; } = 600;

    /// <summary>How long Planning may take to say what an order would do, seconds.</summary>
    [Range(1, 60)]
    public int TrialTimeoutSeconds { get; set; } = 10;

    /// <summary>Events kept of each day for live views that were interrupted.</summary>
    [Range(10, 1_000_000)]
    public int JournalLength { get; set; } = 5000;

    /// <summary>Seconds of silence after which a live view gets a sign of life.</summary>
    [Range(1, 300)]
    public int HeartbeatSeconds { get; set; } = 15;

    /// <summary>Seconds after which a live view looks for events that another process wrote.</summary>
    [Range(1, 60)]
    public int PollSeconds { get; set; } = 2;

    /// <summary>Seconds after which a live view is ended, so that whoever may not look on any longer does not.</summary>
    [Range(10, 86_400)]
    public int StreamSeconds { get; set; } = 1800;

    /// <summary>Days after which messages are erased.</summary>
    [Range(1, 3650)]
    public int MessageDays { get; set; } = 30;
}
