using CsCheck;
using Routing.RoadNetwork.Guidance;

namespace Routing.RoadNetwork.Tests.Guidance;

public sealed class PolylineTests
{
    private static readonly Coordinate[] Documented = [new(-120.2, 38.5), new(-120.95, 40.7), new(-126.453, 43.252)];

    [Fact]
    public void The_documented_example_is_encoded_as_documented() =>
        Assert.Equal("_p~iF~ps|U_ulLnnqC_mqNvxq`@", Polyline.Encode(Documented, 5));

    [Fact]
    public void Precision_six_has_one_more_digit() =>
        Assert.Equal("_izlhA~rlgdF_{geC~ywl@_kwzCn`{nI", Polyline.Encode(Documented, 6));

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Decoding_gives_back_what_was_encoded(int precision) =>
        Gen.Select(Gen.Double[-180, 180], Gen.Double[-90, 90]).Array[0, 20].Sample(raw =>
        {
            var coordinates = raw.Select(c => new Coordinate(c.Item1, c.Item2)).ToArray();
            var decoded = Polyline.Decode(Polyline.Encode(coordinates, precision), precision);
            Assert.Equal(coordinates.Length, decoded.Count);
            var tolerance = 0.51 * Math.Pow(10, -precision);
            for (var i = 0; i < coordinates.Length; i++)
            {
                Assert.Equal(coordinates[i].Lon, decoded[i].Lon, tolerance);
                Assert.Equal(coordinates[i].Lat, decoded[i].Lat, tolerance);
            }
        });

    [Theory]
    [InlineData("_p~iF~ps|")]
    [InlineData("_p~iF")]
    [InlineData(" ")]
    [InlineData("~~~~~~~~~~~~~~~~~~~~")]
    public void Damaged_text_is_refused(string text) => Assert.Throws<FormatException>(() => Polyline.Decode(text, 5));

    [Fact]
    public void Other_precisions_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Polyline.Encode(Documented, 7));
}
