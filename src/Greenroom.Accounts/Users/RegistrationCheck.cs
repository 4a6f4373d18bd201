using Greenroom.Accounts.Sessions;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Users;

/// <summary>What can be refused of a new account before anybody looks whether its address is known.</summary>
internal sealed class RegistrationCheck(UserManager<User> users, CommonPasswords common, RateLimits limits, IOptions<RateLimitOptions> limitOptions)
{
    public async Task<Failure?> RefusalAsync(string email, string password, CancellationToken ct) =>
        await limits.TakeAsync(HiddenKeys.Of("register-address", users.NormalizeEmail(email.Trim())), limitOptions.Value.RegisterPerAddressPerHour, TimeSpan.FromHours(1), ct)
        ?? (common.Contains(password) ? AccountFailures.CommonPassword : null);
}
