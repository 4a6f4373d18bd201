using System.Globalization;
using Greenroom.Platform.Data;
using Greenroom.Platform.Start;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Operation;

/// <summary>Where backups are, and what they are called.</summary>
internal sealed class BackupFolder(IOptions<BackupOptions> options, IOptions<DatabaseOptions> database) : IStartCheck
{
    private const string Prefix = "greenroom-";
    private const string DateFormat = "yyyyMMdd-HHmmss";
    private static readonly TimeSpan LongestBackup = TimeSpan.FromDays(1);

    public string Path { get; } = System.IO.Path.GetFullPath(
        string.IsNullOrWhiteSpace(options.Value.Directory) ? System.IO.Path.Combine(database.Value.DataDirectory, "backups") : options.Value.Directory);

    public static string NameAt(DateTime instant, string extension = "db") => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{instant:yyyyMMdd-HHmmss}.{extension}");

    public void KeepNewest() => SqliteCopy.KeepNewest(Path, Prefix, options.Value.Keep);

    /// <summary>When the newest that lies there was begun, by whomever; null where there is none.</summary>
    public DateTime? NewestAt() => SqliteCopy.Dated(Path, Prefix).FirstOrDefault() is { } newest
        ? DateTime.ParseExact(
            System.IO.Path.GetFileNameWithoutExtension(newest)[Prefix.Length..], DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
        : null;

    /// <summary>What processes that were killed left; a backup that is just being made is younger.</summary>
    public void RemoveUnfinished(DateTime now)
    {
        foreach (var file in Directory.GetFiles(Path, $"{Prefix}*{SqliteCopy.Unfinished}").Where(file => File.GetLastWriteTimeUtc(file) < now - LongestBackup))
        {
            File.Delete(file);
        }
    }

    public void Create()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
        }
        else
        {
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>A folder that cannot be written is noticed now and not in the night.</summary>
    public void Check()
    {
        if (!options.Value.Enabled || database.Value.Engine != DatabaseEngine.Sqlite)
        {
            return;
        }

        try
        {
            Create();
            using var probe = File.Create(System.IO.Path.Combine(Path, System.IO.Path.GetRandomFileName()), bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OptionsValidationException(BackupOptions.Section, typeof(BackupOptions), [$"Backups__Directory is {Path}, where nothing can be written: {exception.Message}"]);
        }
    }
}
