using System.Diagnostics;
using Routing.Optimisation.Field;
using Routing.Optimisation.Field.Model;
using Routing.Optimisation.Model;
using Routing.Optimisation.Search;

namespace Routing.Optimisation.Formats.Vroom;

/// <summary>From a VROOM problem to its answer. Callable from any thread.</summary>
public static class VroomSolver
{
    /// <summary>
    /// Plans, or (<c>options.c</c>) times the routes that are given. Steps of vehicles are the start of the search. What
    /// it does not serve is in <c>unassigned</c>. The problem has matrices.
    /// </summary>
    /// <param name="loading">Spent on reading, for the answer's computing times.</param>
    /// <exception cref="FormatException">The problem cannot be planned; the message says why.</exception>
    public static VroomAnswer Solve(
        VroomProblem problem,
        FieldOptions options,
        TimeSpan loading = default,
        IProgress<FieldPlan>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var begun = Stopwatch.GetTimestamp();
        var model = new VroomModel(problem);
        if (problem.Workshops.Count > 0)
            return SolveDay(model, options, loading, progress, cancellation);
        var routes = problem.Options.PlanMode
            ? GivenRoutes(model)
            : SearchedRoutes(model, FieldSolver.Solve(model.Field, options, model.StartPlan(), progress, cancellation));
        var solving = Stopwatch.GetElapsedTime(begun);
        return new VroomAnswerWriter(model).Write(routes, new VroomComputingTimes((long)loading.TotalMilliseconds, (long)solving.TotalMilliseconds, 0));
    }

    // Limits that routes share are known to the solver of the service's own day.
    private static VroomAnswer SolveDay(VroomModel model, FieldOptions options, TimeSpan loading, IProgress<FieldPlan>? progress, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        var day = new VroomDay(model);
        var search = new SearchOptions { Seed = options.Seed, Threads = options.Threads, MaxTime = options.MaxTime, MaxIterations = options.MaxIterations };
        var plan = Solver.Improve(day.Day, Plan.Empty, search, progress is null ? null : new FieldProgress(day, progress), cancellation);
        var solving = Stopwatch.GetElapsedTime(begun);
        return new VroomAnswerWriter(model).Write(
            day.RoutesOf(plan), new VroomComputingTimes((long)loading.TotalMilliseconds, (long)solving.TotalMilliseconds, 0), day.ReasonsOf(plan));
    }

    private sealed class FieldProgress(VroomDay day, IProgress<FieldPlan> told) : IProgress<Plan>
    {
        public void Report(Plan value) => told.Report(day.ToField(value));
    }

    /// <summary>The answer that tells a plan for the problem's <see cref="VroomModel.Field"/>.</summary>
    public static VroomAnswer Answer(VroomProblem problem, FieldPlan plan)
    {
        var model = new VroomModel(problem);
        return new VroomAnswerWriter(model).Write(SearchedRoutes(model, plan), new VroomComputingTimes(0, 0, 0));
    }

    private static List<VroomRoute> SearchedRoutes(VroomModel model, FieldPlan plan)
    {
        var problem = model.Problem;
        var routes = new List<VroomRoute>();
        for (var v = 0; v < plan.Routes.Count; v++)
        {
            var visits = new List<VroomVisit>();
            for (var i = 0; i <= plan.Routes[v].Count; i++)
            {
                for (var b = 0; v < plan.Breaks.Count && b < plan.Breaks[v].Count; b++)
                {
                    if (plan.Breaks[v][b] == i)
                        visits.Add(new VroomVisit(VroomStepKind.Break, -1, b));
                }

                if (i < plan.Routes[v].Count)
                    visits.Add(new VroomVisit(KindOf(problem, plan.Routes[v][i]), plan.Routes[v][i].Task, -1));
            }

            if (plan.Routes[v].Count == 0)
                continue;
            var route = new VroomRoute(problem, model.Travel[v], problem.Vehicles[v], visits);
            if (!route.Schedule())
                throw new InvalidOperationException($"The plan for vehicle {problem.Vehicles[v].Id} misses a window.");
            routes.Add(route);
        }

        return routes;
    }

    private static VroomStepKind KindOf(VroomProblem problem, FieldVisit visit) =>
        visit.Task < problem.Jobs.Count ? VroomStepKind.Job : visit.IsSecond ? VroomStepKind.Delivery : VroomStepKind.Pickup;

    private static List<VroomRoute> GivenRoutes(VroomModel model)
    {
        var given = new VroomSteps(model.Problem).Read();
        var routes = new List<VroomRoute>();
        for (var v = 0; v < given.Count; v++)
        {
            if (given[v].Count == 0)
                continue;
            var visits = given[v].Where(visit => visit.Kind is not (VroomStepKind.Start or VroomStepKind.End)).ToList();
            var route = new VroomRoute(model.Problem, model.Travel[v], model.Problem.Vehicles[v], visits);
            new VroomTiming(route, given[v]).Schedule();
            routes.Add(route);
        }

        return routes;
    }
}
