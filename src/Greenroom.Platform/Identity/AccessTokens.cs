using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using System.Text;
using Greenroom.Platform.Data;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Greenroom.Platform.Identity;

public sealed class TokenOptions
{
    public const int ShortestSecret = 32;

    /// <summary>Signs access tokens (HS256) and derives refresh tokens: at least 32 bytes.</summary>
    [Required]
    public string Secret { get; set; } = "";

    /// <summary>The life of an access token.</summary>
    public TimeSpan AccessTokenLife { get; set; } = TimeSpan.FromMinutes(15);
}

/// <summary>Issues and checks access tokens: JWT (RFC 7519), HS256 and nothing else, typ <c>at+jwt</c> (RFC 9068).</summary>
public sealed class AccessTokens(IOptions<TokenOptions> options, TimeProvider clock)
{
    private const string Issuer = "greenroom";
    private const string Audience = "greenroom-api";
    private const string TokenType = "at+jwt";
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false, MaximumTokenSizeInBytes = 8 * 1024 };
    private readonly SymmetricSecurityKey _key = new(Encoding.UTF8.GetBytes(options.Value.Secret));

    public TimeSpan Life => options.Value.AccessTokenLife;

    /// <param name="sessionId">The refresh family that this token belongs to.</param>
    /// <param name="stamp">Changes with the password and with "log out everywhere"; see <c>ITokenRevocation</c>.</param>
    public string Issue(Guid userId, string? email, Guid sessionId, string stamp)
    {
        var now = clock.UtcNow();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = userId.ToString(),
            ["user_id"] = userId.ToString(),
            ["sid"] = sessionId.ToString(),
            ["stamp"] = stamp,
        };
        if (email is not null)
        {
            claims["email"] = email;
        }

        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            TokenType = TokenType,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Life,
            Claims = claims,
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>The caller that the token proves, or null; why it was refused is nobody's business.</summary>
    public async Task<ClaimsIdentity?> ValidateAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            ValidTypes = [TokenType],
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKey = _key,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            LifetimeValidator = (notBefore, expires, _, _) =>
            {
                var now = clock.UtcNow();
                return expires is { } end && now <= end + ClockSkew && (notBefore is not { } start || start <= now + ClockSkew);
            },
        });
        return result.IsValid ? result.ClaimsIdentity : null;
    }
}
