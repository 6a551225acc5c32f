using Routing.Addresses.Search;
using Routing.Addresses.Storage;
using Routing.Addresses.Text;

namespace Routing.Addresses;

public sealed partial class AddressIndex
{
    // Rows that one expression may give to the ranking; they come by importance.
    private const int MostRows = 300;

    // A query that is forgiven much may try many expressions; these bound its time.
    private const int MostExpressions = 40;

    /// <summary>A row with how well it fits a reading, before its houses are looked at.</summary>
    private readonly record struct Candidate(ThingRow Row, Interpretation Reading, double Score);

    /// <summary>
    /// The answers to what a person typed, best first; empty where nothing fits. Tries the words as they stand, then
    /// forgives typos, then leaves words out.
    /// </summary>
    public IReadOnlyList<Address> Search(SearchRequest request)
    {
        var limit = Math.Clamp(request.Limit, 1, 50);
        var readings = Interpretation.Of(request.Text);
        if (readings.Count == 0)
            return [];
        var session = Rent();
        try
        {
            var answers = new List<Address>();
            FindCorners(session, request, answers);
            foreach (var candidate in Candidates(session, readings, request.Near).OrderByDescending(c => c.Score).Take(60))
                answers.Add(Answer(session, candidate, request));
            answers.Sort((a, b) => b.Score.CompareTo(a.Score));
            return Distinct(answers, limit);
        }
        finally
        {
            idle.Add(session);
        }
    }

    private List<Candidate> Candidates(Session session, List<Interpretation> readings, Point? near)
    {
        var found = new Dictionary<(long, int?), Candidate>();
        var expressions = 0;
        foreach (var forgiveness in (ReadOnlySpan<Forgiveness>)[Forgiveness.Nothing, Forgiveness.UnknownWords, Forgiveness.AnyWord])
        {
            foreach (var reading in readings)
                Match(reading, reading.Words, forgiveness, 0);
            if (found.Count > 0)
                return [.. found.Values];
        }
        // Something typed is not in the index at all: leave out one word, then two.
        foreach (var reading in readings)
        {
            for (var i = 0; i < reading.Words.Count && reading.Words.Count > 1; i++)
                Match(reading, Without(reading.Words, i), Forgiveness.UnknownWords, Penalty(reading.Words[i]));
        }
        if (found.Count > 0)
            return [.. found.Values];
        foreach (var reading in readings)
        {
            for (var i = 0; i < reading.Words.Count && reading.Words.Count > 2; i++)
            {
                for (var j = i + 1; j < reading.Words.Count; j++)
                    Match(reading, Without(Without(reading.Words, j), i), Forgiveness.UnknownWords, Penalty(reading.Words[i]) + Penalty(reading.Words[j]));
            }
        }
        return [.. found.Values];

        void Match(Interpretation reading, IReadOnlyList<string> words, Forgiveness forgiveness, double penalty)
        {
            // What is left must say something: a search for "de la" would find anything.
            if (expressions >= MostExpressions || (penalty > 0 && words.All(Abbreviations.IsLight)))
                return;
            var lastIsBeginning = reading.LastIsBeginning && words[^1] == reading.Words[^1];
            if (MatchExpression.Of(words, lastIsBeginning, forgiveness, vocabulary) is not { } expression)
                return;
            expressions++;
            foreach (var row in session.Match(expression, MostRows))
            {
                var score = Fit.Of(row, words, lastIsBeginning) - penalty + row.Importance / 1000.0 + Nearness(row, near);
                // Who types a number means a house.
                if (reading.Number is not null)
                    score += row.Kind == ThingKind.Street ? 0.1 : -0.15;
                var key = (row.Id, reading.Number);
                if (!found.TryGetValue(key, out var known) || known.Score < score)
                    found[key] = new Candidate(row, reading with { Words = words }, score);
            }
        }
    }

    private static double Penalty(string word) => Abbreviations.IsLight(word) ? 0.05 : 0.15;

    private static List<string> Without(IReadOnlyList<string> words, int index)
    {
        var rest = new List<string>(words);
        rest.RemoveAt(index);
        return rest;
    }

    private static double Nearness(ThingRow row, Point? near) => Nearness(Geo.Degrees(row.Lon), Geo.Degrees(row.Lat), near);

    private static double Nearness(double lon, double lat, Point? near) =>
        near is not { } point ? 0 : 0.12 / (1 + Geo.Metres(lon, lat, point.Lon, point.Lat) / 2000);

    private Address Answer(Session session, Candidate candidate, SearchRequest request)
    {
        var (row, reading, score) = candidate;
        if (row.Kind != ThingKind.Street || reading.Number is not { } number)
            return Describe(row, row.Lon, row.Lat, null, score - (reading.Number is null ? 0 : 0.2), request.Near, request.Language);
        if (HouseFinder.Find(session.Houses(row.Id), number, reading.Suffix) is not { } house)
            return Describe(row, row.Lon, row.Lat, null, score - 0.2, request.Near, request.Language);
        // The quarter that was asked for tells apart the houses of a long street.
        var quarter = places.Quarter(Geo.Degrees(house.Lon), Geo.Degrees(house.Lat));
        var inQuarter = quarter is not null && Folding.Words(quarter).All(reading.Words.Contains) ? 0.05 : 0;
        score += 0.2 * house.Fit + inQuarter - Nearness(row, request.Near) + Nearness(Geo.Degrees(house.Lon), Geo.Degrees(house.Lat), request.Near);
        return Describe(row, house.Lon, house.Lat, house, score, request.Near, request.Language);
    }

    private Address Describe(ThingRow row, int lon, int lat, FoundHouse? house, double score, Point? near, string? language)
    {
        double x = Geo.Degrees(lon), y = Geo.Degrees(lat);
        var name = Names(row, language);
        var isStreet = row.Kind == ThingKind.Street;
        var quarter = places.Quarter(x, y, language);
        return new Address(
            house?.Exactness ?? (isStreet ? Exactness.Street : Exactness.Place),
            x,
            y,
            isStreet ? null : name,
            isStreet ? name : row.Street,
            house?.Text ?? row.Number,
            house?.Postcode ?? row.Postcode,
            quarter == name ? null : quarter,
            row.Locality,
            country,
            row.Key,
            row.Value,
            house?.Osm ?? row.Osm,
            house is null && row.Extent is { } box ? [Geo.Degrees(box.West), Geo.Degrees(box.South), Geo.Degrees(box.East), Geo.Degrees(box.North)] : null,
            score,
            near is { } point ? Geo.Metres(x, y, point.Lon, point.Lat) : null
        );
    }

    private static string Names(ThingRow row, string? language) =>
        Routing.Addresses.Reading.Names.InLanguage(row.Names, language) ?? row.Name;

    private void FindCorners(Session session, SearchRequest request, List<Address> answers)
    {
        foreach (var (first, second) in Interpretation.Corners(request.Text))
        {
            var streetsA = Streets(session, first);
            var streetsB = streetsA.Count == 0 ? [] : Streets(session, second);
            foreach (var (a, fitA) in streetsA)
            {
                foreach (var (b, fitB) in streetsB)
                {
                    foreach (var (lon, lat) in session.Corners(a.Id, b.Id).Take(1))
                    {
                        var described = Describe(a, lon, lat, null, (fitA + fitB) / 2 + 0.3, request.Near, request.Language);
                        answers.Add(
                            described with
                            {
                                Exactness = Exactness.Corner,
                                Street = $"{described.Street} / {Names(b, request.Language)}",
                                Score = described.Score + Nearness(described.Lon, described.Lat, request.Near),
                            }
                        );
                    }
                }
            }
        }
    }

    private List<(ThingRow Row, double Fit)> Streets(Session session, List<string> words)
    {
        foreach (var forgiveness in (ReadOnlySpan<Forgiveness>)[Forgiveness.Nothing, Forgiveness.UnknownWords])
        {
            if (MatchExpression.Of(words, true, forgiveness, vocabulary) is not { } expression)
                continue;
            var streets = session
                .Match(expression, MostRows)
                .Where(row => row.Kind == ThingKind.Street)
                .Select(row => (row, Fit.Of(row, words, true)))
                .OrderByDescending(pair => pair.Item2)
                .Take(12)
                .ToList();
            if (streets.Count > 0)
                return streets;
        }
        return [];
    }

    // Two readings, or a street in two pieces, may give what looks the same to a person: the better one stays.
    private static List<Address> Distinct(List<Address> sorted, int limit)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var kept = new List<Address>(limit);
        foreach (var answer in sorted)
        {
            if (seen.Add(answer.Label))
                kept.Add(answer);
            if (kept.Count == limit)
                break;
        }
        return kept;
    }
}
