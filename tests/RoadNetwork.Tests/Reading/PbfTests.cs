using OsmSharp;
using OsmSharp.Streams;
using Routing.RoadNetwork.Profiles;
using Routing.RoadNetwork.Reading;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Reading;

/// <summary>The reader of .osm.pbf against OsmSharp's, which shares no code with it.</summary>
public sealed class PbfTests
{
    [Theory]
    [InlineData("montevideo")]
    [InlineData("monaco")]
    [InlineData("liechtenstein")]
    public void It_reads_what_OsmSharp_reads(string name)
    {
        var path = Extracts.PathOf(name);
        var extract = ExtractReader.Read(path, Rules.IsRoad, _ => { }, TestContext.Current.CancellationToken);
        using var file = File.OpenRead(path);
        var ways = new List<RoadWay>();
        var nodes = new Dictionary<long, Node>();
        var restrictions = 0;
        foreach (var item in new PBFOsmStreamSource(file))
        {
            switch (item)
            {
                case Node node:
                    nodes.Add(node.Id!.Value, node);
                    break;
                case Way { Nodes.Length: >= 2 } way when Rules.IsRoad(Tags(way)):
                    ways.Add(new RoadWay(way.Id!.Value, Tags(way), way.Nodes));
                    break;
                case Relation relation when relation.Tags.Contains("type", "restriction"):
                    restrictions += relation.Members.Any(m => m.Role == "from") && relation.Members.Any(m => m.Role == "to") && relation.Members.Any(m => m.Role == "via") ? 1 : 0;
                    break;
            }
        }

        Assert.Equal(ways.Select(way => way.OsmId), extract.Ways.Select(way => way.OsmId));
        foreach (var (expected, read) in ways.Zip(extract.Ways))
        {
            Assert.Equal(expected.Points, read.Points);
            Assert.Equal(ByKey(expected.Tags), ByKey(read.Tags));
        }

        Assert.Equal(ways.SelectMany(way => way.Points).Distinct().Order(), extract.PointIds);
        string[] access = ["access", "vehicle", "motor_vehicle", "motorcar", "small_electric_vehicle", "bicycle", "foot"];
        string[] wanted =
        [
            "barrier", "highway", .. access, .. access.Select(key => key + ":conditional"),
            "maxheight", "maxheight:physical", "maxwidth", "maxwidth:physical", "maxlength", "maxweight",
        ];
        for (var i = 0; i < extract.PointIds.Length; i++)
        {
            if (!nodes.TryGetValue(extract.PointIds[i], out var node))
            {
                Assert.Equal(Extract.Missing, extract.Lon[i]);
                continue;
            }

            Assert.Equal((int)Math.Round(node.Longitude!.Value * 1e7), extract.Lon[i]);
            Assert.Equal((int)Math.Round(node.Latitude!.Value * 1e7), extract.Lat[i]);
            Assert.Equal(wanted.Any(node.Tags.ContainsKey), extract.PointTags.ContainsKey(i));
            if (extract.PointTags.TryGetValue(i, out var tags))
                Assert.Equal(ByKey(Tags(node)), ByKey(tags));
        }

        // OsmSharp's relations with the members that a restriction needs; a few are dropped for having two kinds of via.
        Assert.InRange(extract.Restrictions.Count, restrictions - 3, restrictions);
    }

    [Theory]
    [InlineData(new byte[] { 0x80 }, "cut off")]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80 }, "too long")]
    [InlineData(new byte[] { 0x00 }, "no number")]
    [InlineData(new byte[] { 0x0A, 0x05, 0x01 }, "longer than its message")]
    [InlineData(new byte[] { 0x0B }, "unknown type")]
    public void A_broken_message_is_said_to_be(byte[] message, string words)
    {
        var e = Assert.Throws<InvalidDataException>(() =>
        {
            var reader = new ProtoReader(message);
            while (reader.Next())
                reader.Skip();
        });
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
    }

    private static TagSet Tags(OsmGeo item) => new([.. item.Tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value))]);

    private static IEnumerable<KeyValuePair<string, string>> ByKey(TagSet tags) => tags.All.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal);
}
