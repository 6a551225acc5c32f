using System.Globalization;
using Routing.Benchmarks.Measuring;
using Routing.Optimisation.Field;
using Routing.Optimisation.Field.Model;

namespace Routing.Benchmarks.Plans;

/// <summary>Plans for the public instances beside the best known, VROOM's and OR-Tools', each checked apart.</summary>
internal static class PlanBenchmarks
{
    // VROOM 1.14, most thorough, two threads; from the README beside the instances.
    private static readonly Dictionary<string, PlanFigures> Vroom = new(StringComparer.Ordinal)
    {
        ["montevideo-100"] = new(0, 11, 164_943),
        ["montevideo-300"] = new(0, 33, 484_766),
        ["montevideo-600-70"] = new(0, 62, 992_893),
        ["montevideo-600-64"] = new(5, 59, 983_264),
    };

    private static readonly string[] Larger =
        ["lr1_2_1", "lrc2_2_3", "lc2_4_3", "lr1_4_4", "lrc2_4_6", "lr2_6_3", "lrc1_6_8", "lr1_8_2", "lc1_10_2", "lrc1_10_7"];

    public static int Run(string[] args)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        var which = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--processor-time" or "--or-tools")
                options[args[i]] = "";
            else if (args[i] is "--seconds" or "--threads" or "--seed" or "--shared" or "--save" && i + 1 < args.Length)
                options[args[i]] = args[++i];
            else if (args[i] is "ferry" or "lilim" or "larger")
                which.Add(args[i]);
            else
                return Complain($"'{args[i]}' is not known.");
        }

        double? seconds = options.TryGetValue("--seconds", out var s) ? double.Parse(s, CultureInfo.InvariantCulture) : null;
        var threads = options.TryGetValue("--threads", out var t) ? int.Parse(t, CultureInfo.InvariantCulture) : Environment.ProcessorCount;
        var seed = options.TryGetValue("--seed", out var r) ? ulong.Parse(r, CultureInfo.InvariantCulture) : 1;
        var shared = options.GetValueOrDefault("--shared") ?? FindShared();
        if (shared is null)
            return Complain("The instances are expected in ../shared/benchmarks beside the repository; --shared DIR says where else.");
        using var table = new PlanTable(options.GetValueOrDefault("--save"), options.ContainsKey("--or-tools") ? 1 : threads, seed, options.ContainsKey("--processor-time"));
        Func<PlanInstance, double, FieldPlan> solve = options.ContainsKey("--or-tools")
            ? (instance, time) => OrToolsSolver.Solve(instance.Problem, TimeSpan.FromSeconds(time))
            : (instance, time) => FieldSolver.Solve(instance.Problem, new FieldOptions
            {
                MaxTime = TimeSpan.FromSeconds(time),
                Threads = threads,
                Seed = seed,
                Clock = options.ContainsKey("--processor-time") ? new ProcessorClock(threads) : TimeProvider.System,
            });
        table.Solver = options.ContainsKey("--or-tools") ? "OR-Tools, guided local search, one thread" : "ours";
        if (which.Count == 0)
            which = ["ferry", "lilim", "larger"];
        if (which.Contains("ferry"))
        {
            List<PlanInstance> days = [.. Vroom.Select(known => PlanInstance.Ferry(shared, known.Key, known.Value))];
            foreach (var time in seconds is { } own ? [own] : new[] { 10.0, 60 })
                table.Add($"Ferry days, {time} s each, beside VROOM 1.14 (most thorough, two threads)", "travel (s)", time, solve, days);
            table.Say("No plan that serves all travels less than: " + string.Join(", ", days.Select(day => FormattableString.Invariant($"{day.Name} {FerryBound.Of(day.Problem):N0} s"))) + ".");
        }

        if (which.Contains("lilim"))
        {
            var names = Directory.EnumerateFiles(Path.Combine(shared, "lilim"), "l*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => !name.Contains('_')).Order(StringComparer.Ordinal);
            table.Add($"Li and Lim, sets of 100, {seconds ?? 10} s each, beside the best known", "distance", seconds ?? 10, solve, [.. names.Select(name => PlanInstance.LiLim(shared, name))]);
        }

        if (which.Contains("larger"))
            table.Add($"Li and Lim, larger sets, {seconds ?? 60} s each, beside the best known", "distance", seconds ?? 60, solve, [.. Larger.Select(name => PlanInstance.LiLim(shared, name))]);
        return table.AllAgree ? 0 : 1;
    }

    private static string? FindShared()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "shared", "benchmarks", "lilim")))
                return Path.Combine(folder.FullName, "shared", "benchmarks");
        }

        return null;
    }

    private static int Complain(string problem)
    {
        Console.Error.WriteLine(problem);
        Console.Error.WriteLine("plans [ferry] [lilim] [larger] [--or-tools] [--seconds N] [--threads N] [--seed N] [--processor-time] [--shared DIR] [--save FILE.md]");
        return 2;
    }
}
