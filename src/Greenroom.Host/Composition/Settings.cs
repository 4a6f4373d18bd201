using System.Security.Cryptography;
using Greenroom.Accounts;
using Greenroom.Accounts.GitHub;
using Greenroom.Growth.Connections;
using Greenroom.Growth.Platforms.Instagram;
using Greenroom.Interviews.Interviewers;
using Greenroom.Platform.Data;
using Greenroom.Platform.Email;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Greenroom.Platform.Secrets;
using Greenroom.Platform.Start;
using Microsoft.Extensions.Options;

namespace Greenroom.Host.Composition;

/// <summary>Reads the environment once and turns it into the modules' options; a wrong value stops the start with a sentence that names it.</summary>
internal sealed record Settings(int Port, DatabaseOptions Database, string[] CorsOrigins, string? QuestionBankDirectory)
{
    private static readonly string[] KnownSecrets = ["your-secret", "your-secret-key", "secret", "changeme", "change-me", "jwt-secret", "supersecret"];

    public static Settings Read(WebApplicationBuilder builder)
    {
        var isProduction = builder.Environment.IsProduction();
        if (!isProduction)
        {
            DotEnv.AddTo(builder.Configuration, Path.Combine(Directory.GetCurrentDirectory(), ".env"));
        }

        var configuration = builder.Configuration;
        RequireLevels(configuration.GetSection("Logging:LogLevel"));
        var database = new DatabaseOptions { Url = configuration["DATABASE_URL"], DataDirectory = Or(configuration["DATA_DIR"], "data") };
        _ = database.ConnectionString;
        if (database.Engine == DatabaseEngine.Sqlite || !isProduction)
        {
            RequireWritable(Path.GetFullPath(database.DataDirectory));
        }

        builder.Services.AddSingleton(Options.Create(database));

        var development = isProduction ? null : Path.GetFullPath(database.DataDirectory);
        var secret = Secret("JWT_SECRET", configuration["JWT_SECRET"], TokenOptions.ShortestSecret, development, "jwt-secret");
        builder.Services.Configure<TokenOptions>(options => options.Secret = secret);
        var masterKey = Secret("GREENROOM_MASTER_KEY", configuration["GREENROOM_MASTER_KEY"], MasterKeyOptions.ShortestSecret, development, "master-key");
        builder.Services.Configure<MasterKeyOptions>(options => options.Secret = masterKey);

        builder.Services.AddSettingsSection<RateLimitOptions>("RateLimits")
            .Validate(limits => limits.Enabled || !isProduction, "RateLimits__Enabled=false is refused in Production.");
        builder.Services.AddSettingsSection<RequestLogOptions>("RequestLog");
        builder.Services.AddOptions<ModelOptions>().Configure(options =>
        {
            options.ApiKey = configuration["OPENAI_API_KEY"]?.Trim();
            options.BaseUrl = Or(configuration["OPENAI_BASE_URL"], options.BaseUrl);
            options.Model = Or(configuration["OPENAI_MODEL"], options.Model);
            if (configuration["OPENAI_TIMEOUT_SECONDS"] is { Length: > 0 } seconds)
            {
                options.TimeoutSeconds = Number("OPENAI_TIMEOUT_SECONDS", seconds, 1, 60);
            }
        }).ValidateDataAnnotations().ValidateOnStart();

        var frontend = configuration["FRONTEND_URL"] is { Length: > 0 } address ? Address("FRONTEND_URL", address) : null;
        builder.Services.Configure<AccountsOptions>(options => options.FrontendUrl = frontend?.AbsoluteUri);
        builder.Services.Configure<GrowthOptions>(options => options.FrontendUrl = frontend?.AbsoluteUri);
        var port = Number("PORT", Or(configuration["PORT"], "8080"), 0, 65535);
        var site = PublicUrl(configuration["PUBLIC_URL"], frontend, port, isProduction);
        builder.Services.Configure<SiteOptions>(options => options.PublicUrl = site);
        MailSettings.Read(configuration, new MailOptions());
        builder.Services.Configure<MailOptions>(options => MailSettings.Read(configuration, options));
        AdminSettings.Read(configuration, new AdminOptions());
        builder.Services.Configure<AdminOptions>(options => AdminSettings.Read(configuration, options));
        GitHubSettings.Read(configuration, new GitHubOptions());
        builder.Services.Configure<GitHubOptions>(options => GitHubSettings.Read(configuration, options));
        InstagramSettings.Read(configuration, new InstagramOptions());
        builder.Services.AddSettingsSection<InstagramOptions>("Instagram").Configure(options => InstagramSettings.Read(configuration, options));

        return new Settings(
            port,
            database,
            Origins(Or(configuration["CORS_ORIGINS"], isProduction ? "" : "http://localhost:5173")),
            configuration["QUESTION_BANK_DIR"]);
    }

    /// <summary>Tried before anything is written, so that one sentence explains a folder that is a file, read-only or somebody else's.</summary>
    private static void RequireWritable(string dataDirectory)
    {
        try
        {
            CreateForOwner(dataDirectory);
            using var probe = File.Create(Path.Combine(dataDirectory, Path.GetRandomFileName()), bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"DATA_DIR is {dataDirectory}, where nothing can be written: {exception.Message}");
        }
    }

    /// <summary>Secrets, answers and addresses will lie there. A folder that is there already is left as it is; ./run doctor looks at it.</summary>
    private static void CreateForOwner(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The framework reads them at the first line that is to be logged, and ends the program there.</summary>
    private static void RequireLevels(IConfigurationSection levels)
    {
        foreach (var level in levels.GetChildren().Where(level => !string.IsNullOrEmpty(level.Value) && !Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _)))
        {
            throw new SettingException($"Logging__LogLevel__{level.Key} must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}, not \"{level.Value}\".");
        }
    }

    /// <param name="name">The variable.</param>
    /// <param name="shortest">In bytes of UTF-8.</param>
    /// <param name="development">Where one is made when none is given; null in production, where one is demanded.</param>
    /// <param name="file">Its name there.</param>
    private static string Secret(string name, string? given, int shortest, string? development, string file)
    {
        const string advice = "for example the output of: openssl rand -base64 48";
        if (string.IsNullOrEmpty(given))
        {
            return development is null
                ? throw new SettingException($"{name} is missing. Set it to at least {shortest} random bytes, {advice}")
                : DevelopmentSecret(Path.Combine(development, file), shortest);
        }

        if (System.Text.Encoding.UTF8.GetByteCount(given) < shortest)
        {
            throw new SettingException($"{name} is too short: it needs at least {shortest} bytes, {advice}");
        }

        return KnownSecrets.Any(known => given.StartsWith(known, StringComparison.OrdinalIgnoreCase)) || given.Distinct().Count() < 8
            ? throw new SettingException($"{name} is a sample that anybody can guess. Set it to random bytes, {advice}")
            : given;
    }

    /// <summary>Made on the first start so that nobody needs a key to try the product; kept so that sessions and connections survive a restart.</summary>
    private static string DevelopmentSecret(string file, int shortest)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (File.Exists(file) && File.ReadAllText(file).Trim() is var kept && kept.Length >= shortest)
        {
            return kept;
        }

        var made = Convert.ToBase64String(RandomNumberGenerator.GetBytes(48));
        File.WriteAllText(file, made);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return made;
    }

    private static string Or(string? value, string fallback) => string.IsNullOrWhiteSpace(value) ? fallback : value.Trim();

    private static int Number(string name, string value, int min, int max) =>
        int.TryParse(value, out var number) && number >= min && number <= max
            ? number
            : throw new SettingException($"{name} must be a whole number from {min} to {max}, not \"{value}\".");

    /// <summary>Where the links of mails lead. In production it is demanded: a wrong guess would send people who forgot their password somewhere else.</summary>
    private static string PublicUrl(string? given, Uri? frontend, int port, bool isProduction)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            return frontend is not null ? frontend.AbsoluteUri.TrimEnd('/')
                : isProduction ? throw new SettingException("PUBLIC_URL is missing. Set it to the address that people reach this server at, such as https://greenroom.example.com")
                : $"http://localhost:{port}";
        }

        var address = Address("PUBLIC_URL", given.Trim());
        return address.PathAndQuery.Length > 1 || address.UserInfo.Length > 0
            ? throw new SettingException($"PUBLIC_URL must be an address without a path, such as https://greenroom.example.com, not \"{given}\".")
            : address.GetLeftPart(UriPartial.Authority);
    }

    private static Uri Address(string name, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new SettingException($"{name} must be an address such as https://greenroom.example.com, not \"{value}\".");

    private static string[] Origins(string list) =>
        [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(origin => Address("CORS_ORIGINS", origin).GetLeftPart(UriPartial.Authority))];
}

/// <summary>A setting that cannot be used; the message names the variable and is all that the operator needs.</summary>
internal sealed class SettingException(string message) : Exception(message);
