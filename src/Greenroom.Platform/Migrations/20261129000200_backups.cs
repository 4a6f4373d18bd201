using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Platform.Migrations;

[DbContext(typeof(PlatformDb))]
[Migration("20261129000200_backups")]
internal sealed class CreateBackups : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "backups",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                started_at = table.Column<DateTime>(nullable: false),
                finished_at = table.Column<DateTime>(nullable: false),
                file_name = table.Column<string>(maxLength: 200, nullable: false),
                size_bytes = table.Column<long>(nullable: true),
                ok = table.Column<bool>(nullable: false),
                error = table.Column<string>(maxLength: 1000, nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_backups", x => x.id));
        migrationBuilder.CreateIndex("ix_backups_started_at", "backups", "started_at");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("backups");
}
