using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;
using Greenroom.Growth.Connections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Greenroom.Growth.Platforms.Sandbox;

/// <summary>Stands where a platform's own consent page would stand: plain HTML with one form, which a browser without scripts or a script without a browser can walk.</summary>
internal static class ConsentPage
{
    public const string Path = "/auth/sandbox";
    private const string Callback = "/auth/instagram/callback";

    private static readonly Dictionary<SandboxPersona, string> Labels = new()
    {
        [SandboxPersona.Creator] = "A creator, forty weeks of posts",
        [SandboxPersona.Null] = "As many posts, nothing works",
        [SandboxPersona.Tiny] = "Six posts, too few to tell",
        [SandboxPersona.Empty] = "No posts, just begun",
        [SandboxPersona.Expired] = "An expired connection",
        [SandboxPersona.RateLimited] = "Too many calls for now",
        [SandboxPersona.NoPermission] = "A missing permission",
    };

    // The colours are those of the web app; theme.js is its own, and without it the system's scheme decides.
    private const string Style =
        """
        :root { color-scheme: light dark; }
        :root[data-theme='light'] { color-scheme: light; }
        :root[data-theme='dark'] { color-scheme: dark; }
        * { box-sizing: border-box; }
        body { margin: 0; font: 1rem/1.55 Inter, system-ui, sans-serif; background: light-dark(#f7f6f1, #121613); color: light-dark(#1b211d, #e9ece7); }
        main { max-width: 34rem; margin: 0 auto; padding: clamp(1.5rem, 8vh, 6rem) 1rem 3rem; }
        .card { padding: clamp(1.25rem, 5vw, 2rem); border: 1px solid light-dark(#dedcd2, #2c332e); border-radius: 14px; background: light-dark(#fff, #1a1f1b); }
        .from { margin: 0 0 .5rem; font-size: .875rem; color: light-dark(#626b64, #919b94); }
        h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance; }
        p { margin: 0 0 1.25rem; color: light-dark(#4a544d, #b3bcb5); }
        ul { margin: 0 0 1.25rem; padding-left: 1.25rem; color: light-dark(#4a544d, #b3bcb5); }
        label { display: block; margin-bottom: .375rem; font-weight: 500; }
        select { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; border: 1px solid light-dark(#868d87, #6a746d); border-radius: 8px; font: inherit; color: inherit; background: light-dark(#fff, #121613); text-overflow: ellipsis; }
        .do { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem; }
        button, .do a { min-height: 2.75rem; padding: .5rem 1.125rem; border: 1px solid transparent; border-radius: 8px; font: inherit; font-weight: 500; text-decoration: none; cursor: pointer; }
        button { background: light-dark(#1f6b4a, #6fc79b); color: light-dark(#fff, #0c1a12); }
        button:hover { background: light-dark(#17543a, #8ad6af); }
        .do a { border-color: light-dark(#868d87, #6a746d); color: inherit; }
        a { color: light-dark(#1f6b4a, #6fc79b); }
        :focus-visible { outline: 2px solid light-dark(#1f6b4a, #6fc79b); outline-offset: 2px; }
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        // For browsers, not for clients of the API.
        routes.MapGet(Path, Show).ExcludeFromDescription();
        routes.MapGet(Path + "/allow", Allow).ExcludeFromDescription();
        routes.MapGet(Path + "/style.css", static () => TypedResults.Text(Style, "text/css", Encoding.UTF8)).ExcludeFromDescription();
    }

    private static ContentHttpResult Show(IOptions<GrowthOptions> options, string? state, string? persona)
    {
        var body = string.IsNullOrEmpty(state) ? Nothing($"{options.Value.FrontendUrl?.TrimEnd('/')}/app/growth") : Form(state, persona);
        return TypedResults.Text(Page(body), MediaTypeNames.Text.Html, Encoding.UTF8);
    }

    /// <summary>As the platform would: back to the callback, with a code.</summary>
    private static RedirectHttpResult Allow(string? state, string? persona) =>
        TypedResults.Redirect($"{Callback}?code={Uri.EscapeDataString(persona ?? "")}&state={Uri.EscapeDataString(state ?? "")}");

    private static string Form(string state, string? persona)
    {
        var first = SandboxPersona.TryParse(persona, out var known) ? known : SandboxPersona.Creator;
        var choices = SandboxPersona.All.Select(p => $"""<option value="sandbox:{p.Name}"{(p == first ? " selected" : "")}>{Text(Labels[p])}</option>""");
        return $"""
            <h1>Connect a sample account</h1>
            <p>Nothing leaves this server: the account, its posts and its people are made up. A real platform would ask you here whether Greenroom may read:</p>
            <ul><li>your profile and how many follow it</li><li>your posts and their counts</li></ul>
            <form action="{Path}/allow" method="get">
            <input type="hidden" name="state" value="{Text(state)}">
            <label for="persona">Which account</label>
            <select id="persona" name="persona">{string.Concat(choices)}</select>
            <div class="do"><button type="submit">Allow and connect</button>
            <a href="{Callback}?error=access_denied&amp;state={Text(Uri.EscapeDataString(state))}">Cancel</a></div>
            </form>
            """;
    }

    private static string Nothing(string growth) =>
        $"""
        <h1>There is nothing to allow</h1>
        <p>This page was opened without a connection. Begin on the Growth page.</p>
        <a href="{Text(growth)}">Open Growth</a>
        """;

    private static string Page(string body) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="theme-color" content="#f7f6f1">
        <title>Connect a sample account · Greenroom</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="{Path}/style.css">
        <script src="/theme.js"></script>
        </head>
        <body><main><div class="card">
        <p class="from">The sample platform</p>
        {body}
        </div></main></body>
        </html>
        """;

    private static string Text(string value) => HtmlEncoder.Default.Encode(value);
}
