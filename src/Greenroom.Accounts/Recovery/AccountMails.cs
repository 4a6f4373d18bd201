using Greenroom.Accounts.Data;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Email;
using Greenroom.Platform.Http;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Recovery;

/// <summary>The words of the mails about an account. Each is put into the outbox within the transaction of what it tells of.</summary>
internal sealed class AccountMails(AccountsDb db, MailOutbox outbox, LinkTokens tokens, IOptions<SiteOptions> site)
{
    private const string WaysTaken = "Its other ways in (passkeys, a link to GitHub) were taken off, because nothing showed that they are yours. If they are, add them again in the settings, under Security.";
    private const string FactorTaken = "Its second factor was switched off, because nothing showed that it is yours. You can set up your own in the settings, under Security.";
    private const string NotYou = "If this was not you, set a new password at once: open the log-in page and choose \"Forgot your password\".";

    public Task SendResetAsync(User user, AccountLink link, CancellationToken ct) => PutAsync(user.Id, Mail.Compose(
        link.Email,
        "Set a new password",
        [$"Hello {user.UserName},", "somebody, most likely you, asked for a new password for your Greenroom account."],
        new MailLink("Set a new password", Address("reset", link.Id)),
        "The link works once, for an hour. If you did not ask for it, nothing needs to be done: without the link your password stays as it is."), ct);

    public Task SendVerificationAsync(User user, AccountLink link, CancellationToken ct) => PutAsync(user.Id, Mail.Compose(
        link.Email,
        "Confirm your e-mail address",
        [
            $"Hello {user.UserName},",
            user.EmailConfirmed
                ? "please open this link once more where you are logged in, so that your passkeys and a link to GitHub stay when you forget your password."
                : "please confirm that this address is yours, so that you can get back in when you forget your password.",
        ],
        new MailLink("Confirm the address", Address("verify", link.Id)),
        "The link works once, for a day. If you have no Greenroom account, somebody mistyped their address and nothing needs to be done."), ct);

    /// <param name="userId">The guest who becomes an account; null where there is nobody yet.</param>
    public Task SendOpeningAsync(Guid? userId, string username, string email, Guid linkId, CancellationToken ct) => PutAsync(userId, Mail.Compose(
        email,
        "Open your Greenroom account",
        [$"Hello {username},", "somebody, most likely you, has just chosen this name and a password for a Greenroom account with your address. The account opens with this link."],
        new MailLink("Open the account", Address("verify", linkId)),
        "The link works once, for a day. If this was not you, do not open it: without it nothing changes, and nothing needs to be done."), ct);

    public Task SendAddressChangeAsync(User user, AccountLink link, CancellationToken ct) => PutAsync(user.Id, Mail.Compose(
        link.Email,
        "Confirm your new e-mail address",
        [$"Hello {user.UserName},", "please confirm that this is the new address of your Greenroom account. Until then the old one stays."],
        new MailLink("Confirm the new address", Address("verify", link.Id)),
        "The link works once, for an hour. If you have no Greenroom account, somebody mistyped their address and nothing needs to be done."), ct);

    public Task SendAccountExistsAsync(User user, CancellationToken ct) => PutAsync(user.Id, Mail.Compose(
        user.Email!,
        "You have an account already",
        [$"Hello {user.UserName},", "somebody, most likely you, wanted to make a Greenroom account with this address. It has one already, and nothing has changed."],
        new MailLink("Log in", site.Value.LinkTo("/login")),
        "If you forgot the password: \"Forgot your password\" on the log-in page sends a link that sets a new one. If this was not you, nothing needs to be done."), ct);

    public Task SendAddressTakenAsync(string email, CancellationToken ct) => PutAsync(userId: null, Mail.Compose(
        email,
        "This address has an account already",
        ["Somebody wanted to move a Greenroom account to this address, which has an account of its own.", "An address belongs to one account only, so nothing has changed."],
        note: "If this was you: delete the other account first, or give it another address."), ct);

    public Task SendAddressChangedAsync(User user, string oldAddress, CancellationToken ct) => PutAsync(user.Id, Mail.Compose(
        oldAddress,
        "The e-mail address of your account has changed",
        [$"Hello {user.UserName},", "your Greenroom account has a new e-mail address now. This one opens it no more."],
        note: "If this was not you, tell whoever runs this Greenroom at once."), ct);

    public Task SendPasswordChangedAsync(User user, TakenKeys taken, CancellationToken ct) => PutAsync(user.Id, Mail.Compose(
        user.Email!,
        "Your password has changed",
        [
            $"Hello {user.UserName},",
            "the password of your Greenroom account has just been changed, and every other session has ended.",
            .. taken.WaysIn ? [WaysTaken] : Array.Empty<string>(),
            .. taken.SecondFactor ? [FactorTaken] : Array.Empty<string>(),
        ],
        note: NotYou), ct);

    public Task SendSessionStolenAsync(User user, CancellationToken ct) => PutAsync(user.Id, Mail.Compose(
        user.Email!,
        "A session was ended for your safety",
        [$"Hello {user.UserName},", "a key of one of your sessions was used a second time, as it happens when somebody has copied it. The session has ended on both sides; please log in again."],
        note: NotYou), ct);

    public Task SendGitHubLinkedAsync(User user, string name, CancellationToken ct) => PutAsync(user.Id, Mail.Compose(
        user.Email!,
        "Your account is linked to GitHub",
        [$"Hello {user.UserName},", $"the account {name} at GitHub opens your Greenroom account now."],
        note: "If this was not you, unlink it in the settings, under Security, and set a new password at once."), ct);

    public Task SendGitHubUnlinkedAsync(User user, string name, CancellationToken ct) => PutAsync(user.Id, Mail.Compose(
        user.Email!,
        "Your account is no longer linked to GitHub",
        [$"Hello {user.UserName},", $"the account {name} at GitHub opens your Greenroom account no more. Your password does."],
        note: NotYou), ct);

    public Task SendSecondFactorEnabledAsync(User user, CancellationToken ct) => TellAsync(
        user, "The second factor is on", "from now on a log-in with your password asks for a code of your authenticator app as well. Keep the recovery codes where you find them without your phone.", ct);

    public Task SendSecondFactorDisabledAsync(User user, CancellationToken ct) => TellAsync(
        user, "The second factor is off", "the second factor of your Greenroom account has just been switched off: the password alone opens it again.", ct);

    public Task SendSecondFactorTakenOffAsync(User user, CancellationToken ct) => PutAsync(user.Id, Mail.Compose(
        user.Email!,
        "The second factor was taken off your account",
        [
            $"Hello {user.UserName},",
            "whoever runs this Greenroom has taken the second factor off your account, as they do for somebody who has lost phone and recovery codes. The password alone opens it again, every session has ended, and the recovery codes open nothing any more.",
        ],
        note: "If you did not ask for this, set a new password at once, and tell whoever runs this Greenroom."), ct);

    public Task SendRecoveryCodesRenewedAsync(User user, CancellationToken ct) => TellAsync(
        user, "You have new recovery codes", "ten new recovery codes were made for your Greenroom account. Those before open nothing any more.", ct);

    public Task SendRecoveryCodeUsedAsync(User user, int left, CancellationToken ct) => TellAsync(
        user, "A recovery code was used", $"one of your recovery codes was used in place of your authenticator app. {(left == 0 ? "None is left" : left == 1 ? "One is left" : $"{left} are left")}; you can make new ones in the settings.", ct);

    public Task SendPasskeyAddedAsync(User user, string name, CancellationToken ct) => TellAsync(
        user, "A passkey was added", $"a passkey named {name} was added to your Greenroom account. It opens the account without the password.", ct);

    public Task SendPasskeyRemovedAsync(User user, CancellationToken ct) => TellAsync(
        user, "A passkey was removed", "a passkey of your Greenroom account has just been removed. It opens the account no more.", ct);

    public Task SendDeletionRequestedAsync(User user, DateTime deletesAt, CancellationToken ct) => PutAsync(user.Id, Mail.Compose(
        user.Email!,
        "Your account will be deleted",
        [$"Hello {user.UserName},", $"the deletion of your Greenroom account was asked for. It and everything in it are gone on {deletesAt:d MMMM yyyy} (UTC)."],
        note: "If this was not you, or if you change your mind: logging in before then undoes it. Then set a new password."), ct);

    public static Mail FirstAdministrator(string email, string link) => Mail.Compose(
        email,
        "You administer a Greenroom",
        ["A Greenroom was started with this address as that of its administrator. Choose a password, and its administration is yours."],
        new MailLink("Choose a password", link),
        "The link works once, for an hour. After that, \"Forgot your password\" on the log-in page sends another.");

    private string Address(string page, Guid linkId) => site.Value.LinkTo($"/{page}/{tokens.Make(linkId)}");

    // Whoever has no address is told nothing; their audit log does.
    private Task TellAsync(User user, string subject, string sentence, CancellationToken ct) =>
        user.Email is null ? Task.CompletedTask : PutAsync(user.Id, Mail.Compose(user.Email, subject, [$"Hello {user.UserName},", sentence], note: NotYou), ct);

    private Task PutAsync(Guid? userId, Mail mail, CancellationToken ct) => outbox.PutInAsync(db, mail, userId, ct);
}
