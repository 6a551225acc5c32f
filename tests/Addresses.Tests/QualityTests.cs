using System.Diagnostics;
using System.Text;
using Routing.Addresses.Reading;
using Routing.Addresses.Storage;
using Routing.Addresses.Text;

namespace Routing.Addresses.Tests;

/// <summary>
/// Queries made from addresses of a real city, as people would mangle them. An answer counts as found where it is the
/// house number within 60 m of where the extract has it.
/// </summary>
public sealed class QualityTests
{
    [Fact]
    public void Most_mangled_addresses_of_a_city_are_found_first()
    {
        var osm = SharedData.File("osm/montevideo.osm.pbf");
        using var folder = new TempFolder();
        var ct = TestContext.Current.CancellationToken;
        var built = Stopwatch.StartNew();
        var counts = AddressIndexBuilder.Build(osm, folder.File("city"), ct: ct);
        built.Stop();
        using var index = AddressIndex.Open(folder.File("city"));
        Assert.True(counts.Houses > 200_000, counts.ToString());

        // A fixed seed: the figures are compared over time.
        var random = new Random(20170401);
        var houses = ExtractReader.Read(osm, null, ct).Houses.Where(house => House.TryParse(house.Number, out _, out _) && !house.Number.AsSpan().ContainsAny(",; ")).ToList();
        var report = new StringBuilder($"{counts}, built in {built.ElapsedMilliseconds} ms\n");
        var times = new List<double>();
        int allFirst = 0, allFive = 0, all = 0;
        foreach (var (name, mangle) in Manglings)
        {
            int first = 0, five = 0, asked = 0;
            while (asked < 100)
            {
                var house = houses[random.Next(houses.Count)];
                if (mangle(house, random) is not { } text)
                    continue;
                asked++;
                var clock = Stopwatch.StartNew();
                var answers = index.Search(new SearchRequest(text, Limit: 5));
                times.Add(clock.Elapsed.TotalMilliseconds);
                var rank = answers.ToList().FindIndex(answer => IsHouse(answer, house));
                first += rank == 0 ? 1 : 0;
                five += rank >= 0 ? 1 : 0;
                if (rank < 0)
                    report.Append($"    {name}: '{text}' for {house.Street} {house.Number} gave {(answers.Count > 0 ? answers[0].Label : "nothing")}\n");
            }
            report.Append($"{name}: first {first} %, among five {five} %\n");
            (allFirst, allFive, all) = (allFirst + first, allFive + five, all + asked);
        }
        times.Sort();
        report.Append($"{all} queries: first {100.0 * allFirst / all:0.0} %, among five {100.0 * allFive / all:0.0} %; median {times[all / 2]:0.00} ms, p99 {times[all * 99 / 100]:0.00} ms\n");
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        Assert.True(allFirst >= 0.93 * all && allFive >= 0.95 * all, report.ToString());
    }

    private static bool IsHouse(Address answer, HouseSeed house) =>
        answer.Exactness == Exactness.House
        && answer.HouseNumber == house.Number
        && Geo.Metres(answer.Lon, answer.Lat, Geo.Degrees(house.Lon), Geo.Degrees(house.Lat)) < 60;

    private static readonly (string Name, Func<HouseSeed, Random, string?> Mangle)[] Manglings =
    [
        ("as written", (house, _) => $"{house.Street} {house.Number}"),
        ("no accents, lower case, with the city", (house, _) => $"{Folding.Key(house.Street)} {house.Number} montevideo"),
        ("number first", (house, _) => $"{house.Number} {house.Street}"),
        ("abbreviated", (house, _) => Shorten(house.Street) is { } shorter ? $"{shorter} {house.Number}" : null),
        ("without what it is or titles", (house, _) => Bare(house.Street) is { } bare ? $"{bare} {house.Number}" : null),
        ("two letters swapped", (house, random) => Typo(house.Street, random, (w, i) => w[..i] + w[i + 1] + w[i] + w[(i + 2)..]) is { } typo ? $"{typo} {house.Number}" : null),
        ("a letter missing", (house, random) => Typo(house.Street, random, (w, i) => w[..i] + w[(i + 1)..]) is { } typo ? $"{typo} {house.Number}" : null),
        ("a letter wrong", (house, random) => Typo(house.Street, random, (w, i) => w[..i] + 'x' + w[(i + 1)..]) is { } typo ? $"{typo} {house.Number}, Montevideo" : null),
    ];

    private static string? Shorten(string street)
    {
        var shorter = street
            .Replace("Avenida", "Av.", StringComparison.Ordinal)
            .Replace("Bulevar", "Bvar.", StringComparison.Ordinal)
            .Replace("General", "Gral.", StringComparison.Ordinal)
            .Replace("Doctor ", "Dr. ", StringComparison.Ordinal)
            .Replace("Camino", "Cno.", StringComparison.Ordinal);
        return shorter == street ? null : shorter;
    }

    private static string? Bare(string street)
    {
        var all = Folding.Words(street);
        var rest = all.Where(word => !Abbreviations.IsLight(word)).ToList();
        return rest.Count == 0 || rest.Count == all.Count ? null : string.Join(' ', rest);
    }

    private static string? Typo(string street, Random random, Func<string, int, string> change)
    {
        var words = street.Split(' ');
        var longest = Array.IndexOf(words, words.MaxBy(word => word.Length));
        var word = words[longest];
        if (word.Length < 6)
            return null;
        words[longest] = change(word, random.Next(1, word.Length - 2));
        return words[longest] == word ? null : string.Join(' ', words);
    }
}
