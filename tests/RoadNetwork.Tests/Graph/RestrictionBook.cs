using OsmSharp;
using OsmSharp.Streams;
using Routing.RoadNetwork.Graph;

namespace Routing.RoadNetwork.Tests.Graph;

/// <summary>
/// The turn restrictions of an extract as its relations say them, read by OsmSharp and held against the ways and nodes
/// that a path passes: apart from the engine's reader, its arcs and its automaton.
/// <para>
/// Left out, because they do not say for certain which turn is meant: via nodes at which a from or to way does not end,
/// ways that are rings, members that the extract lacks.
/// </para>
/// </summary>
internal sealed class RestrictionBook
{
    private readonly Dictionary<long, long[]> _nodesOfWay = [];
    private readonly List<Relation> _relations = [];
    private readonly List<Sign> _signs = [];

    private sealed record Sign(long Relation, bool IsOnly, bool IsUTurn, long[] From, long ViaNode, long[] ViaWays, long[] To);

    /// <summary>A part of a path on one way without turning round.</summary>
    private sealed record Run(long Way, List<long> Nodes)
    {
        public long First => Nodes[0];

        public long Last => Nodes[^1];
    }

    private RestrictionBook()
    {
    }

    /// <summary>How many relations bind the profile and say for certain which turn they mean.</summary>
    public int Count => _signs.Count;

    /// <summary>How often a path came along the from and over the via of a restriction, and might have broken it.</summary>
    public int Met { get; private set; }

    public static RestrictionBook Read(string path, Profile profile)
    {
        var book = new RestrictionBook();
        using var file = System.IO.File.OpenRead(path);
        foreach (var item in new PBFOsmStreamSource(file))
        {
            if (item is Way way)
                book._nodesOfWay[way.Id!.Value] = way.Nodes;
            else if (item is Relation relation && relation.Tags.Contains("type", "restriction"))
                book._relations.Add(relation);
        }

        foreach (var relation in book._relations)
        {
            if (KindFor(relation, profile) is { } kind && book.SignOf(relation, kind) is { } sign)
                book._signs.Add(sign);
        }

        return book;
    }

    /// <summary>The relations that a path breaks.</summary>
    /// <param name="steps">From node to node along a way, in order.</param>
    /// <param name="isOpen">Whether the profile may leave a node along a way at all: a sign that allows only what is shut is not meant for it.</param>
    public IEnumerable<long> BrokenBy(IReadOnlyList<(long Way, long From, long To)> steps, Func<long, long, bool> isOpen)
    {
        var runs = RunsOf(steps);
        for (var i = 0; i < runs.Count - 1; i++)
        {
            foreach (var sign in _signs)
            {
                if (!sign.From.Contains(runs[i].Way) || Next(sign, runs, i) is not { } next || next >= runs.Count)
                    continue;
                var (at, way) = (runs[next].First, runs[next].Way);
                if (sign.IsOnly && !sign.To.Any(to => isOpen(to, at)))
                    continue;
                Met++;
                var turnsBack = sign.ViaWays.Length == 0 && way == runs[i].Way;
                var isNamed = sign.To.Contains(way) && turnsBack == (sign.IsUTurn && sign.To.Contains(runs[i].Way));
                if (sign.IsOnly != isNamed)
                    yield return sign.Relation;
            }
        }
    }

    /// <summary>The run after the via, null when the path does not go over it.</summary>
    private int? Next(Sign sign, List<Run> runs, int from)
    {
        if (sign.ViaWays.Length == 0)
            return runs[from].Last == sign.ViaNode ? from + 1 : null;
        for (var v = 0; v < sign.ViaWays.Length; v++)
        {
            if (from + 1 + v >= runs.Count)
                return null;
            var run = runs[from + 1 + v];
            var nodes = _nodesOfWay[sign.ViaWays[v]];
            var isWhole = (run.First, run.Last) == (nodes[0], nodes[^1]) || (run.First, run.Last) == (nodes[^1], nodes[0]);
            if (run.Way != sign.ViaWays[v] || !isWhole)
                return null;
        }

        return from + 1 + sign.ViaWays.Length;
    }

    private static List<Run> RunsOf(IReadOnlyList<(long Way, long From, long To)> steps)
    {
        var runs = new List<Run>();
        foreach (var (way, from, to) in steps)
        {
            if (runs.Count > 0 && runs[^1].Way == way && !(runs[^1].Nodes.Count > 1 && runs[^1].Nodes[^2] == to))
                runs[^1].Nodes.Add(to);
            else
                runs.Add(new Run(way, [from, to]));
        }

        return runs;
    }

    private Sign? SignOf(Relation relation, string kind)
    {
        if (!kind.StartsWith("no_", StringComparison.Ordinal) && !kind.StartsWith("only_", StringComparison.Ordinal))
            return null;
        long[] from = Members("from", OsmGeoType.Way), to = Members("to", OsmGeoType.Way);
        long[] viaNodes = Members("via", OsmGeoType.Node), viaWays = Members("via", OsmGeoType.Way);
        if (from.Length == 0 || to.Length == 0 || viaNodes.Length + Math.Sign(viaWays.Length) != 1)
            return null;
        if (from.Concat(to).Concat(viaWays).Any(way => !_nodesOfWay.TryGetValue(way, out var nodes) || nodes[0] == nodes[^1]))
            return null;
        if (viaNodes is [var node] && from.Concat(to).Any(way => !EndsAt(way, node)))
            return null;
        var joined = from.Take(1).Concat(viaWays).Concat(to.Take(1)).ToArray();
        if (viaWays.Length > 0 && joined.Zip(joined.Skip(1)).Any(pair => !_nodesOfWay[pair.First].Intersect(_nodesOfWay[pair.Second]).Any()))
            return null;
        return new Sign(
            relation.Id!.Value, kind.StartsWith("only_", StringComparison.Ordinal), kind.EndsWith("_u_turn", StringComparison.Ordinal),
            from, viaNodes.FirstOrDefault(), viaWays, to);

        long[] Members(string role, OsmGeoType type) => [.. relation.Members.Where(m => m.Role == role && m.Type == type).Select(m => m.Id)];
    }

    private bool EndsAt(long way, long node) => _nodesOfWay[way][0] == node || _nodesOfWay[way][^1] == node;

    /// <summary>What the relation says to a profile; as one has to obey it at some hour, whatever the hour.</summary>
    private static string? KindFor(Relation relation, Profile profile)
    {
        string[] vehicles = profile switch
        {
            Profile.Car => ["motorcar", "motor_vehicle", "vehicle"],
            Profile.Scooter => ["small_electric_vehicle", "bicycle", "vehicle"],
            Profile.Bicycle => ["bicycle", "vehicle"],
            _ => ["foot"],
        };
        foreach (var vehicle in vehicles)
        {
            if (Said("restriction:" + vehicle) is { } own)
                return own;
        }

        return profile == Profile.Foot || Value("except").Split(';', StringSplitOptions.TrimEntries).Intersect(vehicles).Any() ? null : Said("restriction");

        string Value(string key) => relation.Tags.TryGetValue(key, out var value) ? value : "";

        string? Said(string key)
        {
            if (Value(key) is { Length: > 0 } plain)
                return plain;

            // Heavier than a car, or only in the evening or at the weekend: not meant.
            var parts = Value(key + ":conditional").Split('@', 2, StringSplitOptions.TrimEntries);
            return parts.Length == 2 && !parts[1].Contains("weight", StringComparison.Ordinal) && !parts[1].Contains("Sa", StringComparison.Ordinal) && !parts[1].Contains("Su", StringComparison.Ordinal)
                ? parts[0]
                : null;
        }
    }

    /// <summary>A path's arcs, point by point.</summary>
    public static List<(long Way, long From, long To)> StepsOf(Region region, IEnumerable<int> arcs)
    {
        var columns = region.Columns;
        var steps = new List<(long, long, long)>();
        foreach (var arc in arcs)
        {
            var segment = arc >> 1;
            var points = columns.PointOsmId.Span[columns.FirstPoint[segment]..(columns.LastPoint[segment] + 1)].ToArray();
            if ((arc & 1) == 1)
                Array.Reverse(points);
            for (var i = 1; i < points.Length; i++)
                steps.Add((columns.WayOsmId[columns.SegmentWay[segment]], points[i - 1], points[i]));
        }

        return steps;
    }
}
