using CsCheck;
using Routing.RoadNetwork.Plain;
using Routing.RoadNetwork.Tests.Drawing;

namespace Routing.RoadNetwork.Tests.Plain;

/// <summary>Random small towns; CsCheck prints the seed of a failure and shrinks it.</summary>
public sealed class RandomTownTests
{
    // Twelve corners, unevenly spaced so that few routes are equally long.
    private const string Picture = """
        A----B---C-----D

        E---F-----G---H

        I------J----K--L
        """;

    private static readonly string[] Possible =
    [
        "AB", "BC", "CD", "EF", "FG", "GH", "IJ", "JK", "KL", "AE", "EI", "BF", "FJ", "CG", "GK", "DH", "HL", "BG", "FK",
    ];

    /// <param name="Kind">0 absent, 1 both ways, 2 one way, 3 one way back, 4 private; by street of Possible.</param>
    /// <param name="Signs">Each picks a corner's first street, via and to among what meets there, and its kind.</param>
    private sealed record Plan(int[] Kind, (int From, int Via, int To, int Kind)[] Signs)
    {
        public override string ToString() =>
            string.Join(" ", Possible.Select((street, i) => street + Kind[i])) + " | " + string.Join(" ", Signs);
    }

    private static Gen<Plan> Plans(int kinds) => Gen.Select(
        Gen.Int[0, kinds].Array[Possible.Length],
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 3]).Array[0, 6],
        (kind, signs) => new Plan(kind, signs));

    [Fact]
    public void Searches_agree_in_random_towns_for_all_profiles() =>
        Plans(kinds: 4).Where(plan => plan.Kind.Any(k => k > 0)).Sample(
            plan =>
            {
                using var town = Build(plan, null);
                var places = Possible.Where((_, i) => plan.Kind[i] > 0).Select(street => Middle(town, street)).ToArray();
                foreach (var profile in Enum.GetValues<Profile>())
                {
                    var table = town.Router.Table(profile, places, places, int.MaxValue, CancellationToken.None);
                    for (var i = 0; i < places.Length; i++)
                    {
                        for (var j = 0; j < places.Length; j++)
                        {
                            var route = town.Router.Route(profile, [places[i], places[j]], false, false, CancellationToken.None);
                            var from = town.Router.Snap(profile, places[i])!.Value;
                            var to = town.Router.Snap(profile, places[j])!.Value;
                            var expected = PlainSearch.Deciseconds(town.Router.Region, profile, from, to);
                            Assert.Equal(expected, route.Outcome == RouteOutcome.Ok ? route.DurationDeciseconds : -1);
                            Assert.Equal(expected, table.DurationsDeciseconds[i * places.Length + j]);
                        }
                    }
                }
            },
            iter: 150, threads: 1);

    [Fact]
    public void Searches_agree_in_random_towns_after_random_closures_and_speeds() =>
        Gen.Select(Plans(kinds: 4).Where(plan => plan.Kind.Any(k => k > 0)), Gen.Int[-3, 40].Array[2 * Possible.Length]).Sample(
            (plan, changes) =>
            {
                using var town = Build(plan, null);
                var places = Possible.Where((_, i) => plan.Kind[i] > 0).Select(street => Middle(town, street)).ToArray();
                foreach (var profile in Enum.GetValues<Profile>())
                {
                    var costs = new RoadCosts(town.Router.Region, profile);
                    for (var arc = 0; arc < costs.Arcs; arc++)
                    {
                        // Below 0: closed. Above 20: as usual.
                        if (changes[arc] < 0)
                            costs.Close(arc);
                        else if (changes[arc] <= 20)
                            costs.SetFactor(arc, 0.1 + changes[arc] / 4.0);
                    }

                    town.Router.Use(town.Router.Customise(costs, CancellationToken.None));
                    var table = town.Router.Table(profile, places, places, int.MaxValue, CancellationToken.None);
                    for (var i = 0; i < places.Length; i++)
                    {
                        for (var j = 0; j < places.Length; j++)
                        {
                            var route = town.Router.Route(profile, [places[i], places[j]], false, false, CancellationToken.None);
                            var from = town.Router.Snap(profile, places[i])!.Value;
                            var to = town.Router.Snap(profile, places[j])!.Value;
                            var expected = PlainSearch.Path(town.Router.Region, profile, costs, from, to).Deciseconds;
                            Assert.Equal(expected, route.Outcome == RouteOutcome.Ok ? route.DurationDeciseconds : -1);
                            Assert.Equal(expected, table.DurationsDeciseconds[i * places.Length + j]);
                        }
                    }
                }
            },
            iter: 100, threads: 1);

    [Fact]
    public void The_turn_graph_says_what_the_rule_book_says() =>
        Plans(kinds: 3).Where(plan => plan.Kind.Count(k => k > 0) > 6).Sample(
            plan =>
            {
                var book = new RuleBook();
                using var town = Build(plan, book);
                var streets = Possible.Where((_, i) => plan.Kind[i] > 0).ToArray();
                foreach (var a in streets)
                {
                    foreach (var b in streets.Where(b => b != a))
                    {
                        var route = town.Router.Route(
                            Profile.Bicycle, [Middle(town, a), Middle(town, b)], false, false, CancellationToken.None);
                        Assert.Equal(Expected(book, town, a, b), route.Outcome == RouteOutcome.Ok ? route.DurationDeciseconds : -1);
                    }
                }
            },
            iter: 150, threads: 1);

    /// <summary>From the middle of one street to the middle of another, in whichever directions are best.</summary>
    private static int Expected(RuleBook book, Town town, string a, string b)
    {
        var best = -1;
        foreach (var first in new[] { a, Reverse(a) })
        {
            foreach (var last in new[] { b, Reverse(b) })
            {
                var whole = book.Deciseconds(first, last, uTurnDeciseconds: 50);
                if (whole < 0)
                    continue;

                // The whole last street is in it and the first is not; of each, only the part from or to the place counts.
                var total = whole + Rest(town, a, first) - Rest(town, b, last);
                best = best < 0 ? total : Math.Min(best, total);
            }
        }

        return best;
    }

    /// <summary>Deciseconds from a street's middle to its end in the direction driven, rounded from the drawn tail.</summary>
    private static int Rest(Town town, string street, string driven)
    {
        var weight = Weight(town, street);
        var place = town.Router.Snap(Profile.Bicycle, Middle(town, street))!.Value;
        var fromDrawnTail = (int)Math.Round(weight * place.Ratio);
        var drawn = town.HasWay(street) ? street : Reverse(street);
        return driven == drawn ? weight - fromDrawnTail : fromDrawnTail;
    }

    private static int Weight(Town town, string street) =>
        (int)Math.Round((int)Math.Round(town[street[0]].MetresTo(town[street[1]]) * 100) * 0.36 / 18);

    private static Coordinate Middle(Town town, string street) =>
        new((town[street[0]].Lon + town[street[1]].Lon) / 2, (town[street[0]].Lat + town[street[1]].Lat) / 2);

    private static string Reverse(string street) => $"{street[1]}{street[0]}";

    private static Town Build(Plan plan, RuleBook? book)
    {
        var town = Town.Draw(Picture);
        var drawn = new List<string>();
        for (var i = 0; i < Possible.Length; i++)
        {
            if (plan.Kind[i] == 0)
                continue;
            var street = plan.Kind[i] == 3 ? Reverse(Possible[i]) : Possible[i];
            drawn.Add(street);
            town.Way(street, plan.Kind[i] switch { 2 or 3 => "oneway=yes", 4 => "access=private", _ => "" });
            book?.Add(street[0], street[1], Weight(town, street), plan.Kind[i] is 2 or 3);
        }

        foreach (var sign in plan.Signs)
            Post(town, book, drawn, plan, sign);
        return town;
    }

    private static void Post(Town town, RuleBook? book, List<string> drawn, Plan plan, (int From, int Via, int To, int Kind) sign)
    {
        var from = drawn[sign.From % drawn.Count];

        // Straight from node to node, or over a street in between.
        var corner = sign.Via % 2 == 0 ? from[0] : from[1];
        var path = $"{Other(from, corner)}{corner}";
        var vias = drawn.Where(s => s != from && s.Contains(corner, StringComparison.Ordinal)).ToList();
        var via = "";
        if (sign.Kind >= 2 && vias.Count > 0)
        {
            via = vias[sign.Via % vias.Count];
            corner = Other(via, corner);
            path += corner;
        }

        var tos = drawn.Where(s => s != from && s != via && s.Contains(corner, StringComparison.Ordinal)).ToList();
        if (tos.Count == 0)
            return;
        var to = tos[sign.To % tos.Count];

        // A via that touches the from at both its ends does not say at which; so these do not occur: the streets are no loops.
        var isOnly = sign.Kind % 2 == 1;
        town.Restriction(isOnly ? "only_straight_on" : "no_left_turn", from, via.Length > 0 ? via : corner.ToString(), to);
        var next = Other(to, corner);
        var isOpen = plan.Kind[Array.FindIndex(Possible, s => s == to || s == Reverse(to))] == 1 || to[0] == corner;
        if (!isOnly)
            book?.Forbid(path + next);
        else if (isOpen)
            book?.Only(path, next);
    }

    private static char Other(string street, char corner) => street[0] == corner ? street[1] : street[0];
}
