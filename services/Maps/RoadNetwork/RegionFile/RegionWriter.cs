using System.Runtime.InteropServices;
using System.Text;
using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.RegionFile;

/// <summary>Writes a region file; FORMAT.md tells the bytes.</summary>
internal sealed class RegionWriter
{
    private readonly List<(int Id, int ElementBytes, long Count, Action<PutBytes> Write)> _sections = [];

    private delegate void PutBytes(ReadOnlySpan<byte> bytes);

    public static void Write(Stream file, RegionDescription description, Roads roads, IReadOnlyList<ProfileGraph> graphs)
    {
        var writer = new RegionWriter();
        var info = description.ToJson();
        writer.Add((int)Section.Info, info);
        writer.AddStrings(roads.Strings);
        writer.AddRoads(roads);
        writer.Add((int)Section.Boxes, SegmentBoxes.Build(roads));
        for (var p = 0; p < graphs.Count; p++)
        {
            writer.AddGraph((Profile)p, graphs[p].Turns);
            writer.AddHierarchy((Profile)p, graphs[p].Topology, graphs[p].Metric);
        }

        writer.WriteTo(file);
    }

    private void AddStrings(List<string> strings)
    {
        var offsets = new int[strings.Count + 1];
        var bytes = new List<byte>();
        for (var i = 0; i < strings.Count; i++)
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(strings[i]));
            offsets[i + 1] = bytes.Count;
        }

        Add((int)Section.StringOffsets, offsets);
        Add<byte>((int)Section.StringBytes, [.. bytes]);
    }

    private void AddRoads(Roads roads)
    {
        Add((int)Section.NodeOsmId, roads.NodeOsmId);
        Add((int)Section.NodeSignals, roads.NodeSignals);
        Add((int)Section.FirstLeaving, roads.FirstLeaving);
        Add((int)Section.LeavingArcs, roads.LeavingArcs);
        Add((int)Section.NarrowNodes, roads.NarrowNodes);
        Add((int)Section.Tail, roads.Tail);
        Add((int)Section.Head, roads.Head);
        Add((int)Section.FirstPoint, roads.FirstPoint);
        Add((int)Section.LastPoint, roads.LastPoint);
        Add((int)Section.SegmentWay, roads.Way);
        Add((int)Section.Centimetres, roads.Centimetres);
        Add((int)Section.Bearing, roads.Bearing);
        Add((int)Section.PointLon, roads.PointLon);
        Add((int)Section.PointLat, roads.PointLat);
        Add((int)Section.PointOsmId, roads.PointOsmId);
        Add((int)Section.WayOsmId, roads.WayOsmId);
        Add((int)Section.WayClass, roads.WayClass);
        Add((int)Section.WayTraits, roads.WayTraits);
        Add((int)Section.WayName, roads.WayName);
        Add((int)Section.WayRef, roads.WayRef);
        Add((int)Section.WayLanesForward, roads.WayLanesForward);
        Add((int)Section.WayLanesBackward, roads.WayLanesBackward);
        Add((int)Section.WayDestination, roads.WayDestination);
        Add((int)Section.WayExit, roads.WayExit);
        Add((int)Section.ChargingLon, roads.ChargingLon);
        Add((int)Section.ChargingLat, roads.ChargingLat);
        Add((int)Section.ChargingOsmId, roads.ChargingOsmId);
        Add((int)Section.ChargingWatts, roads.ChargingWatts);
        Add((int)Section.ChargingPlaces, roads.ChargingPlaces);
        Add((int)Section.ChargingName, roads.ChargingName);
    }

    private void AddGraph(Profile profile, TurnGraph graph)
    {
        Add(Layout.Of(Section.FirstState, profile), graph.FirstState);
        Add(Layout.Of(Section.StateArc, profile), graph.StateArc);
        Add(Layout.Of(Section.Weight, profile), graph.Weight);
        Add(Layout.Of(Section.FirstTurn, profile), graph.FirstTurn);
        Add(Layout.Of(Section.Turns, profile), graph.Turns);
        Add(Layout.Of(Section.ComponentPoints, profile), graph.ComponentPoints);
    }

    private void AddHierarchy(Profile profile, Topology topology, Metric metric)
    {
        Add(Layout.Of(Section.StateOfRank, profile), topology.StateOfRank);
        Add(Layout.Of(Section.RankOfState, profile), topology.RankOfState);
        Add(Layout.Of(Section.Parent, profile), topology.Parent);
        Add(Layout.Of(Section.Depth, profile), topology.Depth);
        Add(Layout.Of(Section.FirstOut, profile), topology.FirstOut);
        Add(Layout.Of(Section.OutDepth, profile), topology.OutDepth);
        Add(Layout.Of(Section.FirstIn, profile), topology.FirstIn);
        Add(Layout.Of(Section.InDepth, profile), topology.InDepth);
        Add(Layout.Of(Section.ArcOfTurn, profile), topology.ArcOfTurn);
        Add(Layout.Of(Section.FirstWay, profile), metric.Out.First);
        Add(Layout.Of(Section.WayDepth, profile), metric.Out.Depth);
        Add(Layout.Of(Section.WayWeight, profile), metric.Out.Weight);
        Add(Layout.Of(Section.WayCentimetres, profile), metric.Out.Centimetres);
        Add(Layout.Of(Section.WayHalves, profile), metric.Out.Halves);
        Add(Layout.Of(Section.FirstBack, profile), metric.In.First);
        Add(Layout.Of(Section.BackDepth, profile), metric.In.Depth);
        Add(Layout.Of(Section.BackWeight, profile), metric.In.Weight);
        Add(Layout.Of(Section.BackCentimetres, profile), metric.In.Centimetres);
        Add(Layout.Of(Section.BackHalves, profile), metric.In.Halves);
    }

    private void Add<T>(int id, Column<T> items)
        where T : unmanaged
    {
        var elementBytes = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        _sections.Add((id, elementBytes, items.Length, put => put(MemoryMarshal.AsBytes(items.Span))));
    }

    private void Add<T>(int id, T[] items)
        where T : unmanaged
    {
        var elementBytes = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        _sections.Add((id, elementBytes, items.Length, put => put(MemoryMarshal.AsBytes(items.AsSpan()))));
    }

    private void WriteTo(Stream file)
    {
        var table = new SectionEntry[_sections.Count];
        var offset = Align(Layout.HeaderBytes + (long)table.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<SectionEntry>());
        for (var i = 0; i < table.Length; i++)
        {
            var section = _sections[i];
            table[i] = new SectionEntry(section.Id, section.ElementBytes, offset, section.Count);
            offset = Align(offset + section.ElementBytes * section.Count);
        }

        var checksum = new Checksum();
        file.Position = Layout.HeaderBytes;
        Put(MemoryMarshal.AsBytes(table.AsSpan()));
        for (var i = 0; i < table.Length; i++)
        {
            Pad();
            _sections[i].Write(Put);
        }

        Pad();
        Span<byte> header = stackalloc byte[Layout.HeaderBytes];
        Layout.Magic.CopyTo(header);
        MemoryMarshal.Write(header[8..], Layout.Version);
        MemoryMarshal.Write(header[12..], table.Length);
        MemoryMarshal.Write(header[16..], offset);
        MemoryMarshal.Write(header[24..], checksum.Value);
        MemoryMarshal.Write(header[28..], Checksum.Of(header[..28]));
        file.Position = 0;
        file.Write(header);

        void Put(ReadOnlySpan<byte> bytes)
        {
            checksum.Add(bytes);
            file.Write(bytes);
        }

        void Pad()
        {
            Span<byte> zeros = stackalloc byte[Layout.Alignment];
            zeros.Clear();
            Put(zeros[..(int)(Align(file.Position) - file.Position)]);
        }
    }

    private static long Align(long offset) => (offset + Layout.Alignment - 1) / Layout.Alignment * Layout.Alignment;
}
