namespace Routing.Optimisation.Model;

/// <summary>
/// Travel between all locations by one means. Both arrays are <c>Size * Size</c>, row-major (from, to): seconds and
/// metres, -1 where there is no way. The arrays are read, never written, and stay the caller's.
/// </summary>
public sealed record Matrix(int Size, int[] Durations, int[] Distances)
{
    /// <summary>
    /// Hours of the day with other durations, in order: <see cref="Durations"/> hold until the first of them. A leg
    /// goes on with the speed of each hour that it comes into, so that who leaves later never arrives earlier
    /// (Ichoua, Gendreau, Potvin: Vehicle dispatching with time-dependent travel times, 2003).
    /// </summary>
    public IReadOnlyList<MatrixHours> Hours { get; init; } = [];
}

/// <summary>The durations that hold from a time of the day on, in seconds from the epoch; -1 where the matrix has -1.</summary>
public sealed record MatrixHours(int From, int[] Durations);
