using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Greenroom.Accounts.GitHub;

/// <summary>Ties a visit to the browser that began it: a link with somebody else's code and state must not sign me in to their account.</summary>
internal static class OAuthBrowser
{
    private const string Name = "greenroom_github";
    private const string Path = "/auth/github";
    private const int Size = 32;

    /// <summary>Sets a fresh cookie and returns what is stored of it.</summary>
    public static string Issue(HttpContext http)
    {
        var value = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size));

        // Lax: GitHub sends the browser back from another site.
        http.Response.Cookies.Append(Name, value, new CookieOptions
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = Path,
            MaxAge = OAuthStates.Life,
            IsEssential = true,
        });
        return Hash(value);
    }

    /// <summary>What would have been stored of the cookie that came; null when none did.</summary>
    public static string? Read(HttpContext http) => http.Request.Cookies[Name] is { Length: > 0 } value ? Hash(value) : null;

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, new CookieOptions { Path = Path });

    public static string Hash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
