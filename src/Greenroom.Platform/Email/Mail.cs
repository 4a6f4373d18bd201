using System.Text;
using System.Text.Encodings.Web;

namespace Greenroom.Platform.Email;

/// <summary>A mail that is ready to go.</summary>
/// <param name="To">One address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">For programs that show plain text.</param>
/// <param name="Html">The same, with a button for the link.</param>
public sealed record Mail(string To, string Subject, string Text, string Html)
{
    private const string Frame =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{0}</title></head>"
        + "<body style=\"margin:0;padding:24px;background:#f7f6f1;color:#1b211d;font:16px/1.6 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif\">"
        + "<div style=\"max-width:520px;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #dddbd2;border-radius:14px\">"
        + "<p style=\"margin:0 0 24px;font-weight:600;color:#1f6b4a\">Greenroom</p>{1}</div></body></html>";

    /// <summary>Text and HTML from the same words. Everything is text: what people chose, a name for one, cannot become markup.</summary>
    /// <param name="paragraphs">Before the link.</param>
    /// <param name="link">What there is to do, if there is something.</param>
    /// <param name="note">After the link, in small.</param>
    public static Mail Compose(string to, string subject, IReadOnlyList<string> paragraphs, MailLink? link = null, string? note = null)
    {
        var text = new StringBuilder();
        var html = new StringBuilder();
        foreach (var paragraph in paragraphs)
        {
            text.Append(paragraph).Append("\n\n");
            html.Append($"<p style=\"margin:0 0 16px\">{Encode(paragraph)}</p>");
        }

        if (link is not null)
        {
            var url = Encode(link.Url);
            text.Append(link.Label).Append(":\n").Append(link.Url).Append("\n\n");
            html.Append($"<p style=\"margin:24px 0\"><a href=\"{url}\" style=\"display:inline-block;padding:12px 20px;background:#1f6b4a;color:#ffffff;text-decoration:none;border-radius:10px;font-weight:600\">{Encode(link.Label)}</a></p>");
            html.Append($"<p style=\"margin:0 0 16px;font-size:13px;color:#626b64;word-break:break-all\">Or open this address: {url}</p>");
        }

        if (note is not null)
        {
            text.Append(note).Append('\n');
            html.Append($"<p style=\"margin:0;font-size:13px;color:#626b64\">{Encode(note)}</p>");
        }

        return new Mail(to, subject, text.ToString(), string.Format(null, CompositeFormat.Parse(Frame), Encode(subject), html));
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}

/// <summary>The one thing that a mail asks to do.</summary>
public sealed record MailLink(string Label, string Url);
