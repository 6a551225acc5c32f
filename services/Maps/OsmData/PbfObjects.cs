namespace Routing.OsmData;

/// <summary>
/// All objects of an .osm.pbf in its order. While one batch of blocks is handed out, the next is unpacked on all cores; memory
/// is two batches, whatever the size of the file.
/// </summary>
internal sealed class PbfObjects(PbfFile file)
{
    private static readonly int BatchBlocks = 4 * Environment.ProcessorCount;

    public IEnumerable<OsmObject> Read(Action<double>? report, CancellationToken ct)
    {
        file.CheckHeader();
        var next = Unpack(0, ct);
        for (var from = 0; from < file.Blobs.Count; from += BatchBlocks)
        {
            var blocks = next.GetAwaiter().GetResult();
            next = Unpack(from + BatchBlocks, ct);
            foreach (var block in blocks)
            {
                foreach (var item in block)
                    yield return item;
            }

            report?.Invoke(Math.Min(1, (double)(from + BatchBlocks) / file.Blobs.Count));
        }
    }

    private Task<List<OsmObject>[]> Unpack(int from, CancellationToken ct) => Task.Run(
        () =>
        {
            var blocks = new List<OsmObject>[Math.Clamp(file.Blobs.Count - from, 0, BatchBlocks)];
            try
            {
                Parallel.For(0, blocks.Length, new ParallelOptions { CancellationToken = ct }, i =>
                {
                    blocks[i] = [];
                    if (file.Blobs[from + i].IsData)
                        file.Unpack(file.Blobs[from + i], bytes => Take(new PbfBlock(bytes), blocks[i]));
                });
            }
            catch (AggregateException several)
            {
                throw several.Flatten().InnerExceptions[0];
            }

            return blocks;
        },
        ct);

    private static void Take(PbfBlock block, List<OsmObject> found)
    {
        block.ReadNodes(null, (id, lonE7, latE7, tags) => found.Add(new OsmNode(id, lonE7, latE7, tags ?? TagSet.Empty)));
        block.ReadWays(null, found.Add);
        block.ReadRelations(null, found.Add);
    }
}
