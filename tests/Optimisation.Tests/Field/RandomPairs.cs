using System.Globalization;
using System.Text;

namespace Routing.Optimisation.Tests.Field;

/// <summary>A problem in Li and Lim's format with pairs at random, each of which a vehicle of its own can serve.</summary>
internal static class RandomPairs
{
    public static string Make(int seed, int pairs)
    {
        var random = new Random(seed);
        const int end = 1000;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{pairs}\t{20 + random.Next(80)}\t1\n");
        text.Append(CultureInfo.InvariantCulture, $"0\t50\t50\t0\t0\t{end}\t0\t0\t0\n");
        for (var i = 0; i < pairs; i++)
        {
            var demand = 1 + random.Next(20);
            var service = random.Next(15);
            var open = random.Next(500);
            for (var k = 0; k < 2; k++)
            {
                var node = 2 * i + k + 1;
                var (from, to) = k == 0 ? (0, node + 1) : (node - 1, 0);
                text.Append(CultureInfo.InvariantCulture, $"{node}\t{random.Next(101)}\t{random.Next(101)}\t{(k == 0 ? demand : -demand)}\t{open * k}\t{(k == 0 ? 200 + random.Next(300) : 800)}\t{service}\t{from}\t{to}\n");
            }
        }

        return text.ToString();
    }
}
