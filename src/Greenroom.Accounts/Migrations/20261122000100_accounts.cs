using Greenroom.Accounts.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Accounts.Migrations;

[DbContext(typeof(AccountsDb))]
[Migration("20261122000100_accounts")]
internal sealed class CreateAccounts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "users",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                username = table.Column<string>(maxLength: 64, nullable: false),
                normalized_username = table.Column<string>(maxLength: 64, nullable: false),
                email = table.Column<string>(maxLength: 254, nullable: true),
                normalized_email = table.Column<string>(maxLength: 254, nullable: true),
                email_verified = table.Column<bool>(nullable: false),
                password = table.Column<string>(maxLength: 200, nullable: true),
                security_stamp = table.Column<string>(maxLength: 64, nullable: false),
                concurrency_stamp = table.Column<string>(maxLength: 64, nullable: true),
                access_failed_count = table.Column<int>(nullable: false),
                lockout_end = table.Column<DateTime>(nullable: true),
                is_admin = table.Column<bool>(nullable: false),
                is_guest = table.Column<bool>(nullable: false),
                guest_expires_at = table.Column<DateTime>(nullable: true),
                created_at = table.Column<DateTime>(nullable: false),
                updated_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_users", x => x.id));
        migrationBuilder.CreateIndex("ix_users_normalized_email", "users", "normalized_email", unique: true);
        migrationBuilder.CreateIndex("ix_users_normalized_username", "users", "normalized_username", unique: true);
        migrationBuilder.CreateIndex("ix_users_guest_expires_at", "users", "guest_expires_at");

        migrationBuilder.CreateTable(
            name: "refresh_families",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                user_id = table.Column<Guid>(nullable: false),
                generation = table.Column<int>(nullable: false),
                previous_rotated_at = table.Column<DateTime>(nullable: true),
                created_at = table.Column<DateTime>(nullable: false),
                last_used_at = table.Column<DateTime>(nullable: false),
                idle_expires_at = table.Column<DateTime>(nullable: false),
                absolute_expires_at = table.Column<DateTime>(nullable: false),
                revoked_at = table.Column<DateTime>(nullable: true),
                revoke_reason = table.Column<string>(maxLength: 20, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_refresh_families", x => x.id);
                table.ForeignKey("fk_refresh_families_user_id", x => x.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_refresh_families_user_id", "refresh_families", "user_id");
        migrationBuilder.CreateIndex("ix_refresh_families_absolute_expires_at", "refresh_families", "absolute_expires_at");

        migrationBuilder.CreateTable(
            name: "refresh_tokens",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                user_id = table.Column<Guid>(nullable: false),
                family_id = table.Column<Guid>(nullable: false),
                generation = table.Column<int>(nullable: false),
                refresh_token = table.Column<string>(maxLength: 64, nullable: false),
                expires_at = table.Column<DateTime>(nullable: false),
                created_at = table.Column<DateTime>(nullable: false),
                updated_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_refresh_tokens", x => x.id);
                table.ForeignKey("fk_refresh_tokens_user_id", x => x.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("fk_refresh_tokens_family_id", x => x.family_id, "refresh_families", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_refresh_tokens_user_id", "refresh_tokens", "user_id");
        migrationBuilder.CreateIndex("ix_refresh_tokens_refresh_token", "refresh_tokens", "refresh_token", unique: true);
        migrationBuilder.CreateIndex("ix_refresh_tokens_family_id_generation", "refresh_tokens", ["family_id", "generation"], unique: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("refresh_tokens");
        migrationBuilder.DropTable("refresh_families");
        migrationBuilder.DropTable("users");
    }
}
