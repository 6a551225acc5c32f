using Routing.Defaults;

namespace Routing.Dispatch.Commands;

/// <summary>Where a command's id comes from: its body, else its Idempotency-Key, else the clock.</summary>
internal static class CommandIds
{
    /// <summary>Longest Idempotency-Key, characters.</summary>
    public const int MaxKeyLength = 200;

    public static Guid Of(Guid? given, string? idempotencyKey, string by, DateTimeOffset now)
    {
        if (given is { } id && id != Guid.Empty) return id;
        if (string.IsNullOrWhiteSpace(idempotencyKey)) return Guid.CreateVersion7(now);
        return Guid.TryParse(idempotencyKey, out var key) && key != Guid.Empty ? key : NamedIds.Of($"{by}\n{idempotencyKey}");
    }
}
