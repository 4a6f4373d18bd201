namespace Greenroom.IntegrationTests.Operation;

public sealed class RestoreOnSqlite : RestoreTests
{
    protected override string NoBackup => "is damaged or no SQLite database";

    protected override string Extension => ".db";

    [Fact]
    public async Task A_damaged_database_can_be_replaced_and_is_kept_as_it_lay_there()
    {
        await using var place = Place.OnSqlite();
        var email = await RegisterAsync(place);
        var backup = place.PathTo("good.db");
        (await place.RunAsync("backup", backup)).Code.ShouldBe(0);
        await Damage.PageAsync(place.Database, Ct);
        var damaged = await File.ReadAllBytesAsync(place.Database, Ct);

        var said = await place.RestoreAsync(backup);

        said.Errors.ShouldBeEmpty();
        (await File.ReadAllBytesAsync(place.PathTo("greenroom-before-restore-20260105-090000.db"), Ct)).ShouldBe(damaged);
        await using var app = await place.StartAsync();
        await LogInAsync(app, email);
    }

    [Fact]
    public async Task What_a_killed_server_left_in_its_wal_is_in_the_copy_from_before_and_not_in_the_restored_database()
    {
        await using var place = Place.OnSqlite();
        await place.MigrateAsync();
        var backup = place.PathTo("good.db");
        (await place.RunAsync("backup", backup)).Code.ShouldBe(0);
        await using var killed = Place.OnSqlite();
        var app = await killed.StartAsync();
        await app.NewClient().RegisterAsync(Api.NewEmail(), Ct);
        foreach (var file in new[] { "", "-wal" })
        {
            File.Copy(killed.Database + file, place.Database + file, overwrite: true);
        }

        await app.DisposeAsync();
        new FileInfo(place.Database + "-wal").Length.ShouldBeGreaterThan(0);

        (await place.RestoreAsync(backup)).Errors.ShouldBeEmpty();

        await place.ExecuteAsync("SELECT 1 / (SELECT COUNT(*) FROM users)", place.PathTo("greenroom-before-restore-20260105-090000.db"));
        await using var served = await place.StartAsync();
        (await served.ScalarAsync<int>("SELECT COUNT(*) FROM users", Ct)).ShouldBe(0);
        (await served.ScalarAsync<string>("PRAGMA integrity_check", Ct)).ShouldBe("ok");
    }

    private protected override Task<Place> NewPlaceAsync() => Task.FromResult(Place.OnSqlite());

    private protected override Task MakeForeignAsync(Place place, string file) => place.ExecuteAsync("CREATE TABLE notes (text TEXT)", file);
}
