using Routing.Contracts.Values;
using Routing.Demo.Api;
using Routing.PlanChecker;

namespace Routing.System.Tests.Forms;

/// <summary>The whole service, running: in one process or in eight, and one for the pages.</summary>
internal abstract class RunningForm : IAsyncDisposable
{
    public const string Password = "the-operator-of-the-tests";
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly string data = Directory.CreateTempSubdirectory("routing-system-").FullName;

    protected string Data => data;

    /// <summary>Where Planning keeps its plans, for <see cref="JudgePlans"/>.</summary>
    protected string Plans => Path.Combine(data, "plans");

    public abstract ServiceAddresses Services { get; }

    public abstract Uri Maps { get; }

    /// <summary>What browsers know.</summary>
    public abstract Uri Pages { get; }

    public ApiClient Api { get; } = new(Http);

    public abstract Task Start(CancellationToken ct);

    /// <summary>The processes, by service; embedded, all of them are one.</summary>
    public abstract IReadOnlyList<ServiceProcess> Of(string service);

    /// <summary>Reads every sheet off a driver's real queue, and leaves it there.</summary>
    public abstract Task<IReadOnlyList<RouteSheet>> Queued(Guid driver, string deviceToken, DateOnly day, CancellationToken ct);

    public async Task<string> SignIn(CancellationToken ct)
    {
        var answer = await Api.Send<SignedIn>(HttpMethod.Post, new Uri(Services.Dispatch, "/api/sign-in"), new { Name = "operator", Password }, null, ct);
        return answer.Token;
    }

    /// <summary>Holds every plan that was made so far against the independent checker; how many there were.</summary>
    public int JudgePlans()
    {
        var (judged, faults) = RecordedPlans.Judge(Plans);
        if (faults.Count == 0) return judged;

        // The data goes with the form: what is wrong is kept.
        var kept = Directory.CreateTempSubdirectory("routing-wrong-plans-").FullName;
        foreach (var file in faults.Select(fault => fault.File).Distinct()) File.Copy(file, Path.Combine(kept, Path.GetFileName(file)), overwrite: true);
        Assert.Fail($"Of {judged} plans these are not what they say; they are kept in {kept}:\n{string.Join('\n', faults.Take(20).Select(fault => $"{Path.GetFileName(fault.File)}: {fault.Fault}"))}");
        return judged;
    }

    /// <summary>Once the processes have ended: judges their plans.</summary>
    public virtual ValueTask DisposeAsync()
    {
        try
        {
            JudgePlans();
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    private sealed record SignedIn(string Token);
}
