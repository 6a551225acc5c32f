using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Matching;

/// <summary>
/// One measured point's possible places, each driven in one direction, with what the model thinks of them. Probabilities
/// are logarithms; minus infinity is impossible.
/// </summary>
internal sealed class Candidates
{
    /// <summary>Whoever turns round in the street is as unlikely as who drives so many metres too far.</summary>
    public const double TurnRoundMetres = 60;

    public Candidates(int point, Coordinate at, List<Phantom> directed, double sigmaMetres)
    {
        Point = point;
        At = at;
        Places = directed;
        Emission = [.. directed.Select(place => -0.5 * Math.Pow(place.MetresAway / sigmaMetres, 2))];
        Opposite = new int[directed.Count];
        for (var i = 0; i < Opposite.Length; i++)
            Opposite[i] = directed.FindIndex(other => other.Segment == directed[i].Segment && other.Sides != directed[i].Sides);
        Arriving = [.. Emission];
        Leaving = [.. Emission];
        CameFrom = new int[directed.Count];
        Turned = new bool[directed.Count];
    }

    /// <summary>Index in the trace.</summary>
    public int Point { get; }

    public Coordinate At { get; }

    /// <summary>Each allows one direction alone.</summary>
    public IReadOnlyList<Phantom> Places { get; }

    public int Count => Places.Count;

    public double[] Emission { get; }

    /// <summary>The same place in the other direction, -1 when that is closed.</summary>
    public int[] Opposite { get; }

    /// <summary>The best path's, on coming here; and on going on, which may be after turning round.</summary>
    public double[] Arriving { get; }

    public double[] Leaving { get; }

    /// <summary>By place: the place before on the best path, in the direction in which that was left.</summary>
    public int[] CameFrom { get; }

    /// <summary>By place: whether going on in its direction means to turn round first.</summary>
    public bool[] Turned { get; }

    /// <summary>Ways from the places before to these, in the transition's logarithm: [before, here].</summary>
    public double[,] Transition { get; set; } = new double[0, 0];

    /// <summary>Lets who came in one direction leave in the other, at a price.</summary>
    public void TurnRound(double betaMetres)
    {
        for (var c = 0; c < Count; c++)
        {
            Leaving[c] = Arriving[c];
            Turned[c] = false;
            if (Opposite[c] >= 0 && Arriving[Opposite[c]] - TurnRoundMetres / betaMetres > Leaving[c])
            {
                Leaving[c] = Arriving[Opposite[c]] - TurnRoundMetres / betaMetres;
                Turned[c] = true;
            }
        }
    }
}
