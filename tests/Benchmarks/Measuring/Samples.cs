using System.Diagnostics;

namespace Routing.Benchmarks.Measuring;

/// <summary>Times of repeated runs, sorted.</summary>
internal sealed class Samples
{
    private readonly double[] _milliseconds;

    private Samples(double[] milliseconds)
    {
        Array.Sort(milliseconds);
        _milliseconds = milliseconds;
    }

    public double Median => _milliseconds[_milliseconds.Length / 2];

    public double P99 => _milliseconds[_milliseconds.Length * 99 / 100];

    /// <summary>Milliseconds of a single run, for what is done once.</summary>
    public static double Once(Action action)
    {
        var begun = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    // As long as the runtime takes to compile what runs often once more, optimised.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <summary>The same work again and again, after some runs to warm up.</summary>
    public static Samples Of(int runs, Action action)
    {
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < 3 || Stopwatch.GetElapsedTime(begun) < WarmUp; i++)
            action();
        return OfEach(runs, _ => action());
    }

    /// <summary>Different work in each run, all of it once before, to warm up.</summary>
    public static Samples OfAll(int runs, Action<int> action)
    {
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < runs; i++)
                action(i);
        }

        return OfEach(runs, action);
    }

    /// <summary>The same in processor time, which others on the machine do not lengthen.</summary>
    public static Samples OfProcessor(int runs, Action<int> action)
    {
        for (var i = 0; i < runs; i++)
            action(i);
        var milliseconds = new double[runs];
        for (var i = 0; i < runs; i++)
            milliseconds[i] = ProcessorClock.Of(() => action(i));
        return new Samples(milliseconds);
    }

    private static Samples OfEach(int runs, Action<int> action)
    {
        var milliseconds = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            action(i);
            milliseconds[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }

        return new Samples(milliseconds);
    }
}
