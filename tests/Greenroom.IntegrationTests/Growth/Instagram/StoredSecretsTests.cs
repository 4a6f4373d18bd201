using System.Text;

namespace Greenroom.IntegrationTests.Growth.Instagram;

/// <summary>Whoever gets hold of the database file, its write-ahead log, a dump or the logs finds no token in them.</summary>
public abstract class StoredSecretsTests(InstagramApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_was_stored_or_logged_holds_a_token()
    {
        var platform = new FakeAccount().With(posts: 3, app.App.Clock.UtcNow);
        var before = app.App.IsPostgres ? await app.App.ScalarAsync<string>("SELECT pg_walfile_name(pg_current_wal_lsn())", Ct) : null;
        await app.ReadAsync(platform);

        var stored = app.App.IsPostgres ? await DumpAsync() : await FilesAsync();
        var log = app.App.IsPostgres ? await WriteAheadLogAsync(before!) : [.. (await FilesAsync("*.db-wal"))];

        // The username is there, so what is looked through is what was stored.
        stored.ShouldContain(text => text.Contains(platform.Username, StringComparison.Ordinal));
        stored.Where(text => text.Contains(FakeInstagram.Mark, StringComparison.Ordinal)).ShouldBeEmpty();
        log.ShouldContain(text => text.Contains(platform.Username, StringComparison.Ordinal));
        log.Where(text => text.Contains(FakeInstagram.Mark, StringComparison.Ordinal)).ShouldBeEmpty();
        app.ShouldHaveKeptSecrets(app.App);
    }

    /// <summary>Every file of the data directory that holds something, the write-ahead log among them.</summary>
    private async Task<List<string>> FilesAsync(string pattern = "*")
    {
        var texts = new List<string>();
        foreach (var path in Directory.EnumerateFiles(app.App.DataDirectory, pattern, SearchOption.AllDirectories).Where(path => new FileInfo(path).Length > 0))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file, Encoding.Latin1);
            texts.Add(await reader.ReadToEndAsync(Ct));
        }

        return texts;
    }

    /// <summary>The segments that were written since. Only a superuser may read them, as in a server of our own.</summary>
    private async Task<List<string>> WriteAheadLogAsync(string from)
    {
        while (true)
        {
            var segments = await app.App.RowsAsync("SELECT pg_read_binary_file('pg_wal/' || name, 0, 1 << 24, true) FROM pg_ls_waldir() WHERE name >= @p0 AND name ~ '^[0-9A-F]{24}$'", Ct, from);
            if (segments.All(segment => segment[0] is byte[]))
            {
                return [.. segments.Select(segment => Encoding.Latin1.GetString((byte[])segment[0]!))];
            }

            // A checkpoint took one away between the list and the reading, perhaps under another name: once more, all of them.
        }
    }

    /// <summary>Every row of every table.</summary>
    private async Task<List<string>> DumpAsync()
    {
        var texts = new List<string>();
        foreach (var table in await app.App.RowsAsync("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'", Ct))
        {
            texts.AddRange((await app.App.RowsAsync($"SELECT CAST(t AS text) FROM \"{table[0]}\" t", Ct)).Select(row => (string)row[0]!));
        }

        return texts;
    }
}

public sealed class StoredSecretsOnSqlite(InstagramLoginOnSqliteApp app) : StoredSecretsTests(app), IClassFixture<InstagramLoginOnSqliteApp>;

public sealed class StoredSecretsOnPostgres(InstagramLoginOnPostgresApp app) : StoredSecretsTests(app), IClassFixture<InstagramLoginOnPostgresApp>;
