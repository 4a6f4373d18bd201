using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Greenroom.Platform.Data;

/// <summary>Instants are UTC and precise to the microsecond, on both engines alike.</summary>
internal sealed class UtcDateTime() : ValueConverter<DateTime, DateTime>(
    value => Instants.Truncate(value),
    stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
