using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Greenroom.Growth.Connections;

/// <summary>Ties a connection to the browser that began it: a link with somebody else's code and state must not connect their account to mine.</summary>
internal static class BrowserCookie
{
    private const string Name = "greenroom_connect";
    private const string Path = "/auth/instagram";
    private const int Size = 32;

    /// <summary>Sets a fresh one and returns what is stored of it.</summary>
    public static string Issue(HttpContext http, TimeSpan life)
    {
        var value = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size));

        // Lax: the platform sends the browser back from another site.
        http.Response.Cookies.Append(Name, value, new CookieOptions
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = Path,
            MaxAge = life,
            IsEssential = true,
        });
        return Hash(value);
    }

    /// <summary>What would have been stored of the cookie that came; null when none did.</summary>
    public static string? Read(HttpContext http) => http.Request.Cookies[Name] is { Length: > 0 } value ? Hash(value) : null;

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, new CookieOptions { Path = Path });

    private static string Hash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
