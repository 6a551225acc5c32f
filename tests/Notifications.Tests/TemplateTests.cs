using Microsoft.Extensions.Options;
using NodaTime;
using Routing.Contracts.Values;
using Routing.Notifications.Channels;
using Routing.Notifications.Notices;
using Routing.Notifications.Templates;

namespace Routing.Notifications.Tests;

public sealed class TemplateTests
{
    private static readonly TemplateSet Templates = new(Options.Create(new NotificationsOptions()));
    private static readonly Wording Wording = new(Templates);
    private static readonly DateTimeZone Montevideo = DateTimeZoneProviders.Tzdb["America/Montevideo"];

    public static TheoryData<string, string> All() =>
        new(from language in TemplateSet.Languages from kind in Enum.GetNames<NoticeKind>() select (language, kind));

    [Theory]
    [MemberData(nameof(All))]
    public void A_template_renders_with_every_field_and_long_names(string language, string kind)
    {
        var name = string.Concat(Enumerable.Repeat("Wolfeschlegelsteinhausenbergerdorff ", 4)).Trim();
        var worded = Word(language, kind, Whole, new(name, string.Concat(Enumerable.Repeat("Long Make ", 12)) + "SBA 1234", Link));

        Check(worded);
        Assert.Contains(name, worded.Body, StringComparison.Ordinal);
        Assert.Contains("SBA 1234", worded.Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_template_renders_with_nothing_but_a_name_and_a_link(string language, string kind)
    {
        var worded = Wording.Word(Enum.Parse<NoticeKind>(kind), new(), zone: null, new("N", Car: null, Link), language);

        Check(worded);
        Assert.DoesNotContain(":\n\n\n", worded.Body, StringComparison.Ordinal);
        Assert.All(worded.Body.Split('\n'), line => Assert.False(line.TrimEnd().EndsWith(": ,", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Ours_keep_to_what_workshops_own_are_held_to(string language, string kind)
    {
        var template = Template.ParseKnown(Templates.SourceOf(language, Enum.Parse<NoticeKind>(kind)));
        Assert.False(template.ConfusesEstimate);
        Assert.True(template.HasLink);
        Assert.True(template.HasFallbacks);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_estimate_never_stands_in_the_line_of_a_promise(string language, string kind)
    {
        // The estimate, 08:25, is inside the window here and is its own line everywhere.
        var worded = Word(language, kind, Whole, new("N", "Car", Link));

        Assert.All(worded.Body.Split('\n').Append(worded.Subject), line =>
            Assert.False(line.Contains("08:25", StringComparison.Ordinal) && line.Contains("08:00", StringComparison.Ordinal), line));
        Assert.DoesNotContain("08:25", worded.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_person_typed_is_text_in_a_mail_with_a_map()
    {
        var worded = Word("en", nameof(NoticeKind.Booked), Whole with { Lon = -56.15, Lat = -34.89 }, new("<b onload=\"x\">Zoë & Co</b>", "Car", Link));
        using var mail = new MimeKit.MimeMessage { Body = MailBody.Of(worded, DrawingMaps.Jpeg) };

        var html = mail.HtmlBody;
        Assert.Contains("&lt;b onload=&quot;x&quot;&gt;Zoë &amp; Co&lt;/b&gt;", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Wednesday 25 November", "between 08:00 and 09:00")]
    [InlineData("es", "miércoles 25 de noviembre", "entre las 08:00 y las 09:00")]
    [InlineData("fr", "mercredi 25 novembre", "entre 08:00 et 09:00")]
    [InlineData("es-UY", "miércoles 25 de noviembre", "entre las 08:00 y las 09:00")]
    [InlineData("nl", "Wednesday 25 November", "between 08:00 and 09:00")]
    public void Days_and_times_are_the_areas_in_the_customers_language(string language, string day, string window)
    {
        var worded = Word(language, nameof(NoticeKind.Booked), Whole, new("N", "Car", Link));

        Assert.Contains($"{day}, {window}", worded.Subject, StringComparison.Ordinal);
        Assert.Contains($"{day}, {window}", worded.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_over_the_change_of_clocks_is_told_as_the_clocks_show_it()
    {
        var berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var facts = new NoticeFacts { Window = new(new(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), new(2026, 10, 25, 2, 30, 0, TimeSpan.Zero)) };

        var worded = Wording.Word(NoticeKind.Booked, facts, berlin, new("N", "Car", Link), "en");

        Assert.Contains("Sunday 25 October, between 02:30 and 03:30", worded.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_a_person_typed_begins_a_line()
    {
        var worded = Word("en", nameof(NoticeKind.Booked), Whole with { Place = "Street 1\r\nBcc: other@example.org" }, new("N\nEvil: x", "Car\r\nBcc: y", Link));

        Assert.DoesNotContain('\n', worded.Subject);
        Assert.DoesNotContain('\n', worded.Text);
        Assert.DoesNotContain(worded.Body.Split('\n'), line => line.StartsWith("Bcc:", StringComparison.Ordinal) || line.StartsWith("Evil:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_workshop_changes_a_template_and_a_wrong_field_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("templates-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "es"));
            File.WriteAllText(Path.Combine(folder, "es", "booked.txt"), "Subject: Hola {name}\nText: Hola\n\nNos vemos {window}\n");
            var own = new Wording(new(Options.Create(new NotificationsOptions { TemplatesFolder = folder })));
            Assert.Equal("Hola N", own.Word(NoticeKind.Booked, Whole, Montevideo, new("N", "Car", Link), "es").Subject);
            Assert.StartsWith("Car", own.Word(NoticeKind.Booked, Whole, Montevideo, new("N", "Car", Link), "en").Subject, StringComparison.Ordinal);

            File.WriteAllText(Path.Combine(folder, "es", "booked.txt"), "Subject: Hola {nombre}\nText: Hola\n\nNos vemos\n");
            var wrong = Assert.Throws<InvalidOperationException>(() => new TemplateSet(Options.Create(new NotificationsOptions { TemplatesFolder = folder })));
            Assert.Contains("es/booked.txt", wrong.Message, StringComparison.Ordinal);
            Assert.Contains("{nombre}", wrong.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Every_language_has_words_for_every_failure_and_day()
    {
        foreach (var language in TemplateSet.Languages)
        {
            var words = Templates.WordsOf(language);
            Assert.All(Enum.GetValues<FailureReason>(), failure => Assert.NotEmpty(words[$"failure.{failure}"]));
            Assert.All(Enum.GetValues<FailureConsequence>(), consequence => Assert.NotEmpty(words[$"follows.{consequence}"]));
            Assert.NotEmpty(words.At("days", 6));
            Assert.NotEmpty(words.At("months", 11));
        }
    }

    private const string Link = "http://localhost/api/track/AAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static NoticeFacts Whole => new()
    {
        Area = "montevideo",
        Window = new(new(2026, 11, 25, 11, 0, 0, TimeSpan.Zero), new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero)),
        Eta = new(2026, 11, 25, 11, 25, 0, TimeSpan.Zero),
        Place = "Avenida Italia 2500, Montevideo",
        Driver = "Driver One",
        IsSwap = true,
        Reason = new("no-driver", "No driver is free then.", "If the window opened 20 minutes earlier."),
        Failure = FailureReason.WillNotStart,
        MinutesLate = 17,
        ReadyAt = new(2026, 11, 25, 18, 30, 0, TimeSpan.Zero),
    };

    private static Worded Word(string language, string kind, NoticeFacts facts, Addressee to) =>
        Wording.Word(Enum.Parse<NoticeKind>(kind), facts, Montevideo, to, language);

    private static void Check(Worded worded)
    {
        foreach (var text in new[] { worded.Subject, worded.Body, worded.Text })
        {
            Assert.NotEmpty(text.Trim());
            Assert.DoesNotContain('{', text);
            Assert.DoesNotContain('}', text);
        }

        Assert.Contains(Link, worded.Body, StringComparison.Ordinal);
        Assert.Contains(Link, worded.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', worded.Subject);
        Assert.DoesNotContain("\n\n\n", worded.Body, StringComparison.Ordinal);
    }
}
