using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Matching;

/// <summary>A piece of a trace on its roads.</summary>
/// <param name="Points">Indices in the trace.</param>
/// <param name="Arriving">By point: the place in the direction in which it is come to.</param>
/// <param name="Leaving">By point: the place in the direction in which it is left; the same, but for who turns round.</param>
/// <param name="Alternatives">By point: how many other roads are nearly as likely.</param>
/// <param name="Probability">Of the places chosen, in the mean over the points.</param>
internal sealed record MatchedPart(int[] Points, Phantom[] Arriving, Phantom[] Leaving, int[] Alternatives, double Probability)
{
    private const double NearlyAsLikely = 0.1;

    /// <summary>Walks back along the best path, and weighs each place by the probability of all paths through it.</summary>
    public static MatchedPart Of(List<Candidates> layers, double betaMetres)
    {
        var n = layers.Count;
        Phantom[] arriving = new Phantom[n], leaving = new Phantom[n];
        var chosen = new int[n];
        var last = layers[^1];
        var best = Array.IndexOf(last.Arriving, last.Arriving.Max());
        for (var i = n - 1; i >= 0; i--)
        {
            // On the best path the place is left as "best"; it was come to in the other direction when one turned round.
            leaving[i] = layers[i].Places[best];
            chosen[i] = i < n - 1 && layers[i].Turned[best] ? layers[i].Opposite[best] : best;
            arriving[i] = layers[i].Places[chosen[i]];
            best = layers[i].CameFrom[chosen[i]];
        }

        // Who stood did not drive back: the later place is the earlier one.
        var measured = leaving[0]; // The place before, as it was measured.
        for (var i = 1; i < n; i++)
        {
            var stays = TraceMatcher.IsAhead(arriving[i], leaving[i - 1])
                && (TraceMatcher.IsStanding(measured, arriving[i]) || TraceMatcher.IsAhead(measured, arriving[i]));
            measured = leaving[i];
            if (!stays)
                continue;
            var turns = leaving[i].Sides != arriving[i].Sides;
            arriving[i] = leaving[i - 1] with { Asked = arriving[i].Asked };
            leaving[i] = turns ? leaving[i] : arriving[i];
        }

        var posterior = Posterior(layers, betaMetres);
        var alternatives = new int[n];
        var sum = 0.0;
        for (var i = 0; i < n; i++)
        {
            // The two directions of a road are one answer to the question which road.
            var byRoad = Enumerable.Range(0, layers[i].Count).GroupBy(c => layers[i].Places[c].Segment)
                .ToDictionary(road => road.Key, road => road.Sum(c => posterior[i][c]));
            var own = byRoad[arriving[i].Segment];
            alternatives[i] = byRoad.Count(road => road.Key != arriving[i].Segment && road.Value > NearlyAsLikely);
            sum += own;
        }

        return new MatchedPart([.. layers.Select(layer => layer.Point)], arriving, leaving, alternatives, sum / n);
    }

    /// <summary>By layer and place: its probability given the whole trace, by the forward-backward algorithm. O(places squared) a layer.</summary>
    private static double[][] Posterior(List<Candidates> layers, double betaMetres)
    {
        var turn = Math.Exp(-Candidates.TurnRoundMetres / betaMetres);
        var n = layers.Count;
        var forward = new double[n][];
        var likeliest = layers[0].Emission.Max();
        forward[0] = Scaled([.. layers[0].Emission.Select(e => Math.Exp(e - likeliest))]);
        var steps = new double[n][,];
        for (var i = 1; i < n; i++)
        {
            var (there, here) = (layers[i - 1], layers[i]);
            steps[i] = Step(here);
            forward[i] = new double[here.Count];
            for (var a = 0; a < there.Count; a++)
            {
                var leaving = forward[i - 1][a] + (there.Opposite[a] >= 0 ? turn * forward[i - 1][there.Opposite[a]] : 0);
                for (var b = 0; b < here.Count; b++)
                    forward[i][b] += leaving * steps[i][a, b];
            }

            Scaled(forward[i]);
        }

        var behind = new double[layers[^1].Count];
        Array.Fill(behind, 1);
        for (var i = n - 1; i >= 0; i--)
        {
            for (var b = 0; b < behind.Length; b++)
                forward[i][b] *= behind[b];
            Scaled(forward[i]);
            if (i == 0)
                break;
            var there = layers[i - 1];
            var leaving = new double[there.Count];
            for (var a = 0; a < leaving.Length; a++)
            {
                for (var b = 0; b < behind.Length; b++)
                    leaving[a] += steps[i][a, b] * behind[b];
            }

            behind = new double[leaving.Length];
            for (var a = 0; a < leaving.Length; a++)
                behind[a] = leaving[a] + (there.Opposite[a] >= 0 ? turn * leaving[there.Opposite[a]] : 0);
            Scaled(behind);
        }

        return forward;
    }

    /// <summary>Transition times emission, relative to the likeliest, so that no whole layer is too small for a double.</summary>
    private static double[,] Step(Candidates here)
    {
        var step = new double[here.Transition.GetLength(0), here.Count];
        var likeliest = double.NegativeInfinity;
        for (var a = 0; a < step.GetLength(0); a++)
        {
            for (var b = 0; b < here.Count; b++)
            {
                step[a, b] = here.Transition[a, b] + here.Emission[b];
                likeliest = Math.Max(likeliest, step[a, b]);
            }
        }

        for (var a = 0; a < step.GetLength(0); a++)
        {
            for (var b = 0; b < here.Count; b++)
                step[a, b] = Math.Exp(step[a, b] - likeliest);
        }

        return step;
    }

    /// <summary>To a sum of 1, in place: the products of a long trace would vanish.</summary>
    private static double[] Scaled(double[] values)
    {
        var sum = values.Sum();
        if (sum <= 0)
            return values;
        for (var i = 0; i < values.Length; i++)
            values[i] /= sum;
        return values;
    }
}
