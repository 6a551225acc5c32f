namespace Routing.Maps.Import;

/// <summary>Where the taking up of another extract stands.</summary>
/// <param name="Stage"><c>idle</c>, <c>working</c>, <c>done</c> or <c>failed</c>.</param>
/// <param name="Step">What is being done, for people.</param>
/// <param name="Fraction">Share done, 0 to 1.</param>
/// <param name="Problem">Why it failed and what to do; the map before goes on answering.</param>
/// <param name="ExtractSha256">Of the extract that answers since it was done.</param>
/// <param name="At">When it came to this stage.</param>
internal sealed record ReloadState(string Stage, string? Step, double Fraction, string? Problem, string? ExtractSha256, DateTimeOffset? At)
{
    public static ReloadState Idle { get; } = new("idle", null, 0, null, null, null);
}

/// <summary>Where one asks for another extract to be taken up, and sees how far it is. Thread-safe.</summary>
internal sealed class MapReload(TimeProvider clock)
{
    private readonly Lock gate = new();
    private TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReloadState state = ReloadState.Idle;

    public ReloadState State
    {
        get
        {
            lock (gate) return state;
        }
    }

    /// <summary>Done when somebody has asked.</summary>
    public Task Asked
    {
        get
        {
            lock (gate) return asked.Task;
        }
    }

    /// <summary>Asks for it; one that runs is the answer to this one too.</summary>
    public ReloadState Ask()
    {
        lock (gate)
        {
            if (state.Stage == "working") return state;
            state = new ReloadState("working", "Looking at the extract", 0, null, null, clock.GetUtcNow());
            asked.TrySetResult();
            return state;
        }
    }

    public void Report(string step, double fraction)
    {
        lock (gate) state = state with { Stage = "working", Step = step, Fraction = Math.Max(state.Stage == "working" ? state.Fraction : 0, fraction), Problem = null };
    }

    public void Done(string extractSha256) => End(new ReloadState("done", null, 1, null, extractSha256, clock.GetUtcNow()));

    public void Fail(string problem) => End(new ReloadState("failed", null, 0, problem, null, clock.GetUtcNow()));

    private void End(ReloadState end)
    {
        lock (gate)
        {
            state = end;
            if (asked.Task.IsCompleted) asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
