using SkiaSharp;

namespace Routing.Drivers.Sheets;

/// <summary>
/// A route sheet on A4: to be read at arm's length, in the rain, in black and white. Lengths are points, 72 to an inch.
/// </summary>
internal sealed class PdfSheet : IDisposable
{
    private const float Width = 595;
    private const float Height = 842;
    private const float Margin = 34;
    private const float Right = Width - Margin;
    private const float Bottom = Height - 44;
    private const float TextLeft = Margin + 92;
    private const float MapHeight = 250;

    private static readonly SKColor Ink = new(0x11, 0x18, 0x27);
    private static readonly SKColor Pale = new(0x4B, 0x55, 0x63);
    private static readonly SKColor Line = new(0xD1, 0xD5, 0xDB);

    private readonly SheetView sheet;
    private readonly byte[]? map;
    private readonly Lettering lettering = new();
    private readonly int pages;
    private SKDocument? document;
    private SKCanvas canvas = null!;
    private int page;
    private float y;

    private PdfSheet(SheetView sheet, byte[]? map, int pages)
    {
        this.sheet = sheet;
        this.map = map;
        this.pages = pages;
    }

    /// <summary>What the map shows: ask for its picture first.</summary>
    public static MapFrame FrameOf(SheetView sheet) =>
        new(RouteMap.PointsOf(sheet), SKRect.Create(Margin, 132, Right - Margin, MapHeight), 20);

    public static byte[] Draw(SheetView sheet, byte[]? map, DateTimeOffset made)
    {
        // Once to count the pages, once with their number.
        using var counting = new PdfSheet(sheet, map, 0);
        counting.Write(Stream.Null, made);
        using var drawing = new PdfSheet(sheet, map, counting.page);
        using var file = new MemoryStream();
        drawing.Write(file, made);
        return file.ToArray();
    }

    public void Dispose() => lettering.Dispose();

    private void Write(Stream file, DateTimeOffset made)
    {
        using var stream = new SKManagedWStream(file);
        document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata(144)
        {
            Title = sheet.Title,
            Author = sheet.Area,
            Subject = $"Route sheet, plan version {sheet.Version}",
            Creation = made.UtcDateTime,
            Modified = made.UtcDateTime,
        });
        using (document)
        {
            NewPage();
            Head();
            var frame = FrameOf(sheet);
            if (pages > 0) RouteMap.Draw(canvas, frame, sheet, map);
            y = frame.Area.Bottom;
            Key();
            foreach (var stop in sheet.Stops) Stop(stop);
            EndPage();
            document.Close();
        }
    }

    private void NewPage()
    {
        if (page > 0) EndPage();
        page++;
        canvas = document!.BeginPage(Width, Height);
        y = Margin;
        if (page == 1) return;
        lettering.Draw(canvas, sheet.Driver, Margin, y + 10, 11, Ink, isBold: true);
        lettering.DrawRight(canvas, $"{sheet.Day} · plan {sheet.Version}", Right, y + 10, 10, Pale);
        y += 18;
        Rule(y);
        y += 8;
    }

    private void EndPage()
    {
        lettering.Draw(canvas, SheetView.Attribution, Margin, Height - 24, 7.5f, Pale);
        lettering.DrawCentred(canvas, "Newer on your phone? Then this paper is old.", Width / 2, Height - 24, 7.5f, Pale);
        lettering.DrawRight(canvas, $"Page {page} of {pages}", Right, Height - 24, 9, Ink, isBold: true);
        document!.EndPage();
    }

    private void Head()
    {
        const float Qr = 82;
        QrDrawing.Draw(canvas, sheet.Link, SKRect.Create(Right - Qr + 6, Margin - 10, Qr, Qr));
        lettering.DrawCentred(canvas, "this sheet, up to date", Right - (Qr / 2) + 6, Margin + Qr - 4, 7, Pale);
        var width = Right - Margin - Qr - 8;
        lettering.Draw(canvas, lettering.Cut(sheet.Driver, 24, width, isBold: true), Margin, y + 20, 24, Ink, isBold: true);
        lettering.Draw(canvas, lettering.Cut($"{sheet.Day} · {sheet.Area}", 13, width), Margin, y + 40, 13, Ink);
        lettering.Draw(canvas, lettering.Cut($"Shift {sheet.Shift} · travels {sheet.Means} · plan {sheet.Version}", 11, width), Margin, y + 57, 11, Ink);
        lettering.Draw(canvas, lettering.Cut(sheet.Totals, 11, width), Margin, y + 73, 11, Pale);
    }

    /// <summary>What the two kinds of line mean.</summary>
    private void Key()
    {
        y += 14;
        var x = Margin;
        foreach (var (isLoaded, text) in new[] { (true, "in a car that is moved"), (false, "by own means") })
        {
            using var paint = RouteMap.LegPaint(isLoaded);
            canvas.DrawLine(x, y - 3, x + 30, y - 3, paint);
            x += 36 + lettering.Draw(canvas, text, x + 36, y, 9, Pale) + 22;
        }

        lettering.DrawRight(canvas, "times are local; the estimate is no promise", Right, y, 9, Pale);
        y += 10;
    }

    private void Stop(StopView stop)
    {
        var size = stop.IsNext ? 17f : 12.5f;
        var headline = stop.Plate is null ? stop.Verb : $"{stop.Verb}  {stop.Plate}";
        var width = Right - TextLeft;
        var addressSize = stop.IsNext ? 14f : 11.5f;
        var addresses = lettering.Wrap(stop.Address, addressSize, width);
        var turns = stop is { State: StopState.Ahead, Leg: { } way } ? lettering.Wrap(way.Turns, "   ", 9.5f, width) : [];
        var hasVehicle = stop is { Vehicle: not null, State: StopState.Ahead };
        var height = (stop.Leg is null ? 4 : 19) + (turns.Count * 12.5f) + size + (addresses.Count * (addressSize + 3))
            + (hasVehicle ? 14 : 0) + 16;
        // A stop and the way to it stay together, unless they fill more than a page.
        if (y + Math.Min(height, Bottom - Margin - 40) > Bottom) NewPage();
        if (stop.Leg is { } leg) Way(leg, turns, width);
        y += 4;
        // A stop that begins at the foot of a page after a long way goes over whole.
        if (y + size + (addresses.Count * (addressSize + 3)) + 14 > Bottom) NewPage();

        var top = y;
        Marker(stop, top + (size * 0.55f) + 2);
        var colour = stop.State == StopState.Ahead ? Ink : Pale;
        lettering.Draw(canvas, stop.Eta, Margin + 30, top + size, size, colour, isBold: true);
        var used = lettering.Draw(canvas, headline, TextLeft, top + size, size, colour, isBold: true);
        if (stop is { State: StopState.Ahead, Service: not null }) lettering.DrawRight(canvas, stop.Service, Right, top + size, 9.5f, Pale);
        if (stop.State == StopState.Ahead && stop.Promised is not null) Promise(stop, TextLeft + used + 12, top + size, stop.IsNext ? 12 : 10.5f);
        else if (stop.State != StopState.Ahead) lettering.Draw(canvas, stop.State == StopState.Done ? "done" : "failed", TextLeft + used + 12, top + size, 10.5f, Pale);
        y = top + size + 3;
        foreach (var line in addresses)
        {
            y += addressSize;
            lettering.Draw(canvas, line, TextLeft, y, addressSize, colour);
            y += 3;
        }

        if (hasVehicle)
        {
            lettering.Draw(canvas, lettering.Cut(stop.Vehicle!, 10.5f, width), TextLeft, y + 10, 10.5f, Pale);
            y += 14;
        }

        y += 5;
        Rule(y);
        y += 3;
    }

    private void Way(LegView leg, List<string> turns, float width)
    {
        y += 13;
        using (var paint = RouteMap.LegPaint(leg.Loaded)) canvas.DrawLine(Margin + 30, y - 3.5f, TextLeft - 12, y - 3.5f, paint);
        var used = lettering.Draw(canvas, leg.Means, TextLeft, y, 10.5f, leg.Loaded ? RouteMap.Loaded : RouteMap.Empty, isBold: true);
        lettering.Draw(canvas, leg.Figures, TextLeft + used + 7, y, 10.5f, Ink);
        foreach (var turn in turns)
        {
            if (y + 12.5f > Bottom) NewPage();
            y += 12.5f;
            lettering.Draw(canvas, lettering.Cut(turn, 9.5f, width), TextLeft, y, 9.5f, Pale);
        }

        y += 4;
    }

    /// <summary>The promise is boxed, so that it is never taken for the estimate.</summary>
    private void Promise(StopView stop, float x, float baseline, float size)
    {
        var text = $"promised {stop.Promised}";
        var width = lettering.Measure(text, size, isBold: true) + 12;
        if (x + width > Right - 54) x = Right - 54 - width;
        using var box = new SKPaint { Color = Ink, Style = SKPaintStyle.Stroke, StrokeWidth = 1.1f, IsAntialias = true };
        canvas.DrawRoundRect(SKRect.Create(x, baseline - size - 1, width, size + 6), 3, 3, box);
        lettering.Draw(canvas, text, x + 6, baseline, size, Ink, isBold: true);
    }

    private void Marker(StopView stop, float middle)
    {
        const float Radius = 10.5f;
        var centre = new SKPoint(Margin + Radius, middle);
        using var fill = new SKPaint { Color = stop.State == StopState.Ahead ? Ink : Line, IsAntialias = true };
        if (stop.Number is { } number)
        {
            canvas.DrawCircle(centre, Radius, fill);
            lettering.DrawCentred(canvas, $"{number}", centre.X, centre.Y + 4, 11, stop.State == StopState.Ahead ? SKColors.White : Pale, isBold: true);
            return;
        }

        canvas.DrawCircle(centre, 4, fill);
    }

    private void Rule(float at)
    {
        using var paint = new SKPaint { Color = Line, StrokeWidth = 0.7f };
        canvas.DrawLine(Margin, at, Right, at, paint);
    }
}
