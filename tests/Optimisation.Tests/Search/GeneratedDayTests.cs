using Routing.Days;
using Routing.Optimisation.Model;
using Routing.Optimisation.Search;
using Routing.Optimisation.Tests.Support;

namespace Routing.Optimisation.Tests.Search;

/// <summary>The days of the benchmark, on the bundled city.</summary>
public sealed class GeneratedDayTests(GeneratedDayTests.SampleCity sample) : IClassFixture<GeneratedDayTests.SampleCity>
{
    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(2, 1.3)]
    public void A_generated_day_is_valid_the_same_again_and_planned_right_while_it_runs(int seed, double rush)
    {
        var options = new DayOptions
        {
            Moves = 60,
            Drivers = 9,
            Seed = seed,
            RushFactor = rush,
        };
        var problem = DayGenerator.Draw(sample.City, options);
        Assert.Empty(ProblemValidation.Check(problem));
        Assert.Equal(
            problem.Jobs.Select(job => job.Id),
            DayGenerator.Draw(sample.City, options).Jobs.Select(job => job.Id)
        );
        var plan = Answer(problem, Plan.Empty, 200);
        var figures = DayFigures.Of(problem, plan);
        Assert.True(figures.ServedShare > 0.8, $"seed {seed}: {figures}");

        const int now = 10 * 3600;
        var running = RunningDay.At(problem, plan, now);
        Assert.Empty(ProblemValidation.Check(running));
        var kept = Answer(running, plan, 0);
        Assert.Empty(kept.Violations);
        var asked = RunningDay.WithJob(
            running,
            DayGenerator.Candidate(problem, sample.City, options, 1, now + 3600)
        );
        Answer(asked, plan, 0);
        var busy = running.Resources.Index().First(one => one.Item is { Places: 0, PinnedJobs.Count: > 0 }).Index;
        Answer(RunningDay.BrokenDown(running, busy), plan, 0);
        Answer(RunningDay.Delayed(running, busy, 1800), plan, 0);
        Answer(RunningDay.Closed(running, problem.Workshops.Count, 600), plan, 0);
    }

    private static Plan Answer(Problem problem, Plan plan, int steps) =>
        Judge.Improve(
                problem,
                plan,
                new SearchOptions
                {
                    MaxIterations = steps,
                    MostExplained = 0,
                    MaxTime = TimeSpan.FromMinutes(1),
                },
                cancellation: TestContext.Current.CancellationToken
            );

    public sealed class SampleCity : IDisposable
    {
        public City City { get; } = City.Of(Sample());

        public void Dispose() => City.Dispose();

        private static string Sample()
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "Routing.sln")))
                folder = folder.Parent;
            return Path.Combine(folder.FullName, "services", "Maps", "Sample", "montevideo.osm.pbf");
        }
    }
}
