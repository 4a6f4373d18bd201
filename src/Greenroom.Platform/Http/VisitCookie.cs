using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Greenroom.Platform.Http;

/// <summary>
/// Ties a visit to another server (OAuth 2.0, RFC 6749 section 10.12) to the browser that began it: a link with somebody else's code and state must
/// neither sign me in to their account nor connect it to mine.
/// </summary>
/// <param name="name">Of the cookie.</param>
/// <param name="path">Where the other server sends the browser back to.</param>
/// <param name="life">How long a visit may take.</param>
public sealed class VisitCookie(string name, string path, TimeSpan life)
{
    private const int Size = 32;

    /// <summary>Sets a fresh one and returns what is stored of it.</summary>
    public string Issue(HttpContext http)
    {
        var value = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size));

        // Lax: the browser is sent back from another site.
        http.Response.Cookies.Append(name, value, new CookieOptions
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = path,
            MaxAge = life,
            IsEssential = true,
        });
        return Hash(value);
    }

    /// <summary>What would have been stored of the cookie that came; null when none did.</summary>
    public string? Read(HttpContext http) => http.Request.Cookies[name] is { Length: > 0 } value ? Hash(value) : null;

    public void Clear(HttpContext http) => http.Response.Cookies.Delete(name, new CookieOptions { Path = path });

    private static string Hash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
