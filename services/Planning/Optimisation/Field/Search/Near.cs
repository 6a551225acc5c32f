namespace Routing.Optimisation.Field.Search;

/// <summary>For each stop the nearest others, nearest first, by the mean cost of both ways.</summary>
internal sealed class Near
{
    private const int Most = 256;
    private readonly int[] near;
    private readonly int width;

    /// <summary>Told to stop, it is left unfinished.</summary>
    public Near(FieldData data, Func<bool> isOver)
    {
        var stops = new List<int>();
        for (var t = 0; t < data.TaskCount; t++)
        {
            stops.Add(2 * t);
            if (data.IsShipment[t])
                stops.Add(2 * t + 1);
        }

        width = Math.Min(Most, stops.Count);
        near = new int[2 * data.TaskCount * width];
        var keys = new long[stops.Count];
        var order = new int[stops.Count];
        var costs = data.Costs[0];
        foreach (var s in stops)
        {
            if (isOver())
                return;
            var at = data.Location[s];
            for (var i = 0; i < order.Length; i++)
            {
                var other = data.Location[stops[i]];
                keys[i] = ((long)costs[at * data.Size + other] + costs[other * data.Size + at]) * 2 + (stops[i] == s ? 0 : 1);
                order[i] = stops[i];
            }

            Array.Sort(keys, order);
            Array.Copy(order, 0, near, s * width, width);
        }
    }

    /// <summary>The stop itself among the first.</summary>
    public ReadOnlySpan<int> Of(int stop) => near.AsSpan(stop * width, width);
}
