using System.Globalization;
using Routing.Benchmarks.Measuring;
using Routing.Days;
using Routing.Optimisation.Model;
using Routing.Optimisation.Search;
using Routing.PlanChecker;

namespace Routing.Benchmarks.Days;

/// <summary>Whole days: how good plans become over time, how soon an event has its answer, what a quote takes.</summary>
internal static class DayBenchmarks
{
    private const int Quotes = 300;
    private const int Events = 40;
    private const int Explained = 12;
    private static readonly double[] Marks = [0.1, 1, 5, 10, 30, 60];
    private static readonly (int Moves, int Drivers)[] Sizes = [(60, 9), (300, 40), (600, 75)];

    public static int Run(string[] args)
    {
        if (args is ["--check", var day, var told])
            return DayFiles.Check(day, told);
        if (!Arguments.TryRead(args, out var arguments))
        {
            Console.Error.WriteLine("days takes --osm FILE, --seconds N, --threads N, --seed N, or --write DIRECTORY, or --check DAY.json PLAN.json.");
            return 2;
        }

        using var city = City.Of(arguments.Osm);
        if (arguments.Write is { } folder)
            return DayFiles.Write(folder, Sizes.Select(size => arguments.Options(size)), city);
        var report = new Report($"Days between addresses of {Path.GetFileName(arguments.Osm)}, seed {arguments.Seed}, {arguments.Threads} threads; times are processor time, of a search that of each thread", json: false);
        foreach (var size in Sizes)
        {
            var options = arguments.Options(size);
            var problem = DayGenerator.Draw(city, options);
            Errors(ProblemValidation.Check(problem));
            var plan = Search(report, options, problem, arguments);
            if (size.Moves == 300)
                Running(report, city, options, problem, plan, arguments);
        }

        Rush(report, city, arguments);
        report.Finish();
        return 0;
    }

    /// <summary>Cost per move at some times of a search, from nothing.</summary>
    private static Plan Search(Report report, DayOptions options, Problem problem, Arguments arguments)
    {
        var clock = new ProcessorClock(arguments.Threads);
        var begun = clock.GetTimestamp();
        var found = new List<(double Seconds, Plan Plan)>();
        var plan = Solver.Improve(
            problem,
            Plan.Empty,
            new SearchOptions { MaxTime = TimeSpan.FromSeconds(arguments.Seconds), Threads = arguments.Threads, Seed = (ulong)arguments.Seed, MostExplained = 0, Clock = clock },
            new Collector(better => found.Add((clock.GetElapsedTime(begun).TotalSeconds, better))));
        var what = $"{options.Moves} moves, {options.Drivers} drivers";
        foreach (var mark in Marks.Where(mark => mark <= arguments.Seconds))
        {
            if (found.FindLast(pair => pair.Seconds <= mark).Plan is not { } then)
                continue;
            var after = string.Create(CultureInfo.InvariantCulture, $"{what}: after {mark} s");
            report.Add(new($"{after}, unserved", then.Unserved.Count, ""));
            report.Add(new($"{after}, cost a served move", DayFigures.Of(problem, then).CostPerMove, "cents"));
        }

        Errors(Check.Faults(problem, plan));
        var figures = DayFigures.Of(problem, plan);
        report.Add(new($"{what}: served", 100 * figures.ServedShare, "%"));
        report.Add(new($"{what}: empty way a move", figures.EmptyKmPerMove, "km"));
        report.Add(new($"{what}: taxis a move", figures.RidesPerMove, ""));
        report.Add(new($"{what}: drivers used", figures.Drivers, ""));
        report.Add(new($"{what}: late", figures.LatenessMinutes, "min"));
        report.Add(new($"{what}: lifts in use", 100 * figures.LiftUse, "%"));
        foreach (var reason in plan.Unserved.Take(Explained).Select(left => Solver.Explain(problem, plan, left.JobId)).GroupBy(reason => reason!.Code))
            report.Add(new($"{what}: unserved for {reason.Key}, as \"{reason.First()!.Text}\"", reason.Count(), ""));
        return plan;
    }

    /// <summary>The day at ten o'clock.</summary>
    private static void Running(Report report, City city, DayOptions options, Problem problem, Plan published, Arguments arguments)
    {
        const int now = 10 * 3600;
        var day = RunningDay.At(problem, published, now);
        Errors(ProblemValidation.Check(day));
        var answers = new EventAnswers(report, day, published, arguments);
        var candidates = Enumerable.Range(0, Math.Max(Events, Quotes)).Select(i => DayGenerator.Candidate(problem, city, options, i, now + 1800)).ToList();
        Quote(report, problem, published, candidates);
        answers.Measure("a new request", Enumerable.Range(0, Events).Select(i => RunningDay.WithJob(day, candidates[i])));
        var pinned = day.Resources.SelectMany(one => one.PinnedJobs).ToHashSet();
        var waits = day.Jobs.Where(job => !pinned.Contains(job.Id) && day.Jobs.All(other => other.ReadyAfterJob != job.Id)).Take(Events);
        answers.Measure("a cancellation", waits.Select(job => RunningDay.Without(day, job.Id)));
        var working = day.Resources.Index().Where(one => one.Item is { Places: 0, PinnedJobs.Count: > 0 }).Select(one => one.Index).ToList();
        answers.Measure("a delay of 25 minutes", working.Select(driver => RunningDay.Delayed(day, driver, 1500)));
        answers.Measure("a breakdown", working.Select(driver => RunningDay.BrokenDown(day, driver)));
        answers.Measure("a closed road", Enumerable.Range(problem.Workshops.Count, Events).Select(place => RunningDay.Closed(day, place, 600)));
    }

    private static void Quote(Report report, Problem problem, Plan published, List<Job> candidates)
    {
        // The published plans of the coming days: nothing has begun.
        var windows = Enumerable.Range(8, 10).Select(hour => new QuoteWindow(0, new Window(hour * 3600, (hour + 1) * 3600))).ToList();
        var jobs = candidates.ConvertAll(job => job with
        {
            Stops = [job.Stops[0] with { Alternatives = [job.Stops[0].Alternatives[0] with { Windows = [] }] }, job.Stops[1]],
        });
        var feasible = 0;
        var samples = Samples.OfProcessor(Quotes, i => feasible += Solver.Quote(problem, published, jobs[i], windows).Count(quote => quote.IsFeasible));
        report.Add(new("quote of 10 windows, 300 moves, 40 drivers", samples.Median, "ms"));
        report.Add(new("the same, 99th percentile", samples.P99, "ms", 50, 10));
        report.Add(new("windows that can be promised", feasible / (2.0 * Quotes), ""));
    }

    /// <summary>What travel by the hour costs the search.</summary>
    private static void Rush(Report report, City city, Arguments arguments)
    {
        var plain = DayGenerator.Draw(city, arguments.Options((300, 40)));
        var rush = DayGenerator.Draw(city, arguments.Options((300, 40)) with { RushFactor = 1.3 });
        var options = new SearchOptions { MaxIterations = 2_000, MaxTime = TimeSpan.FromMinutes(5), MostExplained = 0 };
        var same = Samples.OfProcessor(3, _ => Solver.Improve(plain, Plan.Empty, options)).Median;
        Errors(Check.Faults(rush, Solver.Improve(rush, Plan.Empty, options)));
        var hours = Samples.OfProcessor(3, _ => Solver.Improve(rush, Plan.Empty, options)).Median;
        report.Add(new("2,000 steps, 300 moves, one matrix all day", same, "ms"));
        report.Add(new("the same with rush hours", hours, "ms"));
    }

    internal static void Errors(IReadOnlyList<string> errors)
    {
        if (errors.Count > 0)
            throw new InvalidOperationException(string.Join('\n', errors.Take(10)));
    }

    private sealed class Collector(Action<Plan> add) : IProgress<Plan>
    {
        public void Report(Plan value) => add(value);
    }
}
