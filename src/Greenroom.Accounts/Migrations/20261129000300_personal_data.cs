using Greenroom.Accounts.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Accounts.Migrations;

/// <summary>Exports of one's own data, and accounts that are about to be deleted.</summary>
[DbContext(typeof(AccountsDb))]
[Migration("20261129000300_personal_data")]
internal sealed class AddPersonalData : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateTime>(name: "deletion_requested_at", table: "users", nullable: true);
        migrationBuilder.AddColumn<DateTime>(name: "deletes_at", table: "users", nullable: true);
        migrationBuilder.CreateIndex("ix_users_deletes_at", "users", "deletes_at");

        migrationBuilder.CreateTable(
            name: "exports",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                user_id = table.Column<Guid>(nullable: false),
                status = table.Column<string>(maxLength: 20, nullable: false),
                requested_at = table.Column<DateTime>(nullable: false),
                finished_at = table.Column<DateTime>(nullable: true),
                expires_at = table.Column<DateTime>(nullable: true),
                size_bytes = table.Column<long>(nullable: true),
                failure = table.Column<string>(maxLength: 300, nullable: true),
                build_id = table.Column<Guid>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_exports", x => x.id);
                table.ForeignKey("fk_exports_user_id", x => x.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_exports_user_id_requested_at", "exports", ["user_id", "requested_at"]);
        migrationBuilder.CreateIndex("ix_exports_status_expires_at", "exports", ["status", "expires_at"]);
        migrationBuilder.CreateIndex("ux_exports_one_pending", "exports", "user_id", unique: true, filter: "status = 'pending'");

        migrationBuilder.CreateTable(
            name: "export_parts",
            columns: table => new
            {
                export_id = table.Column<Guid>(nullable: false),
                build_id = table.Column<Guid>(nullable: false),
                number = table.Column<int>(nullable: false),
                content = table.Column<byte[]>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_export_parts", x => new { x.export_id, x.build_id, x.number });
                table.ForeignKey("fk_export_parts_export_id", x => x.export_id, "exports", "id", onDelete: ReferentialAction.Cascade);
            });
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("export_parts");
        migrationBuilder.DropTable("exports");
        migrationBuilder.DropIndex("ix_users_deletes_at", "users");
        migrationBuilder.DropColumn("deletes_at", "users");
        migrationBuilder.DropColumn("deletion_requested_at", "users");
    }
}
