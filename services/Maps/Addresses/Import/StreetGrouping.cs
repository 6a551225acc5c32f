using System.Runtime.InteropServices;
using Routing.Addresses.Reading;
using Routing.Addresses.Storage;
using Routing.Addresses.Text;

namespace Routing.Addresses.Import;

/// <summary>
/// Groups houses and roads into streets. Members of a street share a name (folded, abbreviations aside), a town, and
/// hang together: no gap wider than one to two blocks of 2^16 units (some 700 m). "Calle 1" exists ten times in a city.
/// </summary>
internal sealed class StreetGrouping(Seeds seeds, PlaceMap places)
{
    private const int Shift = 16;

    // Interned: a name's or town's folded spelling -> a small integer; texts[i] is the spelling first seen.
    private readonly Dictionary<string, int> byFolded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> bySpelling = new(StringComparer.Ordinal);
    private readonly List<string> texts = [];

    // What addr:city says -> town; quarters are left out, they depend on the position.
    private readonly Dictionary<string, int?> townOfCity = new(StringComparer.Ordinal);

    // By block: the town where a road or house says nothing.
    private readonly Dictionary<(int X, int Y), int> townOfBlock = [];

    private readonly HashSet<(int X, int Y)> voted = [];

    private const int NoTown = -1;

    /// <summary>Either a house (index into seeds.Houses) or a road (index, bit-complemented), in a block.</summary>
    private readonly record struct Member(int Index, int BlockX, int BlockY);

    public List<Street> Group(CancellationToken ct)
    {
        VoteTowns();
        ct.ThrowIfCancellationRequested();
        var groups = new Dictionary<(int Name, int Town), List<Member>>();
        var townNear = new Dictionary<(int Name, int X, int Y), int>();
        for (var i = 0; i < seeds.Houses.Count; i++)
        {
            ref readonly var house = ref CollectionsMarshal.AsSpan(seeds.Houses)[i];
            var name = Intern(house.Street);
            var town = TownOf(house.City, house.Lon, house.Lat);
            int x = house.Lon >> Shift, y = house.Lat >> Shift;
            Add(groups, (name, town), new Member(i, x, y));
            townNear.TryAdd((name, x, y), town);
        }
        ct.ThrowIfCancellationRequested();
        for (var i = 0; i < seeds.Roads.Count; i++)
        {
            var road = seeds.Roads[i];
            var name = Intern(road.Name);
            var blocks = Blocks(road);
            if (blocks.Count == 0)
                continue;
            // A road lies in the town that its houses name; failing those, in the nearest.
            var town = NoTown;
            var known = false;
            foreach (var (x, y) in blocks)
            {
                if (known = townNear.TryGetValue((name, x, y), out town))
                    break;
            }
            if (!known && Extent.Around(road.Nodes, seeds.Positions) is { IsNothing: false } box)
                town = TownOf(null, box.MiddleLon, box.MiddleLat);
            foreach (var (x, y) in blocks)
                Add(groups, (name, town), new Member(~i, x, y));
        }
        ct.ThrowIfCancellationRequested();
        var streets = new List<Street>(groups.Count);
        foreach (var ((name, town), members) in groups)
            Split(texts[name], town == NoTown ? null : texts[town], members, streets);
        return streets;
    }

    private static void Add(Dictionary<(int, int), List<Member>> groups, (int, int) key, Member member)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, key, out _);
        (list ??= []).Add(member);
    }

    private HashSet<(int X, int Y)> Blocks(RoadSeed road)
    {
        var blocks = new HashSet<(int, int)>();
        var hasLast = false;
        int lastX = 0, lastY = 0;
        foreach (var node in road.Nodes)
        {
            if (!seeds.Positions.TryGet(node, out var lon, out var lat))
                continue;
            // Long straight roads have nodes far apart: add the blocks between, so that the road holds together.
            if (hasLast)
            {
                var steps = Math.Max(Math.Abs((long)lon - lastX), Math.Abs((long)lat - lastY)) >> Shift;
                for (var s = 1; s <= Math.Min(steps, 200); s++)
                    blocks.Add(((int)(lastX + ((long)lon - lastX) * s / (steps + 1)) >> Shift, (int)(lastY + ((long)lat - lastY) * s / (steps + 1)) >> Shift));
            }
            blocks.Add((lon >> Shift, lat >> Shift));
            (lastX, lastY, hasLast) = (lon, lat, true);
        }
        return blocks;
    }

    // Flood from block to block, neighbours and those one further: O(members).
    private void Split(string name, string? town, List<Member> members, List<Street> streets)
    {
        var byBlock = new Dictionary<(int X, int Y), List<Member>>();
        foreach (var member in members)
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(byBlock, (member.BlockX, member.BlockY), out _);
            (list ??= []).Add(member);
        }
        var open = new Stack<(int X, int Y)>();
        var taken = new HashSet<int>();
        while (byBlock.Count > 0)
        {
            var street = new Street { Spelling = name, Locality = town };
            taken.Clear();
            open.Push(byBlock.Keys.First());
            while (open.TryPop(out var block))
            {
                if (!byBlock.Remove(block, out var here))
                    continue;
                foreach (var member in here)
                {
                    if (member.Index >= 0)
                        Take(street, seeds.Houses[member.Index]);
                    else if (taken.Add(member.Index))
                        street.Roads.Add(seeds.Roads[~member.Index]);
                }
                for (var dx = -1; dx <= 1; dx++)
                {
                    for (var dy = -1; dy <= 1; dy++)
                        open.Push((block.X + dx, block.Y + dy));
                }
            }
            // Several numbers on one object that do not start with a digit may leave nothing.
            if (street.Roads.Count + street.Houses.Count == 0)
                continue;
            Centre(street);
            streets.Add(street);
        }
    }

    private static void Take(Street street, in HouseSeed seed)
    {
        foreach (var part in seed.Number.AsSpan().SplitAny(',', ';'))
        {
            if (House.TryParse(seed.Number.AsSpan(part), out var number, out var suffix))
                street.Houses.Add(new House(number, suffix, seed.Lon, seed.Lat, seed.Postcode, seed.Osm, seed.IsInterpolated));
        }
    }

    // The node of its roads (or the house) nearest to the middle of all of them; and the quarters that it passes.
    private void Centre(Street street)
    {
        var points = new List<(int Lon, int Lat)>();
        foreach (var road in street.Roads)
        {
            foreach (var node in road.Nodes)
            {
                if (seeds.Positions.TryGet(node, out var lon, out var lat))
                    points.Add((lon, lat));
            }
        }
        var onRoad = points.Count;
        foreach (var house in street.Houses)
            points.Add((house.Lon, house.Lat));
        double x = 0, y = 0;
        foreach (var (lon, lat) in points)
        {
            (x, y) = (x + lon, y + lat);
            street.Extent = street.Extent.With(lon, lat);
        }
        (x, y) = (x / points.Count, y / points.Count);
        var best = double.MaxValue;
        foreach (var (lon, lat) in onRoad > 0 ? points[..onRoad] : points)
        {
            var squared = (lon - x) * (lon - x) + (lat - y) * (lat - y);
            if (squared >= best)
                continue;
            (best, street.Lon, street.Lat) = (squared, lon, lat);
        }
        var seen = new HashSet<(int, int)>();
        foreach (var (lon, lat) in points)
        {
            if (!seen.Add((lon >> Shift, lat >> Shift)))
                continue;
            if (places.Quarter(Geo.Degrees(lon), Geo.Degrees(lat)) is { } quarter && !street.Quarters.Contains(quarter))
                street.Quarters.Add(quarter);
        }
    }

    /// <summary>The town of a point: what the houses around say, or else the nearest place.</summary>
    public string? TownAt(int lon, int lat) => TownOf(null, lon, lat) is var town && town == NoTown ? null : texts[town];

    // Places are points and their reach a guess; what most houses of a block say of their town is better.
    private void VoteTowns()
    {
        var votes = new Dictionary<(int X, int Y), Dictionary<int, int>>();
        foreach (ref readonly var house in CollectionsMarshal.AsSpan(seeds.Houses))
        {
            if (TownNamed(house.City) is not { } town)
                continue;
            ref var block = ref CollectionsMarshal.GetValueRefOrAddDefault(votes, (house.Lon >> Shift, house.Lat >> Shift), out _);
            CollectionsMarshal.GetValueRefOrAddDefault(block ??= [], town, out _)++;
        }
        foreach (var (block, towns) in votes)
            townOfBlock[block] = towns.MaxBy(pair => pair.Value).Key;
        voted.UnionWith(votes.Keys);
    }

    private int TownOf(string? city, int lon, int lat)
    {
        if (TownNamed(city) is { } named)
            return named;
        (int X, int Y) block = (lon >> Shift, lat >> Shift);
        if (townOfBlock.TryGetValue(block, out var town))
            return town;
        town = places.Town(Geo.Degrees(lon), Geo.Degrees(lat)) is { } name ? Intern(name) : NoTown;
        // Blocks beside those with houses follow them.
        for (var around = 0; around < 9; around++)
        {
            (int, int) beside = (block.X + around % 3 - 1, block.Y + around / 3 - 1);
            if (!voted.Contains(beside))
                continue;
            town = townOfBlock[beside];
            break;
        }
        return townOfBlock[block] = town;
    }

    // Null where nothing is said, or the quarter stands where the city belongs.
    private int? TownNamed(string? city)
    {
        if (string.IsNullOrWhiteSpace(city))
            return null;
        if (townOfCity.TryGetValue(city, out var known))
            return known;
        var first = city.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return townOfCity[city] = first is null || places.IsQuarter(Folding.Key(first)) ? null : Intern(first);
    }

    private int Intern(string text)
    {
        if (bySpelling.TryGetValue(text, out var id))
            return id;
        // "Gral. Rivera" and "General Rivera" are one street.
        var words = Folding.Words(text);
        for (var i = 0; i < words.Count; i++)
        {
            if (Abbreviations.ForIndex(words[i]) is [var only] && words[i].Length > 1)
                words[i] = only;
        }
        var key = string.Join(' ', words);
        if (!byFolded.TryGetValue(key, out id))
        {
            id = texts.Count;
            texts.Add(text);
            byFolded[key] = id;
        }
        bySpelling[text] = id;
        return id;
    }
}
