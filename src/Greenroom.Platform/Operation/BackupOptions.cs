using System.ComponentModel.DataAnnotations;

namespace Greenroom.Platform.Operation;

/// <summary>The daily backup of a SQLite database.</summary>
public sealed class BackupOptions
{
    public const string Section = "Backups";

    /// <summary>Whether the server makes one by itself; PostgreSQL is backed up by its own means.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The hour of the day, in UTC.</summary>
    [Range(0, 23)]
    public int Hour { get; set; } = 2;

    /// <summary>How many are kept; the oldest goes when there is one more.</summary>
    [Range(1, 1000)]
    public int Keep { get; set; } = 14;

    /// <summary>The folder; <c>backups</c> under the data directory when empty. Another disk is a good place.</summary>
    public string? Directory { get; set; }
}
