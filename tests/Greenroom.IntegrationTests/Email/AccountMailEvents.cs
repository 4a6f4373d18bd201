using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Greenroom.Accounts;
using Greenroom.Accounts.Admin;
using Greenroom.Accounts.Recovery;
using Greenroom.IntegrationTests.Accounts.GitHub;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Greenroom.IntegrationTests.Email;

/// <summary>Whom a mail is to reach, and what it is to be called.</summary>
internal sealed record Told(string Address, string Subject);

/// <summary>Lets happen what each kind of account mail tells of, to a person of its own each time.</summary>
internal sealed class AccountMailEvents(GreenroomApp app, GitHubApp gitHub, string operatorAddress)
{
    private const string Passkeys = "/api/user/me/passkeys";
    private static readonly TimeSpan OutsideOverlap = TimeSpan.FromSeconds(11);

    /// <summary>By the name of what writes the mail in <see cref="AccountMails"/>.</summary>
    public IReadOnlyDictionary<string, Func<Task<Told>>> All => new Dictionary<string, Func<Task<Told>>>(StringComparer.Ordinal)
    {
        [nameof(AccountMails.FirstAdministrator)] = () => Task.FromResult(new Told(operatorAddress, "You administer a Greenroom")),
        [nameof(AccountMails.SendVerificationAsync)] = async () => new Told((await SignUpAsync()).Email, "Confirm your e-mail address"),
        [nameof(AccountMails.SendOpeningAsync)] = RegisterStrictlyAsync,
        [nameof(AccountMails.SendAccountExistsAsync)] = RegisterAgainAsync,
        [nameof(AccountMails.SendResetAsync)] = ForgetAsync,
        [nameof(AccountMails.SendPasswordChangedAsync)] = ChangePasswordAsync,
        [nameof(AccountMails.SendAddressChangeAsync)] = async () => new Told((await MoveAsync()).After, "Confirm your new e-mail address"),
        [nameof(AccountMails.SendAddressTakenAsync)] = TakeAddressAsync,
        [nameof(AccountMails.SendAddressChangedAsync)] = ConfirmAddressAsync,
        [nameof(AccountMails.SendSessionStolenAsync)] = StealAsync,
        [nameof(AccountMails.SendGitHubLinkedAsync)] = async () => new Told((await LinkAsync()).Email, "Your account is linked to GitHub"),
        [nameof(AccountMails.SendGitHubUnlinkedAsync)] = UnlinkAsync,
        [nameof(AccountMails.SendSecondFactorEnabledAsync)] = async () => new Told((await app.SignUpProtectedAsync(Ct)).Email, "The second factor is on"),
        [nameof(AccountMails.SendSecondFactorDisabledAsync)] = () => WithFactorAsync(ada => ada.Client.DisableFactorAsync(ada.CodeAt(app.Clock.UtcNow), Ct), "The second factor is off"),
        [nameof(AccountMails.SendSecondFactorTakenOffAsync)] = TakeFactorOffAsync,
        [nameof(AccountMails.SendRecoveryCodesRenewedAsync)] = () => WithFactorAsync(ada => ada.Client.RenewCodesAsync(ada.CodeAt(app.Clock.UtcNow), Ct), "You have new recovery codes"),
        [nameof(AccountMails.SendRecoveryCodeUsedAsync)] = () => WithFactorAsync(ada => app.NewClient().LogInWithCodeAsync(ada.Email, ada.RecoveryCodes[0], Ct), "A recovery code was used"),
        [nameof(AccountMails.SendPasskeyAddedAsync)] = async () => new Told((await AddPasskeyAsync()).Email, "A passkey was added"),
        [nameof(AccountMails.SendPasskeyRemovedAsync)] = RemovePasskeyAsync,
        [nameof(AccountMails.SendDeletionRequestedAsync)] = LeaveAsync,
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<Person> SignUpAsync()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        client.Bear(session);
        return new Person(client, session);
    }

    private async Task<Told> RegisterAgainAsync()
    {
        var email = (await SignUpAsync()).Email;
        await app.ExecuteAsync("UPDATE users SET email_verified = @p0 WHERE email = @p1", Ct, true, email);

        await AskForAccountAsync(email);
        return new Told(email, "You have an account already");
    }

    private async Task<Told> RegisterStrictlyAsync()
    {
        var email = Api.NewEmail();
        await AskForAccountAsync(email);
        return new Told(email, "Open your Greenroom account");
    }

    /// <summary>As on servers that demand proven addresses, which this one does for a moment.</summary>
    private async Task AskForAccountAsync(string email)
    {
        var options = app.Services.GetRequiredService<IOptions<AccountsOptions>>().Value;
        options.RequireVerifiedEmail = true;
        await SucceedAsync(app.NewClient().PostAsJsonAsync("/api/auth/register", new { email, password = Api.Password }, Ct));
        options.RequireVerifiedEmail = false;
    }

    private async Task<Told> ForgetAsync()
    {
        var person = await SignUpAsync();
        await SucceedAsync(person.Client.PostAsJsonAsync("/api/auth/forgot", new { email = person.Email }, Ct));
        return new Told(person.Email, "Set a new password");
    }

    private async Task<Told> ChangePasswordAsync()
    {
        var person = await SignUpAsync();
        await SucceedAsync(person.Client.PostAsJsonAsync("/api/auth/password", new { current_password = Api.Password, password = "another horse, another battery" }, Ct));
        return new Told(person.Email, "Your password has changed");
    }

    private async Task<(Person Person, string After)> MoveAsync()
    {
        var (person, after) = (await SignUpAsync(), Api.NewEmail("moved"));
        await SucceedAsync(person.Client.PostAsJsonAsync("/api/auth/email", new { email = after, current_password = Api.Password }, Ct));
        return (person, after);
    }

    private async Task<Told> TakeAddressAsync()
    {
        var (person, owner) = (await SignUpAsync(), (await SignUpAsync()).Email);
        await SucceedAsync(person.Client.PostAsJsonAsync("/api/auth/email", new { email = owner, current_password = Api.Password }, Ct));
        return new Told(owner, "This address has an account already");
    }

    private async Task<Told> ConfirmAddressAsync()
    {
        var (person, after) = await MoveAsync();
        var link = await app.ScalarAsync<string>("SELECT CAST(id AS TEXT) FROM account_links WHERE email = @p0", Ct, after);
        var token = app.Services.GetRequiredService<LinkTokens>().Make(Guid.Parse(link!));
        await SucceedAsync(app.NewClient().PostAsJsonAsync("/api/auth/verify", new { token }, Ct));
        return new Told(person.Email, "The e-mail address of your account has changed");
    }

    private async Task<Told> StealAsync()
    {
        var person = await SignUpAsync();
        await SucceedAsync(person.Client.RefreshAsync(person.Session.RefreshToken, Ct));
        app.Clock.Advance(OutsideOverlap);
        (await person.Client.RefreshAsync(person.Session.RefreshToken, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        return new Told(person.Email, "A session was ended for your safety");
    }

    private async Task<(GitHubBrowser Browser, string Email)> LinkAsync()
    {
        var browser = gitHub.NewBrowser(app);
        var session = await browser.Http.RegisterAsync(Api.NewEmail("links"), Ct);
        browser.Http.Bear(session);
        (await browser.LinkAsync(GitHubApp.NewUser())).ShouldEndWith("github=linked");
        return (browser, session.User.Email!);
    }

    private async Task<Told> UnlinkAsync()
    {
        var (browser, email) = await LinkAsync();
        await SucceedAsync(browser.Http.DeleteAsync("/api/user/me/github", Ct));
        return new Told(email, "Your account is no longer linked to GitHub");
    }

    private async Task<Told> WithFactorAsync(Func<Protected, Task<HttpResponseMessage>> happen, string subject)
    {
        var ada = await app.SignUpProtectedAsync(Ct);
        await SucceedAsync(happen(ada));
        return new Told(ada.Email, subject);
    }

    private async Task<Told> TakeFactorOffAsync()
    {
        var ada = await app.SignUpProtectedAsync(Ct);
        await using var scope = app.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<AdminCommand>().ResetSecondFactorAsync(ada.Email, Ct)).ShouldBe(true);
        return new Told(ada.Email, "The second factor was taken off your account");
    }

    private async Task<(Person Person, string Email, string Passkey)> AddPasskeyAsync()
    {
        var person = await SignUpAsync();
        using var phone = new SoftAuthenticator();
        var begun = JsonNode.Parse(await (await person.Client.PostAsJsonAsync($"{Passkeys}/options", new { current_password = Api.Password }, Ct)).Content.ReadAsStringAsync(Ct))!;
        await SucceedAsync(person.Client.PostAsJsonAsync(Passkeys, new { ceremony = begun["ceremony"], credential = phone.Create(begun["options"]!.GetValue<string>()), name = "Phone" }, Ct));
        return (person, person.Email, phone.Id);
    }

    private async Task<Told> RemovePasskeyAsync()
    {
        var (person, email, passkey) = await AddPasskeyAsync();
        await SucceedAsync(person.Client.DeleteAsync($"{Passkeys}/{passkey}", Ct));
        return new Told(email, "A passkey was removed");
    }

    private async Task<Told> LeaveAsync()
    {
        var person = await SignUpAsync();
        await SucceedAsync(person.Client.PostAsJsonAsync("/api/user/me/deletion", new { confirm = person.Session.User.Username, password = Api.Password }, Ct));
        return new Told(person.Email, "Your account will be deleted");
    }

    private static async Task SucceedAsync(Task<HttpResponseMessage> asked)
    {
        var answer = await asked;
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Ct));
    }

    private sealed record Person(HttpClient Client, Session Session)
    {
        public string Email => Session.User.Email!;
    }
}
