namespace Greenroom.Accounts.Users;

internal static class UserViews
{
    public static UserView From(User user) =>
        new(user.Id, user.UserName!, user.Email, user.EmailConfirmed, user.EmailVerifiedByHolder, user.IsGuest, user.IsAdmin, user.CreatedAt);
}
