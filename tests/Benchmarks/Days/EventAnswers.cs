using Routing.Benchmarks.Measuring;
using Routing.Optimisation.Model;
using Routing.Optimisation.Search;
using Routing.PlanChecker;

namespace Routing.Benchmarks.Days;

/// <summary>Answers each event once at once and once after a search, and counts what is changed of the published plan.</summary>
internal sealed class EventAnswers(Report report, Problem day, Plan published, Arguments arguments)
{
    private const double SearchSeconds = 2;
    private const int Searched = 4;
    private readonly SearchOptions first = new() { MaxIterations = 0, MostExplained = 0 };

    public void Measure(string what, IEnumerable<Problem> events)
    {
        var problems = events.ToList();
        for (var i = 0; i < Math.Min(5, problems.Count); i++)
            Solver.Improve(problems[i], published, first);
        var answers = new Plan[problems.Count];
        var milliseconds = new double[problems.Count];
        for (var i = 0; i < problems.Count; i++)
        {
            milliseconds[i] = ProcessorClock.Of(() => answers[i] = Solver.Improve(problems[i], published, first));
            DayBenchmarks.Errors(Check.Faults(problems[i], answers[i]));
        }

        Array.Sort(milliseconds);
        report.Add(new($"{what}: first answer", milliseconds[milliseconds.Length / 2], "ms", 200));
        report.Add(new($"{what}: broken rules left by the first answer", answers.Average(answer => answer.Violations.Count), ""));
        report.Add(new($"{what}: the slowest of {problems.Count}", milliseconds[^1], "ms", 200));
        report.Add(new($"{what}: jobs moved by the first answer", answers.Average(answer => Moved(answer)), ""));
        Improve(what, problems, answers);
    }

    private void Improve(string what, List<Problem> problems, Plan[] answers)
    {
        var (saved, moved) = (0.0, 0.0);
        var searched = Math.Min(Searched, problems.Count);
        for (var i = 0; i < searched; i++)
        {
            var options = new SearchOptions { MaxTime = TimeSpan.FromSeconds(SearchSeconds), Threads = arguments.Threads, Seed = (ulong)arguments.Seed, MostExplained = 0, Clock = new ProcessorClock(arguments.Threads) };
            var better = Solver.Improve(problems[i], answers[i], options);
            DayBenchmarks.Errors(Check.Faults(problems[i], better));
            saved += answers[i].Cost.Cents - better.Cost.Cents;
            moved += Moved(better);
        }

        report.Add(new($"{what}: saved by {SearchSeconds} s of search", saved / searched, "cents"));
        report.Add(new($"{what}: jobs moved then", moved / searched, ""));
    }

    // To another driver, another place in the order, or another time.
    private int Moved(Plan plan)
    {
        var difference = PlanDifference.Between(published, plan, day.Disturbance.ShiftToleranceSeconds);
        return difference.OtherDriver.Concat(difference.OtherOrder).Concat(difference.OtherTime).Distinct().Count();
    }
}
