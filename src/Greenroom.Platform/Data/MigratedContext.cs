using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Platform.Data;

/// <summary>A context whose migrations run at start.</summary>
/// <param name="Type">The context.</param>
/// <param name="Migrations">Named one by one: looking through the module for them, as EF does, would load everything that any of its types stands on.</param>
internal sealed record MigratedContext(Type Type, IReadOnlyList<Type> Migrations)
{
    public IEnumerable<string> MigrationIds => Migrations.Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id);
}
