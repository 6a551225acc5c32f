using System.Text.Json;
using System.Text.Json.Serialization;

namespace Routing.Optimisation.Formats.Vroom;

/// <summary>VROOM's answer, field by field as in its JSON. Absent fields are null.</summary>
public sealed record VroomAnswer
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>0; 1 internal error, 2 input error, 3 routing error.</summary>
    public int Code { get; init; }

    public string? Error { get; init; }
    public VroomSummary? Summary { get; init; }
    public IReadOnlyList<VroomUnassigned>? Unassigned { get; init; }
    public IReadOnlyList<VroomAnswerRoute>? Routes { get; init; }

    public static VroomAnswer Wrong(int code, string error) => new() { Code = code, Error = error };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}

public sealed record VroomSummary
{
    public required long Cost { get; init; }
    public required int Routes { get; init; }
    public required int Unassigned { get; init; }
    public required IReadOnlyList<long> Delivery { get; init; }
    public required IReadOnlyList<long> Amount { get; init; }
    public required IReadOnlyList<long> Pickup { get; init; }
    public required long Setup { get; init; }
    public required long Service { get; init; }
    public required long Duration { get; init; }
    public required long WaitingTime { get; init; }
    public required long Priority { get; init; }
    public long? Distance { get; init; }
    public required IReadOnlyList<VroomViolation> Violations { get; init; }
    public required VroomComputingTimes ComputingTimes { get; init; }
}

/// <summary>Milliseconds.</summary>
public sealed record VroomComputingTimes(long Loading, long Solving, long Routing);

/// <param name="Reason">Ours, not VROOM's: why, and the smallest change that would serve it; of problems with workshops.</param>
public sealed record VroomUnassigned(ulong Id, string Type, string? Description, IReadOnlyList<double>? Location, int? LocationIndex, string? Reason = null);

public sealed record VroomAnswerRoute
{
    public required ulong Vehicle { get; init; }
    public required long Cost { get; init; }
    public required IReadOnlyList<long> Delivery { get; init; }
    public required IReadOnlyList<long> Amount { get; init; }
    public required IReadOnlyList<long> Pickup { get; init; }
    public required long Setup { get; init; }
    public required long Service { get; init; }
    public required long Duration { get; init; }
    public required long WaitingTime { get; init; }
    public required long Priority { get; init; }
    public long? Distance { get; init; }
    public required IReadOnlyList<VroomAnswerStep> Steps { get; init; }
    public required IReadOnlyList<VroomViolation> Violations { get; init; }
    public string? Description { get; init; }
    public string? Geometry { get; init; }
}

public sealed record VroomAnswerStep
{
    public required string Type { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<double>? Location { get; init; }
    public int? LocationIndex { get; init; }
    public ulong? Id { get; init; }
    public required long Setup { get; init; }
    public required long Service { get; init; }
    public required long WaitingTime { get; init; }

    /// <summary>VROOM's old name for the id of a job's step.</summary>
    public ulong? Job { get; init; }

    /// <summary>On board after the step; absent where nothing is measured.</summary>
    public IReadOnlyList<long>? Load { get; init; }

    public required long Arrival { get; init; }

    /// <summary>Travelled until here.</summary>
    public required long Duration { get; init; }

    public long? Distance { get; init; }

    /// <summary>Ours, not VROOM's: how it is travelled to, for vehicles with a loaded profile.</summary>
    public string? Profile { get; init; }

    public required IReadOnlyList<VroomViolation> Violations { get; init; }
}

/// <param name="Cause">lead_time, delay, load, max_tasks, skills, precedence, missing_break, max_travel_time, max_load or max_distance.</param>
/// <param name="Duration">Seconds, of those that are times.</param>
public sealed record VroomViolation(string Cause, long? Duration = null);
