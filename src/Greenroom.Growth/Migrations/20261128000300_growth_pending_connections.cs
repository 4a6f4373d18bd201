using Greenroom.Growth.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Growth.Migrations;

/// <summary>Accounts that wait for the person to choose among them, and the second id that Instagram gives an account.</summary>
[DbContext(typeof(GrowthDb))]
[Migration("20261128000300_growth_pending_connections")]
internal sealed class AddPendingConnections : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "pending_connections",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                user_id = table.Column<Guid>(nullable: false),
                flavour = table.Column<string>(maxLength: 20, nullable: false),
                grants = table.Column<string>(maxLength: 400_000, nullable: false),
                expires_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_pending_connections", x => x.id);
                table.ForeignKey("fk_pending_connections_user_id", x => x.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_pending_connections_user_id", "pending_connections", "user_id");
        migrationBuilder.CreateIndex("ix_pending_connections_expires_at", "pending_connections", "expires_at");
        migrationBuilder.AddColumn<string>(name: "app_scoped_id", table: "instagram_accounts", maxLength: 40, nullable: true);
        migrationBuilder.CreateIndex("ix_instagram_accounts_app_scoped_id", "instagram_accounts", "app_scoped_id");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("ix_instagram_accounts_app_scoped_id", "instagram_accounts");
        migrationBuilder.DropColumn("app_scoped_id", "instagram_accounts");
        migrationBuilder.DropTable("pending_connections");
    }
}
