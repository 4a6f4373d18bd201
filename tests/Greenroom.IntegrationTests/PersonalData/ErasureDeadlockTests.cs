namespace Greenroom.IntegrationTests.PersonalData;

/// <summary>F22 again: what still runs for a user locks rows in another order than their erasure.</summary>
public sealed class ErasureDeadlockTests(PostgresApp app) : IClassFixture<PostgresApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_erasure_that_postgres_ends_as_a_deadlock_is_tried_again()
    {
        for (var tries = 1; ; tries++)
        {
            var ada = await Resident.SignUpAsync(app, "deadlocked-ada");
            await ada.TakeInterviewsAsync();
            await ada.DeleteAsync();

            // What else the passing of time does to interviews is over before: it must not be what waits for the rival.
            app.Clock.Advance(TimeSpan.FromDays(3));
            await app.RunAllJobsAsync(Ct);
            app.Clock.Advance(TimeSpan.FromDays(3));
            await app.RunAllJobsAsync(Ct);
            app.Clock.Advance(TimeSpan.FromDays(1));
            bool isErasuresLoss;
            Task<int> erasing;
            await using (var rival = await Rival.BeginAsync(app))
            {
                // A turn writes into a conversation and then about its questions; the erasure deletes these first.
                var ofAda = $"interview_id IN (SELECT id FROM interviews WHERE user_id = '{ada.Id}')";
                await rival.LockAsync("conversations", ofAda);
                erasing = app.RunJobsAsync(Ct);
                await rival.IsWaitedForAsync("the erasure waits for the rival");
                isErasuresLoss = await rival.WinsAsync("questions", $"conversation_id IN (SELECT id FROM conversations WHERE {ofAda})");
            }

            await erasing;
            (await app.JobErrorsAsync(Ct)).ShouldBeEmpty();
            (await app.ScalarAsync<long>("SELECT COUNT(*) FROM users WHERE id = @p0", Ct, ada.Id)).ShouldBe(0);
            if (isErasuresLoss)
            {
                return;
            }

            tries.ShouldBeLessThan(10);
        }
    }
}
