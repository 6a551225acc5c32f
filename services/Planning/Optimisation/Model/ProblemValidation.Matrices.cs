namespace Routing.Optimisation.Model;

public static partial class ProblemValidation
{
    private static int Matrices(Problem problem, List<string> errors)
    {
        if (problem.Matrices.Count == 0)
        {
            errors.Add("The problem has no matrix.");
            return 0;
        }

        var size = problem.Matrices[0].Size;
        for (var i = 0; i < problem.Matrices.Count; i++)
        {
            var matrix = problem.Matrices[i];
            var cells = (long)matrix.Size * matrix.Size;
            if (matrix.Size != size)
                errors.Add($"Matrix {i} is for {matrix.Size} locations, matrix 0 for {size}.");
            if (matrix.Size < 1)
                errors.Add($"Matrix {i} has size {matrix.Size}; it needs at least one location.");
            if (matrix.Durations.Length != cells)
                errors.Add(
                    $"Matrix {i} of size {matrix.Size} has {matrix.Durations.Length} durations, not {cells}."
                );
            if (matrix.Distances.Length != cells)
                errors.Add(
                    $"Matrix {i} of size {matrix.Size} has {matrix.Distances.Length} distances, not {cells}."
                );
            Cells(matrix.Durations, MostSeconds, $"Matrix {i} has a duration of", errors);
            Cells(matrix.Distances, MostMetres, $"Matrix {i} has a distance of", errors);
            SameWays(matrix, i, errors);
            Hours(matrix, i, errors);
        }

        return size;
    }

    private static void Hours(Matrix matrix, int index, List<string> errors)
    {
        if (matrix.Durations.Length == (long)matrix.Size * matrix.Size)
        {
            for (var i = 0; i < matrix.Size; i++)
            {
                var own = matrix.Durations[i * matrix.Size + i];
                if (own == 0)
                    continue;
                errors.Add($"Matrix {index} has duration {own} from location {i} to itself, not 0.");
                break;
            }
        }

        var before = 0;
        foreach (var hours in matrix.Hours)
        {
            var what = $"Matrix {index}, from {hours.From} on,";
            if (hours.From <= before || hours.From > LatestTime)
                errors.Add($"{what} begins outside {before + 1} to {LatestTime}.");
            before = hours.From;
            if (hours.Durations.Length != matrix.Durations.Length)
            {
                errors.Add(
                    $"{what} has {hours.Durations.Length} durations, not {matrix.Durations.Length}."
                );
                continue;
            }

            Cells(hours.Durations, MostSeconds, $"{what} has a duration of", errors);
            for (var i = 0; i < hours.Durations.Length; i++)
            {
                // Nothing at one hour and something at another would be a jump.
                if (Math.Sign(hours.Durations[i]) == Math.Sign(matrix.Durations[i]))
                    continue;
                errors.Add(
                    $"{what} has duration {hours.Durations[i]} in cell {i}, where it has {matrix.Durations[i]} before."
                );
                break;
            }
        }
    }

    private static void Cells(int[] values, int most, string text, List<string> errors)
    {
        var bad = values.AsSpan().IndexOfAnyExceptInRange(-1, most);
        if (bad >= 0)
            errors.Add(
                $"{text} {values[bad]} in cell {bad}; only -1 (no way) may be negative, and {most} is the most."
            );
    }

    private static void SameWays(Matrix matrix, int index, List<string> errors)
    {
        var cells = Math.Min(matrix.Durations.Length, matrix.Distances.Length);
        for (var i = 0; i < cells; i++)
        {
            if (matrix.Durations[i] < 0 == matrix.Distances[i] < 0)
                continue;
            errors.Add(
                $"Matrix {index} has duration {matrix.Durations[i]} but distance {matrix.Distances[i]} in cell {i}; "
                    + "where there is no way, both are -1."
            );
            return;
        }
    }
}
