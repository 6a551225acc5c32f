using System.Globalization;
using Routing.Benchmarks.Measuring;
using Routing.Optimisation.Field.Model;

namespace Routing.Benchmarks.Plans;

/// <summary>Prints a Markdown table of plans with its totals, and keeps it in a file where one is named.</summary>
internal sealed class PlanTable(string? file, int threads, ulong seed, bool isProcessorTime) : IDisposable
{
    private readonly StreamWriter? writer = file is null ? null : new StreamWriter(file);
    private bool hasBegun;

    public bool AllAgree { get; private set; } = true;

    public string Solver { get; set; } = "";

    public void Add(string title, string unit, double seconds, Func<PlanInstance, double, FieldPlan> solve, IReadOnlyList<PlanInstance> instances)
    {
        if (!hasBegun)
        {
            hasBegun = true;
            Line(Text($"# Plans, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}\n\n{Report.Machine()}; solver: {Solver}; {threads} threads, seed {seed}; seconds {(isProcessorTime ? "of processor time by thread" : "by the clock")}."));
        }

        Line($"\n## {title}\n\n| instance | unserved | reference | vehicles | reference | {unit} | reference | gap % | checker |\n|---|---|---|---|---|---|---|---|---|");
        var rows = new List<(PlanFigures Ours, PlanFigures Reference)>();
        foreach (var instance in instances)
        {
            var plan = solve(instance, seconds);
            var (faults, length) = instance.Check(plan);

            // Li and Lim's checker wants all served; what is left out is told in its own column.
            var agrees = faults.Count == 0 || (plan.Unserved.Count > 0 && faults.All(fault => fault.EndsWith("is visited 0 times.", StringComparison.Ordinal)));
            AllAgree &= agrees;
            var (ours, reference) = (new PlanFigures(plan.Unserved.Count, plan.UsedVehicles, length), instance.Reference);
            rows.Add((ours, reference));
            Line(Text($"| {instance.Name} | {ours.Unserved} | {reference.Unserved} | {ours.Vehicles} | {reference.Vehicles} | {ours.Length:F2} | {reference.Length:F2} | {100 * (ours.Length / reference.Length - 1):F3} | {(agrees ? "agrees" : faults[0])} |"));
        }

        var same = rows.Where(row => row.Ours.Vehicles == row.Reference.Vehicles && row.Ours.Unserved == 0).ToList();
        Line(Text($"| all {rows.Count} | {rows.Sum(row => row.Ours.Unserved)} | {rows.Sum(row => row.Reference.Unserved)} | {rows.Sum(row => row.Ours.Vehicles)} | {rows.Sum(row => row.Reference.Vehicles)} | {rows.Sum(row => row.Ours.Length):F2} | {rows.Sum(row => row.Reference.Length):F2} | {100 * (rows.Sum(row => row.Ours.Length) / rows.Sum(row => row.Reference.Length) - 1):F3} | |"));
        if (same.Count > 0)
            Line(Text($"\n{same.Count} of {rows.Count} with as many vehicles as the reference; their length is {100 * (same.Sum(row => row.Ours.Length) / same.Sum(row => row.Reference.Length) - 1):F3} % above it, {same.Count(row => row.Ours.Length < row.Reference.Length + 0.01)} at it or below."));
    }

    /// <summary>A sentence below the tables.</summary>
    public void Say(string sentence) => Line("\n" + sentence);

    public void Dispose() => writer?.Dispose();

    private void Line(string line)
    {
        Console.WriteLine(line);
        writer?.WriteLine(line);
        writer?.Flush();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
