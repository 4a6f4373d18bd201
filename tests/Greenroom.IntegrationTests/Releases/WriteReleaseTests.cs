using System.Reflection;

namespace Greenroom.IntegrationTests.Releases;

/// <summary>
/// Writes the database of the version of today, for all later versions to start over. Not part of any suite: at a release, run
/// <c>./test integration --explicit only --filter-class "*WriteRelease*"</c> and commit the two files.
/// </summary>
public abstract class WriteReleaseTests(GreenroomApp app)
{
    private const int Largest = 300 * 1024;

    [Fact(Explicit = true)]
    public async Task The_database_of_this_version_is_written()
    {
        await ReleaseSample.FillAsync(app);
        await app.ShouldHoldInvariantsAsync(TestContext.Current.CancellationToken);

        var file = await ReleaseFiles.StoreAsync(app, Version);

        new FileInfo(file).Length.ShouldBeInRange(1, Largest);
    }

    private static string Version => typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}

public sealed class WriteReleaseOnSqlite(SqliteApp app) : WriteReleaseTests(app), IClassFixture<SqliteApp>;
public sealed class WriteReleaseOnPostgres(PostgresApp app) : WriteReleaseTests(app), IClassFixture<PostgresApp>;
