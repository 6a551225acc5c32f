using System.Security.Cryptography;
using SkiaSharp;

namespace Routing.Drivers.Reports;

/// <summary>
/// Turns an uploaded file into a picture and nothing but a picture: decoded, upright, and encoded anew, so that neither
/// what the camera noted nor anything else that hid in the file is in it. When and where it was taken is kept beside it.
/// </summary>
internal sealed class PhotoCleaner : IDisposable
{
    // A phone's best camera takes 200 megapixels and stores 12 to 50.
    private const long MaxPixels = 60_000_000;
    private const int MaxSide = 4096;
    private const int Quality = 88;

    // Decoded, a picture takes up to 240 MB.
    private readonly SemaphoreSlim room = new(2, 2);

    /// <returns>Null if it is no JPEG or PNG that can be read.</returns>
    public async Task<CleanPhoto?> Clean(byte[] file, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Clean(file), cancellationToken);
        }
        finally
        {
            room.Release();
        }
    }

    public void Dispose() => room.Dispose();

    private static CleanPhoto? Clean(byte[] file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png)) return null;
        var info = codec.Info;
        if (info.Width < 1 || info.Height < 1 || (long)info.Width * info.Height > MaxPixels) return null;
        using var raw = new SKBitmap(new SKImageInfo(info.Width, info.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(raw.Info, raw.GetPixels()) != SKCodecResult.Success) return null;

        var isTurned = codec.EncodedOrigin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (width, height) = isTurned ? (info.Height, info.Width) : (info.Width, info.Height);
        var scale = Math.Min(1f, MaxSide / (float)Math.Max(width, height));
        (width, height) = (Math.Max(1, (int)(width * scale)), Math.Max(1, (int)(height * scale)));
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Scale(scale);
        surface.Canvas.Concat(Upright(codec.EncodedOrigin, info.Width, info.Height));
        using (var picture = SKImage.FromBitmap(raw))
            surface.Canvas.DrawImage(picture, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var upright = surface.Snapshot();
        var isJpeg = codec.EncodedFormat == SKEncodedImageFormat.Jpeg;
        using var encoded = upright.Encode(isJpeg ? SKEncodedImageFormat.Jpeg : SKEncodedImageFormat.Png, Quality);
        return new CleanPhoto(
            Convert.ToHexStringLower(SHA256.HashData(file)), isJpeg ? "image/jpeg" : "image/png", width, height, encoded.ToArray(), CameraNote.Of(file));
    }

    /// <summary>EXIF's eight orientations, as what brings the stored picture upright.</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}

/// <summary>A picture that may be stored.</summary>
/// <param name="Sha256">Of the file as it came, lower-case hexadecimal.</param>
/// <param name="ContentType"><c>image/jpeg</c> or <c>image/png</c>.</param>
/// <param name="WidthPixels">Width, upright.</param>
/// <param name="HeightPixels">Height, upright.</param>
/// <param name="Bytes">The picture, encoded anew.</param>
/// <param name="Camera">What its camera said of when and where.</param>
internal sealed record CleanPhoto(string Sha256, string ContentType, int WidthPixels, int HeightPixels, byte[] Bytes, CameraNote Camera);
