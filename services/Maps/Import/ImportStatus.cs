namespace Routing.Maps.Import;

/// <summary>Where an import stands.</summary>
public enum ImportStage
{
    /// <summary>Not begun.</summary>
    Waiting,

    /// <summary>Reading the extract and building the region, or opening what an earlier start built.</summary>
    Working,

    /// <summary>The network answers.</summary>
    Ready,

    /// <summary>It will not answer until the cause is mended and the service started again.</summary>
    Failed,
}

/// <summary>
/// How far Maps is with its import, for whoever shows it: a progress bar, the health check, the log. Thread-safe; poll
/// it, or await <see cref="Completion"/>.
/// </summary>
public sealed class ImportStatus
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (ImportStage Stage, string Step, double Fraction, string? Problem) state = (ImportStage.Waiting, "Waiting to start", 0, null);

    public ImportStage Stage => Read().Stage;

    /// <summary>What is being done, for people.</summary>
    public string Step => Read().Step;

    /// <summary>Share done, 0 to 1; never falls.</summary>
    public double Fraction => Read().Fraction;

    /// <summary>Why it failed and what to do; null unless <see cref="ImportStage.Failed"/>.</summary>
    public string? Problem => Read().Problem;

    /// <summary>True where an earlier start's files were used and nothing was imported; meaningful once ready.</summary>
    public bool Reused { get; private set; }

    /// <summary>Completes when the network answers or the import has failed; never faults.</summary>
    public Task Completion => completion.Task;

    internal void Report(string step, double fraction)
    {
        lock (gate)
        {
            if (state.Stage is ImportStage.Waiting or ImportStage.Working)
                state = (ImportStage.Working, step, Math.Max(state.Fraction, Math.Clamp(fraction, 0, 1)), null);
        }
    }

    internal void Succeed(bool reused)
    {
        lock (gate)
        {
            Reused = reused;
            state = (ImportStage.Ready, "Ready", 1, null);
        }
        completion.TrySetResult();
    }

    internal void Fail(string problem)
    {
        lock (gate)
            state = (ImportStage.Failed, "Failed", state.Fraction, problem);
        completion.TrySetResult();
    }

    private (ImportStage Stage, string Step, double Fraction, string? Problem) Read()
    {
        lock (gate)
            return state;
    }
}
