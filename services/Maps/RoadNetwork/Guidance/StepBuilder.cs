using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Search;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Guidance;

/// <summary>
/// Groups a route's arcs into steps. A new step begins where a driver has to do something or would wonder: a turn at a
/// junction with a choice, another name, a fork, a ramp, a roundabout. Going straight on along the same street is none.
/// </summary>
internal sealed class StepBuilder(Region region, Profile profile)
{
    // Below this angle the road is taken to go straight on.
    private const double StraightDegrees = 30;
    private const double ForkDegrees = 45;
    private const double ClearlyStraighterDegrees = 10;
    private const double MuchStraighterDegrees = 30;

    private readonly RegionColumns _roads = region.Columns;
    private readonly GraphColumns _graph = region.Graphs[(int)profile];
    private readonly IntersectionBuilder _intersections = new(region, profile);

    /// <param name="route">Its arcs, the first and last in part.</param>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="coordinates">The leg's.</param>
    /// <param name="beginsAt">By arc: index of the coordinate at which it is entered.</param>
    public IReadOnlyList<RouteStep> Build(
        IRoadPath route, Phantom from, Phantom to, List<Coordinate> coordinates, int[] beginsAt)
    {
        var arcs = route.Arcs;
        var steps = new List<RouteStep>();
        var first = 0; // The present step's first arc.
        var leaves = -1; // The arc by which the present step leaves a roundabout, -1 when it is in none.
        var manoeuvre = new Manoeuvre(
            ManoeuvreType.Depart, TurnModifier.None, coordinates[0], 0, Round(coordinates[0].BearingTo(coordinates[1])));
        for (var i = 1; i < arcs.Count; i++)
        {
            Manoeuvre? next;
            var last = i;
            if (IsRoundabout(arcs[i]) && !IsRoundabout(arcs[i - 1]))
                (next, last) = Roundabout(arcs, i, coordinates[beginsAt[i]]);
            else if (IsRoundabout(arcs[i - 1]))
                next = IsRoundabout(arcs[i]) ? null : LeaveFirstRoundabout(arcs, i, coordinates[beginsAt[i]]);
            else
                next = Describe(arcs[i - 1], arcs[i], coordinates[beginsAt[i]]);
            if (next is null)
                continue;
            Close(i);
            manoeuvre = next;
            first = i;
            leaves = last > i && !IsRoundabout(arcs[last]) ? last : -1;
            i = last;
        }

        Close(arcs.Count);
        steps.Add(Arrival(arcs[^1], to, coordinates));
        return StepCollapse.Run(steps);

        // Ends the present step before the arc, which may be one past the last.
        void Close(int end)
        {
            // After a roundabout one drives on along the exit's road: its name is the step's.
            var road = first;
            while (road < end - 1 && IsRoundabout(arcs[road]))
                road++;
            var way = _roads.SegmentWay[arcs[road] >> 1];
            var isRotary = manoeuvre.Type == ManoeuvreType.Rotary;
            var until = end < arcs.Count ? beginsAt[end] : coordinates.Count - 1;
            steps.Add(new RouteStep(
                manoeuvre,
                region.Text(_roads.WayName[way]),
                region.Text(_roads.WayRef[way]),
                (RoadClass)_roads.WayClass[way],
                Centimetres(arcs, first, end, from, to) / 100.0,
                EnteredAt(end) - route.EnteredAt[first],
                beginsAt[first],
                until)
            {
                Destinations = region.Text(_roads.WayDestination[way]),
                ExitNumber = manoeuvre.Type == ManoeuvreType.OffRamp ? region.Text(_roads.WayExit[way]) : "",
                RotaryName = isRotary ? NameOf(arcs[first]) : "",
                KeepsLeft = Is(arcs[first], WayTraits.KeepsLeft),
                Intersections = Intersections(end),
                Inside = leaves < 0 ? null : new RoundaboutPart(
                    NameOf(arcs[first]),
                    region.Text(_roads.WayRef[_roads.SegmentWay[arcs[first] >> 1]]),
                    new Manoeuvre(
                        isRotary ? ManoeuvreType.ExitRotary : ManoeuvreType.ExitRoundabout,
                        Modifier(Angle(arcs[leaves - 1], arcs[leaves])),
                        coordinates[beginsAt[leaves]],
                        ArrivingBearing(arcs[leaves - 1]),
                        _roads.Bearing[arcs[leaves]],
                        manoeuvre.Exit),
                    Centimetres(arcs, first, leaves, from, to) / 100.0,
                    route.EnteredAt[leaves] - route.EnteredAt[first],
                    beginsAt[leaves]),
            });
        }

        int EnteredAt(int arc) => arc < arcs.Count ? route.EnteredAt[arc] : route.Deciseconds;

        List<Intersection> Intersections(int end)
        {
            var passed = new List<Intersection>
            {
                first == 0
                    ? _intersections.AtStart(coordinates[0], manoeuvre.BearingAfter, arcs[0])
                    : _intersections.Between(arcs[first - 1], arcs[first], coordinates[beginsAt[first]], beginsAt[first]),
            };
            for (var i = first + 1; i < end; i++)
            {
                if (i == leaves || _intersections.IsJunction(arcs[i]))
                    passed.Add(_intersections.Between(arcs[i - 1], arcs[i], coordinates[beginsAt[i]], beginsAt[i]));
            }

            return passed;
        }
    }

    private int Centimetres(List<int> arcs, int first, int end, Phantom from, Phantom to)
    {
        if (arcs.Count == 1)
            return Math.Abs(to.Centimetres - from.Centimetres);
        var sum = 0;
        for (var i = first; i < end; i++)
        {
            var length = _roads.Centimetres[arcs[i] >> 1];
            if (i == 0)
                sum += length - from.CentimetresBefore(arcs[i], length);
            else if (i == arcs.Count - 1)
                sum += to.CentimetresBefore(arcs[i], length);
            else
                sum += length;
        }

        return sum;
    }

    /// <summary>What there is to do between two arcs, null when a driver just goes on.</summary>
    private Manoeuvre? Describe(int arc, int next, Coordinate at)
    {
        var angle = Angle(arc, next);
        if (next == (arc ^ 1))
            return Make(ManoeuvreType.Continue, TurnModifier.UTurn);
        var sameName = HasSameName(arc, next);
        var rivals = Rivals(arc, next);
        var turns = Math.Abs(angle) > StraightDegrees;
        if (Is(arc, WayTraits.Link) && !Is(next, WayTraits.Link) && ClassOf(next) <= RoadClass.Trunk && !turns)
            return Make(ManoeuvreType.Merge, Modifier(angle));
        if (Is(arc, WayTraits.Ferry) != Is(next, WayTraits.Ferry) && rivals.Count == 0)
            return Make(ManoeuvreType.Notification, Modifier(angle));
        if (rivals.Count == 0)
        {
            // Without a choice only another name is worth a word.
            return sameName || !IsSigned(next) ? null : Make(turns ? ManoeuvreType.Turn : ManoeuvreType.NewName, Modifier(angle));
        }

        if (Is(next, WayTraits.Link) && !Is(arc, WayTraits.Link) && ClassOf(arc) <= RoadClass.Trunk)
            return Make(ManoeuvreType.OffRamp, Modifier(angle));
        if (Is(next, WayTraits.Link) && !Is(arc, WayTraits.Link) && ClassOf(next) <= RoadClass.Trunk)
            return Make(ManoeuvreType.OnRamp, Modifier(angle));

        // Two roads ahead that part at a slight angle, and neither is plainly the way on.
        var fork = rivals.Find(IsForkRival);
        if (Math.Abs(angle) <= ForkDegrees && rivals.Exists(IsForkRival) && !rivals.Exists(IsMuchStraighter))
            return Make(ManoeuvreType.Fork, angle < Angle(arc, fork) ? TurnModifier.SlightLeft : TurnModifier.SlightRight);

        if (turns)
        {
            var endOfRoad = rivals.TrueForAll(rival => Math.Abs(Angle(arc, rival)) > ForkDegrees) && rivals.Exists(rival => Math.Sign(Angle(arc, rival)) != Math.Sign(angle));
            if (sameName && IsSigned(next))
                return Make(ManoeuvreType.Continue, Modifier(angle));
            return Make(endOfRoad ? ManoeuvreType.EndOfRoad : ManoeuvreType.Turn, Modifier(angle));
        }

        if (sameName)
            return null;
        return IsSigned(next) ? Make(ManoeuvreType.NewName, Modifier(angle)) : null;

        bool IsForkRival(int rival) =>
            Math.Abs(Angle(arc, rival)) <= ForkDegrees && IsAsImportant(rival, next) && !IsPlainlyOn(rival);

        bool IsMuchStraighter(int rival) =>
            Math.Abs(Angle(arc, rival)) + MuchStraighterDegrees <= Math.Abs(angle) && IsAsImportant(rival, next);

        // The straighter road of the same name or rank goes on; a link or a smaller road leaves it.
        bool IsPlainlyOn(int rival) =>
            Math.Abs(angle) <= StraightDegrees
            && (ClassOf(rival) > ClassOf(next)
                || (Is(rival, WayTraits.Link) && !Is(next, WayTraits.Link))
                || Math.Abs(Angle(arc, rival)) >= Math.Abs(angle) + ClearlyStraighterDegrees
                || (sameName && IsSigned(next) && !HasSameName(arc, rival)));

        Manoeuvre Make(ManoeuvreType type, TurnModifier modifier) =>
            new(type, modifier, at, ArrivingBearing(arc), _roads.Bearing[next]);
    }

    /// <summary>Counts the exits from the one after entering to the one taken; returns the last arc inside.</summary>
    private (Manoeuvre Manoeuvre, int LastInside) Roundabout(List<int> arcs, int entered, Coordinate at)
    {
        var exits = 0;
        var i = entered;
        for (; i < arcs.Count && IsRoundabout(arcs[i]); i++)
        {
            // The exit taken is counted too, at the node where the next arc is no longer round.
            foreach (var leaving in Leaving(_roads.ArcHead(arcs[i])))
            {
                if (!IsRoundabout(leaving) && _graph.IsOpen(leaving))
                {
                    exits++;
                    break;
                }
            }
        }

        var leaves = i < arcs.Count;
        var type = NameOf(arcs[entered]).Length > 0 && !HasSameName(arcs[entered - 1], arcs[entered])
            ? ManoeuvreType.Rotary
            : ManoeuvreType.Roundabout;
        var angle = Turned(ArrivingBearing(arcs[entered - 1]), _roads.Bearing[leaves ? arcs[i] : arcs[entered]]);
        var manoeuvre = new Manoeuvre(
            type, Modifier(angle), at, ArrivingBearing(arcs[entered - 1]), _roads.Bearing[arcs[entered]], leaves ? exits : null);

        // The exit itself is part of the step: the next manoeuvre is looked for after its first arc.
        return (manoeuvre, leaves ? i : arcs.Count - 1);
    }

    /// <summary>A route that began inside a roundabout just leaves it.</summary>
    private Manoeuvre LeaveFirstRoundabout(List<int> arcs, int i, Coordinate at) =>
        new(ManoeuvreType.Turn, Modifier(Angle(arcs[i - 1], arcs[i])), at, ArrivingBearing(arcs[i - 1]), _roads.Bearing[arcs[i]]);

    private RouteStep Arrival(int lastArc, Phantom to, List<Coordinate> coordinates)
    {
        var way = _roads.SegmentWay[lastArc >> 1];
        var end = coordinates.Count - 1;
        var bearing = coordinates[end - 1].BearingTo(coordinates[end]);
        return new RouteStep(
            new Manoeuvre(ManoeuvreType.Arrive, Side(bearing, to), coordinates[end], Round(bearing), 0),
            region.Text(_roads.WayName[way]),
            region.Text(_roads.WayRef[way]),
            (RoadClass)_roads.WayClass[way],
            0,
            0,
            end,
            end)
        {
            KeepsLeft = Is(lastArc, WayTraits.KeepsLeft),
            Intersections = [_intersections.AtEnd(coordinates[end], end, Round(bearing))],
        };
    }

    private static TurnModifier Side(double bearing, Phantom to)
    {
        if (to.MetresAway < 3)
            return TurnModifier.Straight;
        return Turned(bearing, to.Location.BearingTo(to.Asked)) switch
        {
            > 20 and < 160 => TurnModifier.Right,
            < -20 and > -160 => TurnModifier.Left,
            _ => TurnModifier.Straight,
        };
    }

    /// <summary>The other arcs that one could have taken, but for going back.</summary>
    private List<int> Rivals(int arc, int next)
    {
        var rivals = new List<int>();
        foreach (var leaving in Leaving(_roads.ArcHead(arc)))
        {
            if (leaving != next && leaving != (arc ^ 1) && _graph.IsOpen(leaving))
                rivals.Add(leaving);
        }

        return rivals;
    }

    private ReadOnlySpan<int> Leaving(int node) => _roads.LeavingArcs.Span[_roads.FirstLeaving[node].._roads.FirstLeaving[node + 1]];

    // A service road beside a street is no fork of it.
    private bool IsAsImportant(int arc, int than) => ClassOf(arc) <= ClassOf(than) || ClassOf(arc) < RoadClass.Service;

    private RoadClass ClassOf(int arc) => (RoadClass)_roads.WayClass[_roads.SegmentWay[arc >> 1]];

    private bool Is(int arc, WayTraits trait) => ((WayTraits)_roads.WayTraits[_roads.SegmentWay[arc >> 1]] & trait) != WayTraits.None;

    // Who walks past a roundabout does not count its exits.
    private bool IsRoundabout(int arc) => profile != Profile.Foot && Is(arc, WayTraits.Roundabout);

    private string NameOf(int arc) => region.Text(_roads.WayName[_roads.SegmentWay[arc >> 1]]);

    private bool IsSigned(int arc)
    {
        var way = _roads.SegmentWay[arc >> 1];
        return _roads.WayName[way] != 0 || _roads.WayRef[way] != 0;
    }

    private bool HasSameName(int a, int b)
    {
        var wayA = _roads.SegmentWay[a >> 1];
        var wayB = _roads.SegmentWay[b >> 1];
        return _roads.WayName[wayA] == _roads.WayName[wayB] && (_roads.WayName[wayA] != 0 || _roads.WayRef[wayA] == _roads.WayRef[wayB]);
    }

    private int ArrivingBearing(int arc) => (_roads.Bearing[arc ^ 1] + 180) % 360;

    private double Angle(int arc, int next) => Turned(ArrivingBearing(arc), _roads.Bearing[next]);

    /// <summary>Degrees from one bearing to another, -180 to 180, positive right.</summary>
    private static double Turned(double before, double after)
    {
        var angle = (after - before) % 360;
        return angle > 180 ? angle - 360 : angle <= -180 ? angle + 360 : angle;
    }

    private static int Round(double bearing) => (int)Math.Round(bearing) % 360;

    internal static TurnModifier Modifier(double angle) => angle switch
    {
        > 170 or < -170 => TurnModifier.UTurn,
        > 120 => TurnModifier.SharpRight,
        > 60 => TurnModifier.Right,
        > 20 => TurnModifier.SlightRight,
        < -120 => TurnModifier.SharpLeft,
        < -60 => TurnModifier.Left,
        < -20 => TurnModifier.SlightLeft,
        _ => TurnModifier.Straight,
    };
}
