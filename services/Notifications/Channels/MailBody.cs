using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using MimeKit;
using MimeKit.Utils;
using Routing.Notifications.Templates;

namespace Routing.Notifications.Channels;

/// <summary>
/// A mail's text, and where there is a place to show, the same as HTML with the map below it. The picture is part of
/// the mail: nothing is fetched when it is read, so nobody learns from it that it was.
/// </summary>
internal static partial class MailBody
{
    private const int Zoom = 16;
    private const int Width = 560;
    private const int Height = 280;

    // A bullet, escaped: with a letter in it a pin is large enough to be found.
    private const string Mark = "%E2%80%A2";
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The picture of a place, as the path of its address at Maps.</summary>
    public static string PictureOf(WordedMap map) =>
        string.Create(CultureInfo.InvariantCulture, $"/static/day/{map.Lon:F6},{map.Lat:F6},{Zoom}/{Width}x{Height}@2x.jpg?pin={map.Lon:F6},{map.Lat:F6},1d4ed8,{Mark}");

    /// <param name="worded">What the mail says.</param>
    /// <param name="picture">Of the map, a JPEG; null for none.</param>
    public static MimeEntity Of(Worded worded, byte[]? picture)
    {
        var plain = new TextPart("plain") { Text = worded.Body };
        if (worded.Map is not { } map || picture is null) return plain;
        var image = new MimePart("image", "jpeg")
        {
            Content = new MimeContent(new MemoryStream(picture)),
            ContentId = MimeUtils.GenerateMessageId(),
            ContentDisposition = new ContentDisposition(ContentDisposition.Inline) { FileName = "map.jpg" },
            ContentTransferEncoding = ContentEncoding.Base64,
        };
        return new MultipartAlternative
        {
            plain,
            new MultipartRelated { new TextPart("html") { Text = Html(worded, map, image.ContentId) }, image },
        };
    }

    private static string Html(Worded worded, WordedMap map, string contentId)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"{worded.Language}\"><head><meta charset=\"utf-8\"><title>{Escape(worded.Subject)}</title></head>\n");
        page.Append(CultureInfo.InvariantCulture, $"<body style=\"font:16px/1.5 system-ui,sans-serif;max-width:{Width}px;margin:1em auto;padding:0 1em\">\n");
        foreach (var paragraph in worded.Body.Trim().Split("\n\n"))
            page.Append(CultureInfo.InvariantCulture, $"<p>{Link().Replace(Escape(paragraph), "<a href=\"$0\">$0</a>").ReplaceLineEndings("<br>\n")}</p>\n");
        page.Append(CultureInfo.InvariantCulture, $"<img src=\"cid:{contentId}\" width=\"{Width}\" height=\"{Height}\" alt=\"{Escape(map.Text)}\" style=\"max-width:100%;height:auto;border-radius:8px\">\n");
        return page.Append("</body></html>\n").ToString();
    }

    private static string Escape(string text) => Encoder.Encode(text).Replace("&#xA;", "\n", StringComparison.Ordinal);

    // In what was escaped: a quote or an angle bracket cannot be part of it.
    [GeneratedRegex(@"https?://[^\s<>""]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
