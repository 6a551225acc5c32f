using Routing.Optimisation.Field.Model;
using Routing.Optimisation.Field.Search;
using Routing.Optimisation.Search;

namespace Routing.Optimisation.Field;

/// <summary>Plans for problems as the field states them. Changes nothing that it is given; callable from any thread.</summary>
public static class FieldSolver
{

    /// <summary>
    /// Searches until the iterations or the time are over or it is told to stop, and returns the best plan found: fewest
    /// unserved by priority, then (where asked for) fewest vehicles, then least cost. Each better plan is reported as it
    /// is found. A start, such as what drivers do already, is kept as far as it breaks no rule, and improved.
    /// </summary>
    public static FieldPlan Solve(
        FieldProblem problem,
        FieldOptions options,
        FieldPlan? start = null,
        IProgress<FieldPlan>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        return new FieldSearch(new FieldData(problem), options, progress, cancellation).Run(start);
    }
}
