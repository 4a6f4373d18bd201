using Greenroom.Accounts.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Accounts.Migrations;

[DbContext(typeof(AccountsDb))]
[Migration("20261129000900_github")]
internal sealed class CreateGitHub : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "external_logins",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                user_id = table.Column<Guid>(nullable: false),
                provider = table.Column<string>(maxLength: 20, nullable: false),
                provider_user_id = table.Column<string>(maxLength: 40, nullable: false),
                name = table.Column<string>(maxLength: 100, nullable: false),
                created_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_external_logins", x => x.id);
                table.ForeignKey("fk_external_logins_user_id", x => x.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_external_logins_provider_provider_user_id", "external_logins", ["provider", "provider_user_id"], unique: true);
        migrationBuilder.CreateIndex("ix_external_logins_user_id_provider", "external_logins", ["user_id", "provider"], unique: true);

        migrationBuilder.CreateTable(
            name: "oauth_states",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                purpose = table.Column<string>(maxLength: 20, nullable: false),
                state = table.Column<string>(maxLength: 64, nullable: false),
                browser = table.Column<string>(maxLength: 64, nullable: false),
                user_id = table.Column<Guid>(nullable: true),
                session_id = table.Column<Guid>(nullable: true),
                return_path = table.Column<string>(maxLength: 300, nullable: false),
                expires_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_oauth_states", x => x.id);
                table.ForeignKey("fk_oauth_states_user_id", x => x.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_oauth_states_state", "oauth_states", "state", unique: true);
        migrationBuilder.CreateIndex("ix_oauth_states_user_id", "oauth_states", "user_id");
        migrationBuilder.CreateIndex("ix_oauth_states_expires_at", "oauth_states", "expires_at");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("oauth_states");
        migrationBuilder.DropTable("external_logins");
    }
}
