using Routing.Optimisation.Model;

namespace Routing.PlanChecker;

/// <summary>
/// Judges a plan by the problem's words alone: reads the model and the plan, and shares no code with the engine that
/// made it. Meant to be slow and plain.
/// </summary>
public static class Check
{
    /// <summary>
    /// The same of what the plan serves alone: for plans of a service, which finds the reasons of what it does not serve apart.
    /// </summary>
    public static IReadOnlyList<string> FaultsOfServed(Problem problem, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        var placed = plan.Routes.SelectMany(route => route.Visits).Select(visit => visit.JobId).ToHashSet();
        return Faults(
            problem with { Jobs = [.. problem.Jobs.Where(job => placed.Contains(job.Id))] },
            plan with { Unserved = [], Cost = plan.Cost with { UnservedWeight = 0 } });
    }

    /// <summary>
    /// One sentence for each fault; empty when the plan is what it says. A broken hard rule is a fault unless the
    /// plan lists it; a listed one that is not broken is a fault too.
    /// </summary>
    public static IReadOnlyList<string> Faults(Problem problem, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        var findings = new Findings();
        if (plan.Routes.Count != problem.Resources.Count)
        {
            findings.Fault(
                $"There are {plan.Routes.Count} routes for {problem.Resources.Count} resources."
            );
            return findings.Faults;
        }

        var served = new Dictionary<Guid, (int Resource, IReadOnlyList<Visit> Visits)>();
        for (var r = 0; r < plan.Routes.Count; r++)
        {
            if (plan.Routes[r].ResourceId != problem.Resources[r].Id)
                findings.Fault($"Route {r} is not for resource {r}.");
            new RouteCheck(problem, r, plan.Routes[r], findings).Run(served);
        }

        Served(problem, plan, served, findings);
        WorkshopCheck.Run(problem, served, findings);
        CostCheck.Run(problem, plan, findings);
        Compare(plan, findings);
        return findings.Faults;
    }

    private static void Served(
        Problem problem,
        Plan plan,
        Dictionary<Guid, (int Resource, IReadOnlyList<Visit> Visits)> served,
        Findings findings
    )
    {
        var left = plan.Unserved.Select(job => job.JobId).ToList();
        if (left.Distinct().Count() != left.Count)
            findings.Fault("A job is unserved twice.");
        foreach (var job in problem.Jobs)
        {
            if (served.ContainsKey(job.Id) == left.Contains(job.Id))
                findings.Fault($"Job {job.Id} is neither served nor unserved, or both.");
        }

        foreach (var job in plan.Unserved)
        {
            if (problem.Jobs.All(other => other.Id != job.JobId))
                findings.Fault($"Unserved job {job.JobId} is unknown.");
            if (string.IsNullOrWhiteSpace(job.Reason.Text))
                findings.Fault($"Job {job.JobId} is unserved without a reason.");
        }
    }

    private static void Compare(Plan plan, Findings findings)
    {
        var listed = plan
            .Violations.Select(violation => (violation.Kind, violation.ResourceId, violation.JobId))
            .ToHashSet();
        foreach (var (key, text) in findings.Broken)
        {
            if (!listed.Contains(key))
                findings.Fault($"{key.Kind} is not listed: {text}");
        }

        foreach (var key in listed)
        {
            if (!findings.Broken.ContainsKey(key))
                findings.Fault(
                    $"{key.Kind} of {key.ResourceId} at {key.JobId} is listed, but nothing is broken."
                );
        }

        if (findings.Broken.Count == 0 && plan.Cost.ViolationSeconds != 0)
            findings.Fault("Violations are counted where there are none.");
    }
}

/// <summary>What a check has found so far.</summary>
internal sealed class Findings
{
    public List<string> Faults { get; } = [];
    public Dictionary<(ViolationKind Kind, Guid ResourceId, Guid? JobId), string> Broken { get; } =
    [];

    public void Fault(string text) => Faults.Add(text);

    public void Break(ViolationKind kind, Guid resource, Guid? job, string text) =>
        Broken.TryAdd((kind, resource, job), text);
}
