using System.Globalization;
using System.IO.Compression;
using Routing.Checking;
using Routing.Optimisation.Field.Model;
using Routing.Optimisation.Formats.LiLim;
using Routing.Optimisation.Formats.Vroom;

namespace Routing.Benchmarks.Plans;

/// <param name="Reference">What the best known plan, or VROOM's, leaves unserved, how many vehicles it uses, and its length.</param>
/// <param name="Check">What an independent checker finds wrong with a plan, and the plan's length in the instance's unit.</param>
internal sealed record PlanInstance(string Name, FieldProblem Problem, PlanFigures Reference, Func<FieldPlan, (IReadOnlyList<string> Faults, double Length)> Check)
{
    public static PlanInstance LiLim(string folder, string name)
    {
        var text = File.ReadAllText(Path.Combine(folder, "lilim", name + ".txt"));
        var instance = LiLimInstance.Read(name, new StringReader(text));
        var best = File.ReadLines(Path.Combine(folder, "lilim", "best-known.csv")).Select(line => line.Split(',')).First(fields => fields[0] == name);
        var reference = new PlanFigures(0, int.Parse(best[1], CultureInfo.InvariantCulture), double.Parse(best[2], CultureInfo.InvariantCulture));
        return new PlanInstance(name, instance.ToProblem(), reference, plan =>
        {
            var verdict = LiLimCheck.Check(text, SintefSolution.Write(name, instance.RoutesOf(plan), default));
            return (verdict.Faults, verdict.Distance);
        });
    }

    public static PlanInstance Ferry(string folder, string name, PlanFigures vroom)
    {
        using var file = new GZipStream(File.OpenRead(Path.Combine(folder, "ferry", name + ".json.gz")), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        var json = bytes.ToArray();
        var problem = VroomReader.Read(json);
        return new PlanInstance(name, new VroomModel(problem).Field, vroom, plan =>
        {
            var answer = VroomSolver.Answer(problem, plan);
            var verdict = VroomCheck.Check(json, answer.ToJson());
            return (verdict.Faults, answer.Summary!.Duration);
        });
    }
}

/// <param name="Unserved">Tasks.</param>
/// <param name="Vehicles">Used.</param>
/// <param name="Length">Distance (Li and Lim) or seconds of travel (ferry days).</param>
internal sealed record PlanFigures(int Unserved, int Vehicles, double Length);
