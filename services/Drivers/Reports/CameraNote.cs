using System.Globalization;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;

namespace Routing.Drivers.Reports;

/// <summary>What is kept of the much that a camera writes into a photo: when it was taken and where, each null where it does not say.</summary>
internal sealed record CameraNote(DateTimeOffset? TakenAt, double? Lon, double? Lat)
{
    private const int OffsetOriginal = 0x9011;

    /// <summary>Reads a file's EXIF; a file that has none, or one that is damaged, says nothing.</summary>
    public static CameraNote Of(byte[] file)
    {
        try
        {
            using var stream = new MemoryStream(file, writable: false);
            var directories = ImageMetadataReader.ReadMetadata(stream);
            var gps = directories.OfType<GpsDirectory>().FirstOrDefault();
            var position = gps?.GetGeoLocation();
            return new(Moment(directories, gps), position?.Longitude, position?.Latitude);
        }
        catch (Exception exception) when (exception is ImageProcessingException or MetadataException or IOException)
        {
            return new(null, null, null);
        }
    }

    /// <summary>A camera's clock without its offset from UTC is no instant; the satellites' is.</summary>
    private static DateTimeOffset? Moment(IReadOnlyList<MetadataExtractor.Directory> directories, GpsDirectory? gps)
    {
        var exif = directories.OfType<ExifSubIfdDirectory>().FirstOrDefault();
        if (exif?.GetDescription(ExifDirectoryBase.TagDateTimeOriginal) is { } local && exif.GetString(OffsetOriginal) is { } offset
            && DateTimeOffset.TryParseExact($"{local} {offset}", "yyyy:MM:dd HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var taken))
            return taken.ToUniversalTime();
        return gps is not null && gps.TryGetGpsDate(out var utc) ? new DateTimeOffset(utc, TimeSpan.Zero) : null;
    }
}
