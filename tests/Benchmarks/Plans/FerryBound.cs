using Google.OrTools.Graph;
using Routing.Optimisation.Field.Model;

namespace Routing.Benchmarks.Plans;

/// <summary>
/// What a ferry day's travel cannot be below when all is served: each move once, and behind each the cheapest move or way
/// home that time allows, as an assignment that forgets how long routes get. Moves are carried out one at a time.
/// </summary>
internal static class FerryBound
{
    public static long Of(FieldProblem problem)
    {
        var matrix = problem.Matrices[0];
        var moves = problem.Tasks;
        var (n, vehicles, depot) = (moves.Count, problem.Vehicles.Count, problem.Vehicles[0].Start!.Value);
        var opens = problem.Vehicles.Min(vehicle => vehicle.Hours.Start);
        var closes = problem.Vehicles.Max(vehicle => vehicle.Hours.End);
        int Travel(int from, int to) => matrix.Durations[from * matrix.Size + to];

        // When each move can be over at the earliest.
        var over = moves.Select(move =>
        {
            var begun = Math.Max(move.First.Windows[0].Start, opens + Travel(depot, move.First.Location));
            var there = begun + move.First.Service + Travel(move.First.Location, move.Second!.Location);
            return Math.Max(there, move.Second.Windows[0].Start) + move.Second.Service;
        }).ToArray();

        // Left: moves and vehicles that leave; right: moves and vehicles that come home.
        var assignment = new LinearSumAssignment();
        for (var a = 0; a < n + vehicles; a++)
        {
            for (var b = 0; b < n + vehicles; b++)
            {
                var (from, to) = (a < n ? moves[a].Second!.Location : depot, b < n ? moves[b].First.Location : depot);
                var time = (a < n ? over[a] : opens) + Travel(from, to);
                if (a != b && time <= (b < n ? moves[b].First.Windows[0].End : closes) || (a >= n && b >= n))
                    assignment.AddArcWithCost(a, b, a >= n && b >= n ? 0 : Travel(from, to));
            }
        }

        return assignment.Solve() == LinearSumAssignment.Status.OPTIMAL
            ? assignment.OptimalCost() + moves.Sum(move => (long)Travel(move.First.Location, move.Second!.Location))
            : 0;
    }
}
