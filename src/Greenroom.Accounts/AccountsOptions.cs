using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts;

/// <summary>How accounts and sessions behave; the section <c>Accounts</c>.</summary>
public sealed class AccountsOptions
{
    /// <summary>What OWASP asks of PBKDF2-HMAC-SHA512; fewer are refused outside Development.</summary>
    public const int RecommendedIterations = 220_000;

    /// <summary>PBKDF2-HMAC-SHA512 iterations of a new password hash; older hashes are upgraded at the next log-in.</summary>
    [Range(1, 10_000_000)]
    public int PasswordIterations { get; set; } = RecommendedIterations;

    /// <summary>A session ends when it was not refreshed for so long.</summary>
    [Range(typeof(TimeSpan), "00:15:00", "365.00:00:00")]
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromDays(14);

    /// <summary>A session ends this long after its log-in, however often it was refreshed.</summary>
    [Range(typeof(TimeSpan), "00:15:00", "365.00:00:00")]
    public TimeSpan SessionLife { get; set; } = TimeSpan.FromDays(30);

    /// <summary>A guest who does not claim the account is deleted after this.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan GuestLife { get; set; } = TimeSpan.FromDays(7);

    /// <summary>A new account opens once its address is proven: registration answers 202 whether the address is known or not, and nobody logs in before they have opened the mailed link.</summary>
    public bool RequireVerifiedEmail { get; set; }

    /// <summary>The largest export of somebody's own data, in megabytes; a larger one fails and says so.</summary>
    [Range(1, 1000)]
    public int LargestExportMegabytes { get; set; } = 50;

    /// <summary>The origin of a separately hosted web app that proxies to this host (<c>FRONTEND_URL</c>); its cookie calls count as same-origin.</summary>
    public string? FrontendUrl { get; set; }
}

/// <summary>A weak hash is a convenience of tests and nothing else.</summary>
internal sealed class StrongHashesOutsideDevelopment(IHostEnvironment environment) : IValidateOptions<AccountsOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountsOptions options) =>
        options.PasswordIterations < AccountsOptions.RecommendedIterations && !environment.IsDevelopment()
            ? ValidateOptionsResult.Fail(
                $"Accounts__PasswordIterations is {options.PasswordIterations}; outside Development it must be at least {AccountsOptions.RecommendedIterations}.")
            : ValidateOptionsResult.Success;
}
