using Routing.RoadNetwork.Hierarchy;

namespace Routing.RoadNetwork;

public sealed partial class Router
{
    /// <summary>By profile: what queries that begin now search.</summary>
    private readonly Lazy<Metric>[] _metrics;

    /// <summary>
    /// Prepares changed costs for searching, on all cores; some tens of milliseconds for a city. Changes nothing until it is
    /// given to <see cref="Use"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The costs are of another region.</exception>
    public RoadMetric Customise(RoadCosts costs, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(costs);
        if (costs.Region != _region)
            throw new ArgumentException("These costs are of another region.", nameof(costs));
        using var hold = _region.Hold();
        var profile = (int)costs.Profile;
        var metric = Customisation.Run(_region.Graphs[profile], _region.Topologies[profile], _region.Columns, costs.StateWeights(), shutEnds: null, ct);
        return new RoadMetric(_region, costs.Profile, metric);
    }

    /// <summary>From now on queries of the metric's profile search it; those that run finish with what they began with.</summary>
    /// <exception cref="ArgumentException">The metric is of another region.</exception>
    public void Use(RoadMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (metric.Region != _region)
            throw new ArgumentException("This metric is of another region.", nameof(metric));
        Volatile.Write(ref _metrics[(int)metric.Profile], new Lazy<Metric>(metric.Metric));
    }

    /// <summary>Back to the costs that the profile's rules say.</summary>
    public void UseUsual(Profile p) => Volatile.Write(ref _metrics[(int)p], new Lazy<Metric>(UsualMetric(p)));

    internal Metric UsualMetric(Profile p) => _region.Metrics[(int)p];

    private Metric MetricOf(Profile p) => Volatile.Read(ref _metrics[(int)p]).Value;
}
