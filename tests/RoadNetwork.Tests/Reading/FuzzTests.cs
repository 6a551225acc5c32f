using System.Buffers.Binary;
using System.IO.Compression;
using OsmSharp.Streams;
using Routing.RoadNetwork.Profiles;
using Routing.RoadNetwork.Reading;
using Routing.RoadNetwork.Tests.Drawing;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Reading;

/// <summary>
/// Extracts that were damaged at random. Whatever the bytes are, reading ends within a bound, with roads or with an
/// <see cref="ExtractException"/> that names the file. The seed is printed; ROADS_SEED takes it back.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Damaged_pbf_files_end_in_roads_or_in_a_clear_error() => await Fuzz("town.osm.pbf", Pbf(), 600, keepsStart: 0);

    [Fact]
    public async Task Damaged_messages_inside_whole_blocks_end_in_roads_or_in_a_clear_error()
    {
        // The blocks' contents are damaged and packed again with right checksums and lengths: what a broken writer makes.
        var random = NewRandom();
        var blocks = Blocks(Pbf());
        Assert.Null(await Read("block.osm.pbf", Packed(blocks), -1));
        for (var i = 0; i < 1500; i++)
        {
            var at = random.Next(1, blocks.Count);
            var damaged = blocks.ToList();
            damaged[at] = (blocks[at].Type, Damage(blocks[at].Content, random));
            await Read("block.osm.pbf", Packed(damaged), i);
        }
    }

    [Fact]
    public async Task Damaged_xml_files_end_in_roads_or_in_a_clear_error() =>
        await Fuzz("town.osm", System.Text.Encoding.UTF8.GetBytes(Xml()), 600, keepsStart: 0);

    [Fact]
    public async Task Damaged_gzip_files_end_in_roads_or_in_a_clear_error()
    {
        await Fuzz("town.osm.gz", Gzip(), 400, keepsStart: 2);
    }

    /// <summary>No half of a town is ever taken for a town. What may be missing at the end, such as a checksum, says nothing of roads.</summary>
    [Theory]
    [InlineData("town.osm", 1)]
    [InlineData("town.osm.gz", 16)]
    [InlineData("town.osm.pbf", 1)]
    public async Task Every_cut_is_refused(string name, int end)
    {
        var whole = name switch { "town.osm" => System.Text.Encoding.UTF8.GetBytes(Xml().Trim()), "town.osm.gz" => Gzip(), _ => Pbf() };
        Assert.Null(await Read(name, whole, -1));
        for (var length = 0; length <= whole.Length - end; length += length < whole.Length - 40 ? 5 : 1)
            Assert.True(await Read(name, whole[..length], length) is ExtractException, $"{name} was taken for whole with {length} of {whole.Length} bytes.");
    }

    [Fact]
    public async Task Noise_with_a_true_beginning_ends_in_a_clear_error()
    {
        var random = NewRandom();
        var pbf = Pbf();
        byte[][] beginnings = [pbf[..16], [0x1F, 0x8B], "<osm>"u8.ToArray(), []];
        for (var i = 0; i < 400; i++)
        {
            var noise = new byte[random.Next(1, 4000)];
            random.NextBytes(noise);
            await Read("noise", [.. beginnings[i % beginnings.Length], .. noise], i);
        }
    }

    [Theory]
    [InlineData("<node id='1' lat='1e400' lon='0'/>")]
    [InlineData("<node id='1' lat='NaN' lon='0'/>")]
    [InlineData("<node id='99999999999999999999' lat='0' lon='0'/>")]
    [InlineData("<node id='65' lat='91' lon='0'/>")]
    [InlineData("<node id='65' lat='' lon=''/>")]
    [InlineData("<way id='7'><nd ref='65'/><nd ref='65'/><nd ref='65'/><tag k='highway' v='residential'/></way>")]
    [InlineData("<way id='7'><tag k='highway' v='residential'/></way>")]
    [InlineData("<way id='1'><nd ref='65'/><nd ref='66'/><tag k='highway' v='residential'/></way>")]
    [InlineData("<way id='-5'><nd ref='65'/><nd ref='-66'/><tag k='highway' v='residential'/><tag k='maxspeed' v='1e99'/></way>")]
    [InlineData("<relation id='9'><member type='way' ref='1' role='from'/><member type='node' ref='66' role='via'/><member type='way' ref='1' role='to'/><tag k='type' v='restriction'/><tag k='restriction' v='no_u_turn'/></relation>")]
    [InlineData("<relation id='9'><member type='way' ref='1' role='from'/><member type='way' ref='1' role='via'/><member type='way' ref='1' role='to'/><tag k='type' v='restriction'/><tag k='restriction' v='only_straight_on'/></relation>")]
    [InlineData("<!DOCTYPE osm [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>")]
    public async Task Absurd_objects_end_in_roads_or_in_a_clear_error(string element) => await Read(
        "absurd.osm", System.Text.Encoding.UTF8.GetBytes(Xml().Replace("</osm>", element + "</osm>", StringComparison.Ordinal)), 0);

    private async Task Fuzz(string name, byte[] whole, int times, int keepsStart)
    {
        var random = NewRandom();
        Assert.Null(await Read(name, whole, -1));
        var refused = 0;
        for (var i = 0; i < times; i++)
            refused += await Read(name, [.. whole[..keepsStart], .. Damage(whole[keepsStart..], random)], i) is null ? 0 : 1;
        output.WriteLine($"{refused} of {times} were refused");
        Assert.True(refused > times / 10);
    }

    private async Task<Exception?> Read(string name, byte[] bytes, int turn)
    {
        var path = _folder.File(name);
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        var reading = Task.Run(() =>
        {
            try
            {
                RegionBuilder.Build(path, _folder.File("built.roads"), null, CancellationToken.None);
                return null;
            }
            catch (Exception e)
            {
                return e;
            }
        });
        var ended = await Task.WhenAny(reading, Task.Delay(Bound, TestContext.Current.CancellationToken));
        Assert.True(ended == reading, $"Turn {turn} of {name} did not end.");
        var problem = await reading;
        Assert.True(problem is null or ExtractException, $"Turn {turn} of {name} ended in {problem}");
        if (problem is not null)
            Assert.Contains("OSM extract", problem.Message, StringComparison.Ordinal);
        return problem;
    }

    private static byte[] Damage(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var wounds = random.Next(1, 4); wounds > 0 && bytes.Count > 0; wounds--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 3:
                    bytes.RemoveRange(at, length);
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 5:
                    for (var i = at; i < at + length; i++)
                        bytes[i] = 0;
                    break;
                default:
                    for (var i = at; i < at + length; i++)
                        bytes[i] = 0xFF;
                    break;
            }
        }

        return [.. bytes];
    }

    private Random NewRandom()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ROADS_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"ROADS_SEED={seed}");
        return new Random(seed);
    }

    private static string Xml()
    {
        using var town = Town.Draw("""
                D
                |
            A---B---C
                |
                E
            """).Way("ABC", "name=Rivera").Way("DB", "oneway=yes").Way("BE", "maxspeed=30").Point('B', "highway=traffic_signals")
            .Restriction("no_left_turn", "DB", "B", "BE");
        return town.ToOsm();
    }

    private static byte[] Gzip()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(Xml()));
        return packed.ToArray();
    }

    private static byte[] Pbf()
    {
        using var xml = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Xml()));
        using var pbf = new MemoryStream();
        var target = new PBFOsmStreamTarget(pbf);
        target.Initialize();
        foreach (var item in new XmlOsmStreamSource(xml))
        {
            // OsmSharp writes no object without its history.
            (item.Version, item.ChangeSetId, item.UserId, item.UserName, item.TimeStamp, item.Visible) = (1, 1, 1, "mapper", DateTime.UnixEpoch, true);
            item.Tags ??= new OsmSharp.Tags.TagsCollection();
            switch (item)
            {
                case OsmSharp.Node node:
                    target.AddNode(node);
                    break;
                case OsmSharp.Way way:
                    target.AddWay(way);
                    break;
                case OsmSharp.Relation relation:
                    target.AddRelation(relation);
                    break;
            }
        }

        target.Flush();
        target.Close();
        return pbf.ToArray();
    }

    /// <summary>The blocks of a file, unpacked.</summary>
    private static List<(string Type, byte[] Content)> Blocks(byte[] pbf)
    {
        var found = new List<PbfBlob>();
        Assert.Null(PbfFraming.FindDamage(new MemoryStream(pbf), found));
        return found.ConvertAll(blob =>
        {
            var reader = new ProtoReader(pbf.AsSpan((int)blob.Offset, blob.Length));
            byte[] content = [];
            while (reader.Next())
            {
                if (reader.Field == 1)
                {
                    content = reader.Bytes().ToArray();
                }
                else if (reader.Field == 3)
                {
                    using var zlib = new ZLibStream(new MemoryStream(reader.Bytes().ToArray()), CompressionMode.Decompress);
                    using var plain = new MemoryStream();
                    zlib.CopyTo(plain);
                    content = plain.ToArray();
                }
                else
                {
                    reader.Skip();
                }
            }

            return (blob.IsData ? "OSMData" : "OSMHeader", content);
        });
    }

    private static byte[] Packed(List<(string Type, byte[] Content)> blocks)
    {
        using var file = new MemoryStream();
        Span<byte> length = stackalloc byte[4];
        foreach (var (type, content) in blocks)
        {
            byte[] blob = [0x0A, .. Varint(content.Length), .. content];
            byte[] header = [0x0A, (byte)type.Length, .. System.Text.Encoding.ASCII.GetBytes(type), 0x18, .. Varint(blob.Length)];
            BinaryPrimitives.WriteInt32BigEndian(length, header.Length);
            file.Write(length);
            file.Write(header);
            file.Write(blob);
        }

        return file.ToArray();
    }

    private static List<byte> Varint(int value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return bytes;
    }
}
