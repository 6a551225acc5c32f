using System.Text.Json;
using Routing.Contracts;
using Routing.Contracts.Values;

namespace Routing.Maps.Conditions;

/// <summary>In a file <c>conditions.json</c> beside the region: for the standalone server, which has no database and nobody to tell.</summary>
internal sealed class FileConditions(string path) : IConditionStore, IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private ConditionSet? known;

    public async Task<long> Version(CancellationToken ct) => (await Read(ct)).Version;

    public async Task<ConditionSet> Read(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            return known ??= Load();
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task<ConditionSet> Change(Func<IReadOnlyList<RoadCondition>, IReadOnlyList<RoadCondition>> change, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            known ??= Load();
            var after = change(known.All);
            if (ReferenceEquals(after, known.All)) return known;
            var set = new ConditionSet(known.Version + 1, after);
            var unfinished = path + ".unfinished";
            await File.WriteAllTextAsync(unfinished, JsonSerializer.Serialize(set, WireJson.Options), ct);
            File.Move(unfinished, path, overwrite: true);
            return known = set;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private ConditionSet Load() =>
        File.Exists(path) ? JsonSerializer.Deserialize<ConditionSet>(File.ReadAllText(path), WireJson.Options) ?? ConditionSet.Empty : ConditionSet.Empty;
}
