using Greenroom.IntegrationTests.Interviews;
using static Greenroom.IntegrationTests.Security.AccessEntry;

namespace Greenroom.IntegrationTests.Security;

/// <summary>
/// Who may do what: every operation of the API, each with the request that tries it. A new operation gets its line here. Several lines of one operation
/// try a foreign id in several places. In a line, <c>a</c> is the owner and <c>by</c> is whoever calls, each with everything that can be owned.
/// </summary>
internal static class AccessMatrix
{
    public static IReadOnlyList<AccessEntry> Entries { get; } =
    [
        // Health.
        Public("GET /health"),
        Public("GET /health/live"),
        Public("GET /health/ready"),

        // Accounts and sessions.
        Public("POST /api/users", _ => new Ask(Body: new { email = Api.NewEmail(), password = Api.Password }), expected: 201),
        Public("POST /api/auth/register", _ => new Ask(Body: new { email = Api.NewEmail(), password = Api.Password }), expected: 201),
        Public("POST /api/auth/demo", expected: 201),
        Public("POST /api/auth/login", a => new Ask(Body: new { email = a.Email, password = Api.Password })),
        Public("POST /api/auth/token", a => new Ask(Body: new { refresh_token = a.RefreshToken })),
        Public("POST /api/auth/logout", async a => new Ask(Body: new { refresh_token = await a.AnotherSessionAsync() }), expected: 204),
        Self("POST /api/auth/claim", _ => new Ask(Body: new { email = Api.NewEmail(), password = Api.Password })) with { OfGuest = true },
        Self("GET /api/user/me") with { ShowsOwn = true },
        Self("PATCH /api/user/me", (_, by) => Task.FromResult(new Ask(Body: new { username = $"renamed-{by.Id.ToString("N")[20..]}" }))),
        Own("GET /api/users/{id}", a => new Ask($"/api/users/{a.Id}")) with { AdminMay = true },
        Self("GET /api/user/me/audit") with { ShowsOwn = true },
        List("GET /api/sessions", a => a.AnotherSessionAsync()),
        Own("DELETE /api/sessions/{id}", async a => new Ask($"/api/sessions/{await a.AnotherSessionIdAsync()}")),
        Self("DELETE /api/sessions"),

        // Recovery.
        Public("POST /api/auth/forgot", a => new Ask(Body: new { email = a.Email }), expected: 202),
        Public("POST /api/auth/reset", _ => new Ask(Body: new { token = "of-nobody", password = "a password of a thief" }), expected: 410),
        Public("POST /api/auth/verify", _ => new Ask(Body: new { token = "of-nobody" }), expected: 410),
        Self("POST /api/auth/verify/send"),
        Self("POST /api/auth/password", _ => new Ask(Body: new { current_password = Api.Password, password = "another horse, another battery" })),
        Self("POST /api/auth/email", _ => new Ask(Body: new { email = Api.NewEmail("moved"), current_password = Api.Password })),

        // Other ways in; GitHub is not set up here.
        Public("GET /api/auth/methods"),
        Public("GET /auth/github", expected: 404),
        Public("GET /auth/github/callback", expected: 302),
        Self("GET /api/user/me/github"),
        Self("POST /api/user/me/github", _ => new Ask(Body: new { current_password = Api.Password })) with { Expected = 404 },
        Self("DELETE /api/user/me/github") with { Expected = 404 },

        Self("GET /api/user/me/second-factor"),
        Self("POST /api/user/me/second-factor", _ => new Ask(Body: new { current_password = Api.Password })),
        Self("POST /api/user/me/second-factor/confirm", _ => new Ask(Body: new { code = "123456" })) with { Expected = 409 },
        Self("POST /api/user/me/second-factor/recovery-codes", _ => new Ask(Body: new { current_password = Api.Password, code = "123456" })) with { Expected = 409 },
        Self("POST /api/user/me/second-factor/disable", _ => new Ask(Body: new { current_password = Api.Password, code = "123456" })) with { Expected = 409 },
        Public("POST /api/auth/passkeys/options"),
        Public("POST /api/auth/passkeys", _ => new Ask(Body: new { ceremony = Guid.Empty, credential = "{}" }), expected: 401),
        Self("GET /api/user/me/passkeys"),
        Self("POST /api/user/me/passkeys/options", _ => new Ask(Body: new { current_password = Api.Password })),
        Self("POST /api/user/me/passkeys", _ => new Ask(Body: new { ceremony = Guid.Empty, credential = "{}", name = "of nobody" })) with { Expected = 422 },
        Own("PATCH /api/user/me/passkeys/{id}", async a => new Ask($"/api/user/me/passkeys/{await a.PasskeyAsync()}", new { name = "renamed" })),
        Own("DELETE /api/user/me/passkeys/{id}", async a => new Ask($"/api/user/me/passkeys/{await a.PasskeyAsync()}")),

        // One's own data.
        Self("POST /api/user/me/exports"),
        List("GET /api/user/me/exports", a => a.ExportAsync()),
        Own("GET /api/user/me/exports/{id}/download", async a => new Ask($"/api/user/me/exports/{await a.ExportAsync()}/download")),
        Self("POST /api/user/me/deletion", (_, by) => Task.FromResult(new Ask(Body: new { confirm = by.Username, password = Api.Password }))),

        // The operator's.
        Public("POST /api/waitlist/signup", _ => new Ask(Body: new { email = Api.NewEmail("waiting") })),
        Self("POST /api/admin/claim", _ => new Ask(Body: new { token = "of-nobody" })) with { Expected = 410 },
        Admin("GET /api/admin/waitlist"),
        Admin("GET /api/admin/waitlist.csv"),
        Admin("GET /api/admin/people"),
        Admin("GET /api/admin/system"),
        Admin("GET /api/admin/users"),
        Admin("GET /api/admin/jobs"),
        Admin("POST /api/admin/jobs/{id}/retry", async a => new Ask($"/api/admin/jobs/{await a.FailedJobAsync()}/retry")),
        Admin("GET /api/admin/audit"),

        // Interviews.
        Self("POST /api/interviews", _ => new Ask(Body: Candidate.Preferences())),
        List("GET /api/interviews", a => a.InterviewAsync()),
        Own("GET /api/interviews/{id}", async a => new Ask($"/api/interviews/{(await a.RoomAsync()).InterviewId}")),
        Own("POST /api/interviews/{id}/pause", async a => new Ask($"/api/interviews/{(await a.RoomAsync()).InterviewId}/pause")),
        Own("POST /api/interviews/{id}/resume", async a => new Ask($"/api/interviews/{(await a.PausedRoomAsync()).InterviewId}/resume")),
        Own("POST /api/interviews/{id}/complete", async a => new Ask($"/api/interviews/{(await a.RoomAsync()).InterviewId}/complete")),
        Own("GET /api/interviews/{id}/report", async a => new Ask($"/api/interviews/{(await a.FinishedRoomAsync()).InterviewId}/report")),
        Own("GET /api/interviews/{id}/report.md", async a => new Ask($"/api/interviews/{(await a.FinishedRoomAsync()).InterviewId}/report.md")),
        Own("POST /api/conversations/create", async a => new Ask(Body: new { interview_id = await a.InterviewAsync() })),
        Own("POST /api/conversations/create", async (a, by) => new Ask(Body: new
        {
            interview_id = (await by.FinishedRoomAsync()).InterviewId, track = "retry", question_id = await Belongings.QuestionAsync(await a.FinishedRoomAsync()),
        })),
        Own("POST /api/conversations/append", async a => new Ask(Body: new { conversation_id = (await a.RoomAsync()).ConversationId, message = Candidate.PartialAnswer })),
        Own("POST /api/conversations/append", async a => new Ask(
            Body: new { conversation_id = (await a.RoomAsync()).ConversationId, message = Candidate.PartialAnswer }, Headers: [("Accept", "text/event-stream")])),
        Own("GET /api/conversations/{id}/events", async a => new Ask($"/api/conversations/{(await a.RoomAsync()).ConversationId}/events")),
        Own("PUT /api/questions/{id}/draft", async a => new Ask($"/api/questions/{await Belongings.QuestionAsync(await a.RoomAsync())}/draft", new { content = "typed", revision = 1 })),
        Public("GET /api/topics"),
        Public("GET /api/interviewer"),

        // Growth.
        Self("GET /api/instagram/connect"),
        List("GET /api/instagram/accounts", a => a.AccountAsync()),
        List("GET /api/growth/events", a => a.AccountAsync()),
        Own("POST /api/instagram/refresh", async a => new Ask($"/api/instagram/refresh?account_id={await a.AccountAsync()}")),
        Own("DELETE /api/instagram/disconnect", async a => new Ask($"/api/instagram/disconnect?account_id={await a.AccountAsync()}")),
        Own("GET /api/instagram/choices/{id}", async a => new Ask($"/api/instagram/choices/{await a.ChoiceAsync()}")),
        Own("POST /api/instagram/choices/{id}", async a => new Ask($"/api/instagram/choices/{await a.ChoiceAsync()}", new { account_ids = new[] { a.PlatformAccount } })),
        Own("GET /api/instagram/posts", async a => new Ask($"/api/instagram/posts?account_id={await a.AccountAsync()}")),
        Own("GET /api/instagram/posts/{id}", async a => new Ask($"/api/instagram/posts/{await a.PostAsync()}")),
        Own("GET /api/growth/stats", async a => new Ask($"/api/growth/stats?account_id={await a.AccountAsync()}")),
        Own("GET /api/growth/insights", async a => new Ask($"/api/growth/insights?account_id={await a.AccountAsync()}")),
        Own("PUT /api/growth/advice/{type}/{daypart}", async a => new Ask($"/api/growth/advice/reel/evening?account_id={await a.AccountAsync()}", new { verdict = "dismissed" })),
        Own("DELETE /api/growth/advice/{type}/{daypart}", async a => new Ask($"/api/growth/advice/reel/evening?account_id={await a.AccountAsync()}")),

        // What the platform and browsers on their way back call.
        Public("GET /api/instagram/deletions/{code}", _ => new Ask("/api/instagram/deletions/whoever-has-the-code"), expected: 404),
        Public("GET /auth/instagram/callback", async a => new Ask($"/auth/instagram/callback?code=sandbox:tiny&state={await a.ConnectStateAsync()}"), expected: 302),
        Public("GET /auth/sandbox"),
        Public("GET /auth/sandbox/allow", expected: 302),
        Public("GET /auth/sandbox/style.css"),
        Signed("POST /auth/instagram/deauthorize", _ => new Ask(Body: new FormUrlEncodedContent([new("signed_request", "signature.payload")]))),
        Signed("POST /auth/instagram/deletion", _ => new Ask(Body: new FormUrlEncodedContent([new("signed_request", "signature.payload")]))),
        Signed("GET /auth/instagram/webhook", _ => new Ask("/auth/instagram/webhook?hub.mode=subscribe&hub.verify_token=&hub.challenge=1")),
        Signed("POST /auth/instagram/webhook", _ => new Ask(Body: new { entry = new[] { new { id = "1" } } })),
    ];
}
