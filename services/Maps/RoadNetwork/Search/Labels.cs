using System.Runtime.CompilerServices;

namespace Routing.RoadNetwork.Search;

/// <summary>What a search knows of one state. Together in 16 bytes, so that a visit touches one cache line.</summary>
internal struct Label
{
    /// <summary>The search that wrote this; of another, the rest is old.</summary>
    public int Generation;

    /// <summary>Deciseconds.</summary>
    public int Cost;

    /// <summary>The state before, <see cref="Labels.None"/> where the search began.</summary>
    public int Parent;

    /// <summary>Length of the way that the cost is of.</summary>
    public int Centimetres;
}

/// <summary>Labels of all states, emptied in O(1) by raising the generation.</summary>
internal sealed class Labels(int states)
{
    public const int None = -1;

    private readonly Label[] _labels = new Label[states];

    public int Generation { get; private set; }

    public Span<Label> All => _labels;

    public void Reset()
    {
        if (Generation == int.MaxValue)
        {
            _labels.AsSpan().Clear();
            Generation = 0;
        }

        Generation++;
    }

    /// <summary>Deciseconds, <see cref="int.MaxValue"/> when not reached.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CostOf(int state)
    {
        ref readonly var label = ref _labels[state];
        return label.Generation == Generation ? label.Cost : int.MaxValue;
    }

    public ref readonly Label this[int state] => ref _labels[state];
}
