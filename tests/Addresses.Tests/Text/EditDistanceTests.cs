using Routing.Addresses.Text;

namespace Routing.Addresses.Tests.Text;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("italia", "italia", 0)]
    [InlineData("itlaia", "italia", 1)]
    [InlineData("itala", "italia", 1)]
    [InlineData("italiia", "italia", 1)]
    [InlineData("itelia", "italia", 1)]
    [InlineData("itleia", "italia", 2)]
    [InlineData("colon", "colonia", 2)]
    public void Typos_are_counted(string typed, string word, int edits) => Assert.Equal(edits, EditDistance.Between(typed, word, 3));

    [Theory]
    [InlineData("garib", "garibaldi", 0)]
    [InlineData("gairb", "garibaldi", 1)]
    [InlineData("garubald", "garibaldi", 1)]
    public void A_beginning_is_compared_with_the_beginning(string typed, string word, int edits) =>
        Assert.Equal(edits, EditDistance.Between(typed, word, 2, asBeginning: true));

    [Fact]
    public void The_cut_off_distance_agrees_with_the_plain_one_on_random_words()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 5000; i++)
        {
            string a = Word(random), b = Word(random);
            var plain = Plain(a, b);
            for (var limit = 0; limit <= 3; limit++)
            {
                var cut = EditDistance.Between(a, b, limit);
                Assert.True(plain <= limit ? cut == plain : cut > limit, $"{a} {b} limit {limit}: {cut}, plain {plain}");
                var beginnings = Enumerable.Range(0, b.Length + 1).Min(length => Plain(a, b[..length]));
                var cutBeginning = EditDistance.Between(a, b, limit, asBeginning: true);
                Assert.True(beginnings <= limit ? cutBeginning == beginnings : cutBeginning > limit, $"{a} {b} limit {limit}: {cutBeginning}, plain {beginnings}");
            }
        }
    }

    private static string Word(Random random) => new([.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => (char)('a' + random.Next(3)))]);

    // The definition, by recursion over a full table.
    private static int Plain(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}
