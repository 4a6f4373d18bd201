using System.Linq.Expressions;
using System.Reflection;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Greenroom.Platform.PersonalData;

/// <summary>A table and which of its rows are a user's. The export writes exactly these and the erasure deletes exactly these, so the two cannot differ.</summary>
public abstract class UserTable<TContext>
    where TContext : ModuleDbContext
{
    private protected UserTable()
    {
    }

    internal abstract string NameIn(TContext db);

    internal abstract Task WriteAsync(TContext db, Guid userId, UserArchive archive, CancellationToken ct);

    internal abstract Task DeleteAsync(TContext db, Guid userId, CancellationToken ct);

    internal abstract Task<bool> HasRowsAsync(TContext db, Guid userId, CancellationToken ct);
}

/// <param name="rows">The rows of a user.</param>
/// <param name="secrets">Columns that nobody is given, not even their owner: they are not read, and the export says only whether there is something in them.</param>
public sealed class UserTable<TContext, TRow>(Func<TContext, Guid, IQueryable<TRow>> rows, params string[] secrets) : UserTable<TContext>
    where TContext : ModuleDbContext
    where TRow : class
{
    internal override string NameIn(TContext db) => EntityIn(db).GetTableName()!;

    internal override async Task WriteAsync(TContext db, Guid userId, UserArchive archive, CancellationToken ct)
    {
        var entity = EntityIn(db);
        var documents = entity.GetNavigations().Where(navigation => navigation.TargetEntityType.IsMappedToJson()).Select(navigation => new ExportedColumn(navigation));
        List<ExportedColumn> columns =
            [.. entity.GetProperties().Select(property => new ExportedColumn(property, secrets.Contains(property.GetColumnName(), StringComparer.Ordinal))), .. documents];
        await archive.WriteTableAsync(NameIn(db), columns, rows(db, userId).AsNoTracking().Select(ValuesOf(columns)).AsAsyncEnumerable(), ct);
    }

    internal override Task DeleteAsync(TContext db, Guid userId, CancellationToken ct) => rows(db, userId).ExecuteDeleteAsync(ct);

    internal override Task<bool> HasRowsAsync(TContext db, Guid userId, CancellationToken ct) => rows(db, userId).AnyAsync(ct);

    private static IEntityType EntityIn(TContext db) => db.Model.FindEntityType(typeof(TRow))!;

    /// <summary><c>row => new object?[] { row.Id, row.Name, row.Secret != null, … }</c>: a new column is exported without a line anywhere.</summary>
    private static Expression<Func<TRow, object?[]>> ValuesOf(IEnumerable<ExportedColumn> columns)
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        var values = columns.Select(column =>
        {
            Expression value = Expression.Property(row, column.Member);
            return Expression.Convert(column.IsSecret ? Expression.NotEqual(value, Expression.Constant(null, value.Type)) : value, typeof(object));
        });
        return Expression.Lambda<Func<TRow, object?[]>>(Expression.NewArrayInit(typeof(object), values), row);
    }
}

/// <summary>A column as the export writes it: under its name in the database, as the database holds it.</summary>
internal sealed class ExportedColumn
{
    private readonly Func<object?, object?>? _toStored;

    public ExportedColumn(IProperty property, bool isSecret)
    {
        (Name, Member, IsSecret) = (property.GetColumnName(), property.PropertyInfo!, isSecret);
        _toStored = isSecret ? null : property.GetTypeMapping().Converter?.ConvertToProvider;
    }

    /// <summary>A column that holds one document of JSON.</summary>
    public ExportedColumn(INavigation document) => (Name, Member) = (document.TargetEntityType.GetContainerColumnName()!, document.PropertyInfo!);

    public string Name { get; }

    public PropertyInfo Member { get; }

    public bool IsSecret { get; }

    public object? Stored(object? value) => _toStored is null ? value : _toStored(value);
}
