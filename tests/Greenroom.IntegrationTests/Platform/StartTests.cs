using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>What is wrong stops the program with a sentence that names it. Started as an operator starts it: as a process.</summary>
public sealed class StartTests : IDisposable
{
    private const string GoodSecret = "kX9v2Lq8Zt4Wm7Rb1Nc6Yp3Hs5Jd0Fg-";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("greenroom-start-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> WrongSettings => new()
    {
        { "JWT_SECRET", "", "JWT_SECRET" },
        { "JWT_SECRET", "too short", "JWT_SECRET" },
        { "JWT_SECRET", "your-secret-key-that-is-long-enough-but-known", "JWT_SECRET" },
        { "JWT_SECRET", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "JWT_SECRET" },
        { "GREENROOM_MASTER_KEY", "", "GREENROOM_MASTER_KEY" },
        { "GREENROOM_MASTER_KEY", "too short", "GREENROOM_MASTER_KEY" },
        { "GREENROOM_MASTER_KEY", "changeme-changeme-changeme-changeme", "GREENROOM_MASTER_KEY" },
        { "RateLimits__Enabled", "false", "RateLimits__Enabled" },
        { "Accounts__PasswordIterations", "1000", "Accounts__PasswordIterations" },
        { "DATABASE_URL", "mysql://somewhere/else", "DATABASE_URL" },
        { "PORT", "http", "PORT" },
        { "OPENAI_TIMEOUT_SECONDS", "soon", "OPENAI_TIMEOUT_SECONDS" },
        { "OPENAI_TIMEOUT_SECONDS", "61", "OPENAI_TIMEOUT_SECONDS" },
        { "OPENAI_BASE_URL", "api.openai.com", "OPENAI_BASE_URL" },
        { "CORS_ORIGINS", "https://one.example,two", "CORS_ORIGINS" },
        { "FRONTEND_URL", "greenroom", "FRONTEND_URL" },
        { "PUBLIC_URL", "", "PUBLIC_URL is missing" },
        { "PUBLIC_URL", "greenroom.example", "PUBLIC_URL" },
        { "PUBLIC_URL", "https://greenroom.example/app", "PUBLIC_URL must be an address without a path" },
        { "SMTP_URL", "mail.example:587", "SMTP_URL must look like" },
        { "SMTP_URL", "smtp://mail.example", "MAIL_FROM is missing" },
        { "SMTP_URL", "smtp://ada@mail.example", "SMTP_URL names a user but no password" },
        { "MAIL_FROM", "nobody", "MAIL_FROM must be a sender" },
        { "ADMIN_PASSWORD", "short", "ADMIN_PASSWORD is too short" },
        { "ADMIN_EMAIL", "ada", "ADMIN_EMAIL must be one address" },
        { "TRUSTED_PROXIES", "10.0.0.0/8,proxy", "TRUSTED_PROXIES must be addresses or networks" },
        { "TRUSTED_PROXIES", "any,10.0.0.1", "TRUSTED_PROXIES is either any or a list" },
        { "INSTAGRAM_LOGIN_FLAVOUR", "tiktok", "INSTAGRAM_LOGIN_FLAVOUR" },
        { "INSTAGRAM_LOGIN_FLAVOUR", "facebook", "INSTAGRAM_CLIENT_ID" },
        { "INSTAGRAM_CLIENT_ID", "990602627938098", "INSTAGRAM_CLIENT_SECRET" },
        { "INSTAGRAM_CLIENT_SECRET", "a secret without an id", "INSTAGRAM_CLIENT_ID" },
        { "INSTAGRAM_GRAPH_VERSION", "25", "INSTAGRAM_GRAPH_VERSION" },
        { "GITHUB_CLIENT_ID", "Iv1.0123456789abcdef", "GITHUB_CLIENT_SECRET is missing" },
        { "GITHUB_CLIENT_SECRET", "a secret without an id", "GITHUB_CLIENT_ID is missing" },
        { "GitHub__ApiUrl", "api.github.com", "GitHub__ApiUrl must be an address" },
        { "QUESTION_BANK_DIR", "/no/such/folder", "QUESTION_BANK_DIR: there is no folder /no/such/folder" },
    };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task A_wrong_setting_stops_the_start_in_production(string name, string value, string named) =>
        (await RefusalAsync((name, value))).ShouldContain(named);

    public static TheoryData<string, string, string> WrongOptions => new()
    {
        { "Accounts__SessionIdle", "00:00:01", "Accounts__SessionIdle must be a time from 00:15:00 to 365.00:00:00, not 00:00:01." },
        { "Accounts__SessionIdle", "soon", "Accounts__SessionIdle must be a time such as 12:00:00 (hours, minutes, seconds) or 14.00:00:00 (with days), not \"soon\"." },
        { "Accounts__GuestLife", "366", "Accounts__GuestLife must be a time from 01:00:00 to 365.00:00:00, not 366.00:00:00." },
        { "RateLimits__AppendPerMinute", "0", "RateLimits__AppendPerMinute must be a whole number from 1 to 1000000, not 0." },
        { "RateLimits__LoginPerMinute", "many", "RateLimits__LoginPerMinute must be a whole number of at most 2147483647, not \"many\"." },
        { "RateLimits__LoginPerMinute", "99999999999", "RateLimits__LoginPerMinute must be a whole number of at most 2147483647, not \"99999999999\"." },
        { "RateLimits__Enabled", "perhaps", "RateLimits__Enabled must be true or false, not \"perhaps\"." },
        { "Backups__Hour", "24", "Backups__Hour must be a whole number from 0 to 23, not 24." },
        { "Backups__Keep", "0", "Backups__Keep must be a whole number from 1 to 1000, not 0." },
        { "RequestLog__OneIn", "0", "RequestLog__OneIn must be a whole number from 1 to 1000000, not 0." },
        { "Instagram__GraphUrl", "graph.instagram.com", "Instagram__GraphUrl must be an address such as https://greenroom.example.com, not \"graph.instagram.com\"." },
        { "Logging__LogLevel__Default", "loud", "Logging__LogLevel__Default must be one of Trace, Debug, Information, Warning, Error, Critical, None, not \"loud\"." },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public async Task An_option_that_is_refused_is_called_by_its_variable_and_what_is_allowed_is_said(string name, string value, string sentence) =>
        (await RefusalAsync((name, value))).Trim().ShouldBe($"Greenroom cannot start: {sentence}");

    [Theory]
    [InlineData("", "INSTAGRAM_REDIRECT_URI is missing")]
    [InlineData("/auth/instagram/callback", "INSTAGRAM_REDIRECT_URI must be an address")]
    public async Task Keys_of_Instagram_come_with_an_address_to_come_back_to(string address, string sentence) =>
        (await RefusalAsync(("INSTAGRAM_CLIENT_ID", "990602627938098"), ("INSTAGRAM_CLIENT_SECRET", "a secret of an app"), ("INSTAGRAM_REDIRECT_URI", address))).ShouldContain(sentence);

    [Fact]
    public async Task A_question_bank_without_a_question_stops_the_start()
    {
        var bank = _directory.CreateSubdirectory("bank");

        var sentence = await RefusalAsync(("QUESTION_BANK_DIR", bank.FullName));

        sentence.ShouldContain($"QUESTION_BANK_DIR: the folder {bank.FullName} has no question");
    }

    [Fact]
    public async Task A_broken_pack_stops_the_start_with_its_file_entry_and_line()
    {
        var bank = _directory.CreateSubdirectory("bank");
        await File.WriteAllTextAsync(Path.Combine(bank.FullName, "mine.yaml"), "schema: greenroom.question/1\nid: caching.mine\ntopic: cooking\nsubtopic: baking\n", Ct);

        var sentence = await RefusalAsync(("QUESTION_BANK_DIR", bank.FullName));

        sentence.ShouldContain("mine.yaml: caching.mine: line 3: unknown topic 'cooking'");
    }

    [Fact]
    public async Task A_port_that_is_taken_stops_the_start()
    {
        using var other = new TcpListener(IPAddress.Any, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var sentence = await RefusalAsync(("PORT", port));

        sentence.ShouldContain($"PORT is {port}, where this program cannot listen");
        File.Exists(Path.Combine(_directory.FullName, "greenroom.db")).ShouldBeFalse("whoever cannot listen migrates nothing");
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task A_data_folder_that_is_a_file_stops_the_start(string environment)
    {
        var file = Path.Combine(_directory.FullName, "file");
        await File.WriteAllTextAsync(file, "", Ct);

        var sentence = await RefusalAsync(("DATA_DIR", file), ("ASPNETCORE_ENVIRONMENT", environment));

        sentence.ShouldContain($"DATA_DIR is {file}");
    }

    [Fact]
    public async Task A_folder_for_backups_that_cannot_be_written_stops_the_start() =>
        (await RefusalAsync(("Backups__Directory", "/dev/null/backups"))).ShouldContain("Backups__Directory is /dev/null/backups, where nothing can be written: ");

    [Fact]
    public async Task A_database_of_a_later_version_stops_the_start()
    {
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(_directory.FullName, "greenroom.db")};Pooling=False"))
        {
            await connection.OpenAsync(Ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE __migrations_platform (\"MigrationId\" TEXT, \"ProductVersion\" TEXT); INSERT INTO __migrations_platform VALUES ('29990101000000_later', '10.0.0')";
            await command.ExecuteNonQueryAsync(Ct);
        }

        (await RefusalAsync()).ShouldContain("this one does not know its migration 29990101000000_later");
    }

    [Fact]
    public async Task A_dot_env_is_read_in_development_but_a_real_variable_wins_even_when_it_is_empty()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory.FullName, ".env"), "DATABASE_URL=mysql://somewhere/else\nFRONTEND_URL=greenroom\n", Ct);

        var sentence = await RefusalAsync(("ASPNETCORE_ENVIRONMENT", "Development"), ("DATABASE_URL", ""), ("FRONTEND_URL", null));

        sentence.ShouldContain("FRONTEND_URL");
    }

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>Starts the program, in Production and with good settings but for those given, and returns the sentence it ends with.</summary>
    private async Task<string> RefusalAsync(params (string Name, string? Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Greenroom.Host.dll")])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _directory.FullName,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DATA_DIR"] = _directory.FullName, ["PORT"] = "0", ["JWT_SECRET"] = GoodSecret, ["GREENROOM_MASTER_KEY"] = GoodSecret, ["PUBLIC_URL"] = "https://greenroom.example" },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(120));
        var (sentence, output) = await ReadUntilItEndsAsync(process, limit.Token);

        process.ExitCode.ShouldBe(1, output + sentence);
        sentence.ShouldStartWith("Greenroom cannot start: ");
        sentence.Trim().ShouldNotContain('\n', "an operator reads a sentence, not a stack");
        return sentence;
    }

    private static async Task<(string Error, string Output)> ReadUntilItEndsAsync(Process process, CancellationToken ct)
    {
        try
        {
            var error = process.StandardError.ReadToEndAsync(ct);
            var output = process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return (await error, await output);
        }
        catch (OperationCanceledException cancelled)
        {
            process.Kill();
            throw new TimeoutException("The program went on running with a setting that should have stopped it.", cancelled);
        }
    }
}
