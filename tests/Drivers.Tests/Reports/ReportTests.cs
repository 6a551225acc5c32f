using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Drivers.Tests.Support;
using SkiaSharp;

namespace Routing.Drivers.Tests.Reports;

public sealed class ReportTests
{
    private const string Camera = "SECRET-CAMERA";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_is_there_with_its_photos_for_staff_and_for_the_device_that_told_it()
    {
        await using var app = await DriversApp.Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        using var other = await app.Pair(Guid.CreateVersion7());
        await app.Assign(sheet);
        var report = Guid.CreateVersion7();
        await device.Done(sheet.Stops[1], "arrive", 8.4);
        await device.Done(sheet.Stops[1], "collect", 8.5, new { mileageKm = 70_000, fuelPercent = 33, signature = "M0 0L5 5", signedBy = "Ana" }, report);

        var file = TurnedPhoto();
        Assert.Contains(Camera, System.Text.Encoding.Latin1.GetString(file), StringComparison.Ordinal);
        var stored = await Upload(device, report, file, "image/jpeg");
        // The camera held it sideways: 60 wide and 40 high in the file, 40 by 60 to look at.
        Assert.Equal((40, 60), (stored.GetProperty("widthPixels").GetInt32(), stored.GetProperty("heightPixels").GetInt32()));
        var again = await Upload(device, report, file, "image/jpeg");
        Assert.Equal(stored.GetProperty("photoId").GetGuid(), again.GetProperty("photoId").GetGuid());
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Png()), "photo", "rear.png" } };
        using var second = await device.PostAsync($"/api/reports/{report}/photos", form, Token);
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);

        using var adviser = app.As(Roles.Adviser);
        foreach (var reader in new[] { adviser, device })
        {
            var shown = await reader.GetFromJsonAsync<JsonElement>($"/api/reports/{report}", Token);
            Assert.Equal((70_000, 33, "M0 0L5 5"), (shown.GetProperty("mileageKm").GetInt32(), shown.GetProperty("fuelPercent").GetInt32(), shown.GetProperty("signature").GetString()));
            Assert.Equal(2, shown.GetProperty("photos").GetArrayLength());
            var bytes = await reader.GetByteArrayAsync($"/api/reports/{report}/photos/{stored.GetProperty("photoId").GetGuid()}", Token);
            Assert.DoesNotContain(Camera, System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
            using var picture = SKBitmap.Decode(bytes);
            Assert.Equal((40, 60), (picture.Width, picture.Height));
            // The file's left half is red; upright, turned clockwise, that is the upper half.
            Assert.True(picture.GetPixel(20, 10).Red > 200 && picture.GetPixel(20, 50).Red < 60);
        }

        await (await other.GetAsync($"/api/reports/{report}", Token)).Is(404, "unknown-report");
        await (await other.PostAsync($"/api/reports/{report}/photos", new ByteArrayContent(file), Token)).Is(404, "unknown-report");
        var listed = await adviser.GetFromJsonAsync<JsonElement>($"/api/reports?requestId={sheet.Stops[1].RequestId}", Token);
        Assert.Equal(report, Assert.Single(listed.EnumerateArray()).GetProperty("reportId").GetGuid());
    }

    [Fact]
    public async Task A_report_says_how_far_from_the_stop_it_was_made_and_whether_each_photo_is_the_one_that_was_taken()
    {
        await using var app = await DriversApp.Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        var (stop, report, file) = (sheet.Stops[1], Guid.CreateVersion7(), TurnedPhoto());
        await device.Done(stop, "arrive", 8.4);
        var photos = new[]
        {
            new { side = "front", sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)), takenAt = SampleRoutes.At(8.48), position = new { lon = stop.Place.Lon, lat = stop.Place.Lat } },
        };
        using var told = await device.PostAsJsonAsync($"/api/stops/{stop.MoveId}/0/collect", new
        {
            eventId = report, at = SampleRoutes.At(8.5), mileageKm = 9, photos,
            position = new { lon = stop.Place.Lon, lat = stop.Place.Lat + 0.001, accuracyMetres = 5 },
        }, Token);
        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        Assert.True((await Upload(device, report, file, "image/jpeg")).GetProperty("asTaken").GetBoolean());
        Assert.False((await Upload(device, report, Png(), "image/png")).GetProperty("asTaken").GetBoolean());

        using var adviser = app.As(Roles.Adviser);
        var shown = await adviser.GetFromJsonAsync<JsonElement>($"/api/reports/{report}", Token);
        Assert.Equal(111, shown.GetProperty("distanceMetres").GetInt32());
        Assert.NotEqual(shown.GetProperty("at").GetDateTimeOffset(), shown.GetProperty("receivedAt").GetDateTimeOffset());
        var front = shown.GetProperty("photos").EnumerateArray().Single(photo => photo.TryGetProperty("side", out _));
        Assert.Equal(("front", SampleRoutes.At(8.48)), (front.GetProperty("side").GetString(), front.GetProperty("takenAt").GetDateTimeOffset()));
        Assert.Equal(stop.Place.Lat, front.GetProperty("position").GetProperty("lat").GetDouble(), 6);
        Assert.Equal(111, (await app.Heard.Expect<Contracts.Drivers.VehicleCollected>())[0].DistanceMetres);
    }

    [Fact]
    public async Task Of_what_a_camera_writes_into_a_photo_when_and_where_is_kept_and_nothing_else()
    {
        await using var app = await DriversApp.Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        var report = Guid.CreateVersion7();
        await device.Done(sheet.Stops[1], "arrive", 8.4);
        await device.Done(sheet.Stops[1], "collect", 8.5, new { mileageKm = 1 }, report);
        var stored = await Upload(device, report, DatedPhoto(), "image/jpeg");
        Assert.Equal(new DateTimeOffset(2026, 11, 27, 8, 30, 15, TimeSpan.FromHours(-3)), stored.GetProperty("takenAt").GetDateTimeOffset());
        Assert.Equal((-56.17, -34.905), (Math.Round(stored.GetProperty("position").GetProperty("lon").GetDouble(), 4), Math.Round(stored.GetProperty("position").GetProperty("lat").GetDouble(), 4)));
        using var adviser = app.As(Roles.Adviser);
        var kept = System.Text.Encoding.Latin1.GetString(await adviser.GetByteArrayAsync($"/api/reports/{report}/photos/{stored.GetProperty("photoId").GetGuid()}", Token));
        Assert.DoesNotContain("Exif", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("2026:11:27", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customers_photos_stand_with_the_report_of_the_return_and_where_they_were_is_not_kept()
    {
        await using var app = await DriversApp.Start(settings: ("Drivers:DisputePhotos", "1"));
        var made = SampleRoutes.Make(Guid.CreateVersion7());
        var (move, collect) = (Guid.CreateVersion7(), made.Stops[1]);
        var back = made with
        {
            Stops =
            [
                .. made.Stops.Take(3),
                collect with { Kind = StopKind.PickUp, MoveId = move, Place = made.Stops[2].Place, Eta = made.Stops[2].Eta.AddMinutes(30), Departure = made.Stops[2].Eta.AddMinutes(35), Window = null },
                collect with { Kind = StopKind.Return, MoveId = move, StopIndex = 1, Eta = made.Stops[2].Eta.AddMinutes(50), Departure = made.Stops[2].Eta.AddMinutes(55), Window = null },
                made.Stops[^1],
            ],
        };
        using var device = await app.Pair(back.DriverId);
        await app.Assign(back);
        var (collected, returned) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await device.Done(back.Stops[1], "arrive", 8.4);
        await device.Done(back.Stops[1], "collect", 8.5, new { mileageKm = 1 }, collected);
        await device.Done(back.Stops[2], "arrive", 9);
        await device.Done(back.Stops[2], "hand-over", 9.1, new { mileageKm = 2 });
        await device.Done(back.Stops[3], "arrive", 9.5);
        await device.Done(back.Stops[3], "collect", 9.6, new { mileageKm = 3 });
        await device.Done(back.Stops[4], "arrive", 9.8);
        await device.Done(back.Stops[4], "hand-over", 9.9, new { mileageKm = 4, photos = new[] { new { side = "front", sha256 = new string('a', 64) } } }, returned);

        var link = $"/api/visits/{collect.RequestId}/{app.Services.GetRequiredService<CustomerLinks>().SecretOf(collect.RequestId!.Value)}";
        Task<HttpResponseMessage> Send(Guid report, byte[] file) => app.Client.PostAsync($"{link}/reports/{report}/photos", new ByteArrayContent(file), Token);
        await (await Send(collected, DatedPhoto())).Is(404, "unknown-report");
        await (await Send(returned, "no photo"u8.ToArray())).Is(400, "not-a-photo");
        using var first = await Send(returned, DatedPhoto());
        using var again = await Send(returned, DatedPhoto());
        var photo = (await again.Content.ReadFromJsonAsync<JsonElement>(Token))[0];
        Assert.Equal((await first.Content.ReadFromJsonAsync<JsonElement>(Token))[0].GetProperty("photoId").GetGuid(), photo.GetProperty("photoId").GetGuid());
        await (await Send(returned, Png())).Is(409, "too-many-photos");

        // The driver's own photos are another matter, and what the customer's camera knew of the time is kept.
        await Upload(device, returned, Png(), "image/png");
        using var adviser = app.As(Roles.Adviser);
        var photos = (await adviser.GetFromJsonAsync<JsonElement>($"/api/reports/{returned}", Token)).GetProperty("photos").EnumerateArray().ToDictionary(each => each.GetProperty("fromCustomer").GetBoolean());
        Assert.True(photos[true].TryGetProperty("takenAt", out _));
        Assert.False(photos[true].TryGetProperty("position", out _));
        Assert.False(photos[true].TryGetProperty("asTaken", out _));
        Assert.False(photos[false].GetProperty("asTaken").GetBoolean());
    }

    [Fact]
    public async Task What_is_no_photo_or_too_large_is_refused()
    {
        await using var app = await DriversApp.Start(settings: ("Drivers:PhotoBytes", "200000"));
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        var report = Guid.CreateVersion7();
        await device.Done(sheet.Stops[1], "arrive", 8.4);
        await device.Done(sheet.Stops[1], "collect", 8.5, new { mileageKm = 1 }, report);

        async Task<HttpResponseMessage> Send(byte[] file) => await device.PostAsync($"/api/reports/{report}/photos", new ByteArrayContent(file), Token);
        await (await Send("<svg onload='alert(1)'/>"u8.ToArray())).Is(400, "not-a-photo");
        await (await Send([])).Is(400, "not-a-photo");
        await (await Send(TurnedPhoto()[..200])).Is(400, "not-a-photo");
        await (await Send(new byte[200_001])).Is(413, "photo-too-large");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Send(new byte[400_000])).StatusCode);
    }

    private static async Task<JsonElement> Upload(HttpClient device, Guid report, byte[] file, string type)
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        using var answer = await device.PostAsync($"/api/reports/{report}/photos", content, Token);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token))[0];
    }

    private static byte[] Png()
    {
        using var bitmap = new SKBitmap(30, 20);
        bitmap.Erase(SKColors.Green);
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    /// <summary>A JPEG with EXIF that says when, with the offset from UTC, and where it was taken.</summary>
    private static byte[] DatedPhoto()
    {
        // TIFF: the first directory points to one with the time (0x9003, 0x9011) and to one with the position (1 to 4).
        var tiff = new byte[200];
        "MM\0*"u8.CopyTo(tiff);
        BinaryPrimitives.WriteUInt32BigEndian(tiff.AsSpan(4), 8);
        Directory(8, (0x8769, 4, 1, 38), (0x8825, 4, 1, 68));
        Directory(38, (0x9003, 2, 20, 122), (0x9011, 2, 7, 142));
        Directory(68, (1, 2, 2, (uint)'S' << 24), (2, 5, 3, 150), (3, 2, 2, (uint)'W' << 24), (4, 5, 3, 174));
        "2026:11:27 08:30:15\0-03:00\0"u8.CopyTo(tiff.AsSpan(122));
        Degrees(150, 34, 54, 18);
        Degrees(174, 56, 10, 12);
        var app1 = (byte[])[0xFF, 0xE1, 0, (byte)(tiff.Length + 8), .. "Exif\0\0"u8, .. tiff];
        using var bitmap = new SKBitmap(30, 20);
        bitmap.Erase(SKColors.Blue);
        var plain = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95).ToArray();
        return [.. plain[..2], .. app1, .. plain[2..]];

        void Directory(int at, params (int Tag, ushort Type, uint Count, uint Value)[] entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(at), (ushort)entries.Length);
            for (var i = 0; i < entries.Length; i++)
            {
                var entry = tiff.AsSpan(at + 2 + (12 * i));
                BinaryPrimitives.WriteUInt16BigEndian(entry, (ushort)entries[i].Tag);
                BinaryPrimitives.WriteUInt16BigEndian(entry[2..], entries[i].Type);
                BinaryPrimitives.WriteUInt32BigEndian(entry[4..], entries[i].Count);
                BinaryPrimitives.WriteUInt32BigEndian(entry[8..], entries[i].Value);
            }
        }

        void Degrees(int at, params uint[] parts)
        {
            for (var i = 0; i < parts.Length; i++)
            {
                BinaryPrimitives.WriteUInt32BigEndian(tiff.AsSpan(at + (8 * i)), parts[i]);
                BinaryPrimitives.WriteUInt32BigEndian(tiff.AsSpan(at + (8 * i) + 4), 1);
            }
        }
    }

    /// <summary>A JPEG, left half red and right half black, with EXIF that names the camera and says: turn me clockwise.</summary>
    private static byte[] TurnedPhoto()
    {
        using var bitmap = new SKBitmap(60, 40);
        bitmap.Erase(SKColors.Black);
        using (var canvas = new SKCanvas(bitmap))
        using (var red = new SKPaint { Color = SKColors.Red })
            canvas.DrawRect(0, 0, 30, 40, red);
        var plain = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95).ToArray();

        // TIFF: two entries, camera model (0x110) behind them, orientation (0x112) 6.
        var model = System.Text.Encoding.ASCII.GetBytes(Camera + "\0");
        var tiff = new byte[38 + model.Length];
        "MM\0*"u8.CopyTo(tiff);
        BinaryPrimitives.WriteUInt32BigEndian(tiff.AsSpan(4), 8);
        BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(8), 2);
        Entry(10, 0x110, 2, (uint)model.Length, 38);
        Entry(22, 0x112, 3, 1, 6u << 16);
        model.CopyTo(tiff, 38);
        var app1 = (byte[])[0xFF, 0xE1, 0, (byte)(tiff.Length + 8), .. "Exif\0\0"u8, .. tiff];
        return [.. plain[..2], .. app1, .. plain[2..]];

        void Entry(int at, ushort tag, ushort type, uint count, uint value)
        {
            BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(at), tag);
            BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(at + 2), type);
            BinaryPrimitives.WriteUInt32BigEndian(tiff.AsSpan(at + 4), count);
            BinaryPrimitives.WriteUInt32BigEndian(tiff.AsSpan(at + 8), value);
        }
    }
}
