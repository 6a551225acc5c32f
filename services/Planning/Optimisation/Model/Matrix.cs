namespace Routing.Optimisation.Model;

/// <summary>
/// Travel between all locations by one means. Both arrays are <c>Size * Size</c>, row-major (from, to): seconds and
/// metres, -1 where there is no way. The arrays are read, never written, and stay the caller's.
/// </summary>
public sealed record Matrix(int Size, int[] Durations, int[] Distances);
