using System.Security.Cryptography;
using Greenroom.Accounts;
using Greenroom.Interviews.Interviewers;
using Greenroom.Platform.Data;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
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
        var database = new DatabaseOptions { Url = configuration["DATABASE_URL"], DataDirectory = Or(configuration["DATA_DIR"], "data") };
        _ = database.ConnectionString;
        if (database.Engine == DatabaseEngine.Sqlite || !isProduction)
        {
            RequireWritable(Path.GetFullPath(database.DataDirectory));
        }

        builder.Services.AddSingleton(Options.Create(database));

        var secret = Secret(configuration["JWT_SECRET"], isProduction, database);
        builder.Services.Configure<TokenOptions>(options => options.Secret = secret);

        builder.Services.AddOptions<RateLimitOptions>().BindConfiguration("RateLimits").ValidateDataAnnotations()
            .Validate(limits => limits.Enabled || !isProduction, "RateLimits__Enabled=false is refused in Production.")
            .ValidateOnStart();
        builder.Services.AddOptions<RequestLogOptions>().BindConfiguration("RequestLog").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<ModelOptions>().Configure(options =>
        {
            options.ApiKey = configuration["OPENAI_API_KEY"];
            options.BaseUrl = Or(configuration["OPENAI_BASE_URL"], options.BaseUrl);
            options.Model = Or(configuration["OPENAI_MODEL"], options.Model);
            if (configuration["OPENAI_TIMEOUT_SECONDS"] is { Length: > 0 } seconds)
            {
                options.TimeoutSeconds = Number("OPENAI_TIMEOUT_SECONDS", seconds, 1, 60);
            }
        }).ValidateDataAnnotations().ValidateOnStart();

        var frontend = configuration["FRONTEND_URL"] is { Length: > 0 } address ? Address("FRONTEND_URL", address) : null;
        builder.Services.Configure<AccountsOptions>(options => options.FrontendUrl = frontend?.AbsoluteUri);

        return new Settings(
            Number("PORT", Or(configuration["PORT"], "8080"), 0, 65535),
            database,
            Origins(Or(configuration["CORS_ORIGINS"], isProduction ? "" : "http://localhost:5173")),
            configuration["QUESTION_BANK_DIR"]);
    }

    /// <summary>Tried before anything is written, so that one sentence explains a folder that is a file, read-only or somebody else's.</summary>
    private static void RequireWritable(string dataDirectory)
    {
        try
        {
            Directory.CreateDirectory(dataDirectory);
            using var probe = File.Create(Path.Combine(dataDirectory, Path.GetRandomFileName()), bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"DATA_DIR is {dataDirectory}, where nothing can be written: {exception.Message}");
        }
    }

    private static string Secret(string? given, bool isProduction, DatabaseOptions database)
    {
        if (string.IsNullOrEmpty(given))
        {
            return isProduction
                ? throw new SettingException("JWT_SECRET is missing. Set it to at least 32 random bytes, for example the output of: openssl rand -base64 48")
                : DevelopmentSecret(Path.GetFullPath(database.DataDirectory));
        }

        if (System.Text.Encoding.UTF8.GetByteCount(given) < TokenOptions.ShortestSecret)
        {
            throw new SettingException($"JWT_SECRET is too short: it needs at least {TokenOptions.ShortestSecret} bytes, for example the output of: openssl rand -base64 48");
        }

        return KnownSecrets.Any(known => given.StartsWith(known, StringComparison.OrdinalIgnoreCase)) || given.Distinct().Count() < 8
            ? throw new SettingException("JWT_SECRET is a sample that anybody can guess. Set it to random bytes, for example the output of: openssl rand -base64 48")
            : given;
    }

    /// <summary>Made on the first start so that nobody needs a key to try the product; kept so that sessions survive a restart.</summary>
    private static string DevelopmentSecret(string dataDirectory)
    {
        var file = Path.Combine(dataDirectory, "jwt-secret");
        Directory.CreateDirectory(dataDirectory);
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: >= TokenOptions.ShortestSecret } kept)
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
