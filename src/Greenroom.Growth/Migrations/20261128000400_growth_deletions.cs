using Greenroom.Growth.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Growth.Migrations;

[DbContext(typeof(GrowthDb))]
[Migration("20261128000400_growth_deletions")]
internal sealed class CreateDeletions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "data_deletions",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                code = table.Column<string>(maxLength: 40, nullable: false),
                accounts = table.Column<int>(nullable: false),
                deleted_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_data_deletions", x => x.id));
        migrationBuilder.CreateIndex("ix_data_deletions_code", "data_deletions", "code", unique: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("data_deletions");
}
