using Greenroom.Interviews.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Interviews.Migrations;

[DbContext(typeof(InterviewsDb))]
[Migration("20261122000200_interviews")]
internal sealed class CreateInterviews : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreatePractice(migrationBuilder);
        CreateTurns(migrationBuilder);
        CreateEvaluations(migrationBuilder);
    }

    private static void CreatePractice(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "topics",
            columns: table => new
            {
                id = table.Column<int>(nullable: false),
                slug = table.Column<string>(maxLength: 60, nullable: false),
                title = table.Column<string>(maxLength: 120, nullable: false),
                parent_id = table.Column<int>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_topics", x => x.id));

        migration.CreateTable(
            name: "interviews",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                user_id = table.Column<Guid>(nullable: false),
                length = table.Column<int>(nullable: false),
                number_questions = table.Column<int>(nullable: false),
                difficulty = table.Column<string>(maxLength: 20, nullable: false),
                status = table.Column<string>(maxLength: 20, nullable: false),
                score = table.Column<int>(nullable: true),
                language = table.Column<string>(maxLength: 35, nullable: false),
                prompt = table.Column<string>(maxLength: 2000, nullable: false),
                first_question = table.Column<string>(maxLength: 4000, nullable: false),
                subtopic = table.Column<string>(maxLength: 60, nullable: false),
                mode = table.Column<string>(maxLength: 20, nullable: false),
                persona = table.Column<string>(maxLength: 20, nullable: false),
                level = table.Column<string>(maxLength: 20, nullable: true),
                engine = table.Column<string>(maxLength: 120, nullable: false),
                bank_version = table.Column<string>(maxLength: 64, nullable: false),
                rubric_version = table.Column<string>(maxLength: 40, nullable: false),
                seed = table.Column<int>(nullable: false),
                plan = table.Column<string>(maxLength: 4000, nullable: false),
                topics = table.Column<string>(maxLength: 1000, nullable: false),
                answered_questions = table.Column<int>(nullable: false),
                started_at = table.Column<DateTime>(nullable: true),
                deadline_at = table.Column<DateTime>(nullable: true),
                paused_with_seconds = table.Column<int>(nullable: true),
                deadline_noticed = table.Column<bool>(nullable: false),
                completed_at = table.Column<DateTime>(nullable: true),
                reopened_at = table.Column<DateTime>(nullable: true),
                created_at = table.Column<DateTime>(nullable: false),
                updated_at = table.Column<DateTime>(nullable: false),
                row_version = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_interviews", x => x.id);
                table.ForeignKey("fk_interviews_user_id", x => x.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_interviews_user_id_created_at", "interviews", ["user_id", "created_at"]);
        migration.CreateIndex("ix_interviews_status_deadline_at", "interviews", ["status", "deadline_at"]);
        migration.CreateIndex("ux_interviews_one_running", "interviews", "user_id", unique: true, filter: "status = 'in_progress'");

        migration.CreateTable(
            name: "reports",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                interview_id = table.Column<Guid>(nullable: false),
                revision = table.Column<int>(nullable: false),
                status = table.Column<string>(maxLength: 20, nullable: false),
                payload = table.Column<string>(nullable: false),
                created_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_reports", x => x.id);
                table.ForeignKey("fk_reports_interview_id", x => x.interview_id, "interviews", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_reports_interview_id_revision", "reports", ["interview_id", "revision"], unique: true);
    }

    private static void CreateTurns(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "conversations",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                interview_id = table.Column<Guid>(nullable: false),
                track = table.Column<string>(maxLength: 20, nullable: false),
                title = table.Column<string>(maxLength: 200, nullable: false),
                parent_conversation_id = table.Column<Guid>(nullable: true),
                forked_from_question_id = table.Column<Guid>(nullable: true),
                state = table.Column<string>(maxLength: 20, nullable: false),
                current_topic = table.Column<string>(maxLength: 60, nullable: true),
                current_subtopic = table.Column<string>(maxLength: 60, nullable: true),
                current_question = table.Column<int>(nullable: false),
                turn_seq = table.Column<int>(nullable: false),
                event_seq = table.Column<int>(nullable: false),
                created_at = table.Column<DateTime>(nullable: false),
                updated_at = table.Column<DateTime>(nullable: false),
                row_version = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_conversations", x => x.id);
                table.ForeignKey("fk_conversations_interview_id", x => x.interview_id, "interviews", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_conversations_interview_id", "conversations", "interview_id");

        migration.CreateIndex("ux_conversations_one_main", "conversations", "interview_id", unique: true, filter: "track = 'main'");
        migration.CreateIndex("ux_conversations_one_open_retry", "conversations", "forked_from_question_id", unique: true, filter: "track = 'retry' AND state <> 'closed'");

        migration.CreateTable(
            name: "questions",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                conversation_id = table.Column<Guid>(nullable: false),
                topic_id = table.Column<int>(nullable: false),
                question_number = table.Column<int>(nullable: false),
                prompt = table.Column<string>(maxLength: 4000, nullable: false),
                bank_question_id = table.Column<string>(maxLength: 120, nullable: false),
                bank_version = table.Column<string>(maxLength: 64, nullable: false),
                kind = table.Column<string>(maxLength: 20, nullable: false),
                parent_question_id = table.Column<Guid>(nullable: true),
                follow_up_points = table.Column<string>(maxLength: 500, nullable: false),
                difficulty = table.Column<int>(nullable: false),
                status = table.Column<string>(maxLength: 20, nullable: false),
                hint_level = table.Column<int>(nullable: false),
                clarified = table.Column<bool>(nullable: false),
                time_budget_s = table.Column<int>(nullable: false),
                clock_when_asked = table.Column<int>(nullable: true),
                seq = table.Column<int>(nullable: false),
                asked_at = table.Column<DateTime>(nullable: true),
                answered_at = table.Column<DateTime>(nullable: true),
                created_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_questions", x => x.id);
                table.ForeignKey("fk_questions_conversation_id", x => x.conversation_id, "conversations", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_questions_conversation_id", "questions", "conversation_id");

        migration.CreateTable(
            name: "messages",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                conversation_id = table.Column<Guid>(nullable: false),
                question_id = table.Column<Guid>(nullable: true),
                topic_id = table.Column<int>(nullable: false),
                question_number = table.Column<int>(nullable: false),
                seq = table.Column<int>(nullable: false),
                author = table.Column<string>(maxLength: 20, nullable: false),
                kind = table.Column<string>(maxLength: 20, nullable: false),
                intent = table.Column<string>(maxLength: 20, nullable: true),
                content = table.Column<string>(maxLength: 20_000, nullable: false),
                client_message_id = table.Column<string>(maxLength: 100, nullable: true),
                reply_to_id = table.Column<Guid>(nullable: true),
                status = table.Column<string>(maxLength: 20, nullable: false),
                generation = table.Column<int>(nullable: false),
                lease_expires_at = table.Column<DateTime>(nullable: true),
                events_after = table.Column<int>(nullable: false),
                created_at = table.Column<DateTime>(nullable: false),
                updated_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_messages", x => x.id);
                table.ForeignKey("fk_messages_conversation_id", x => x.conversation_id, "conversations", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_messages_conversation_id_seq", "messages", ["conversation_id", "seq"], unique: true);
        migration.CreateIndex("ix_messages_conversation_id_client_message_id", "messages", ["conversation_id", "client_message_id"], unique: true);
        migration.CreateIndex("ix_messages_reply_to_id", "messages", "reply_to_id", unique: true);
        migration.CreateIndex("ix_messages_status_lease_expires_at", "messages", ["status", "lease_expires_at"]);

        migration.CreateTable(
            name: "answer_drafts",
            columns: table => new
            {
                question_id = table.Column<Guid>(nullable: false),
                content = table.Column<string>(maxLength: 20_000, nullable: false),
                revision = table.Column<int>(nullable: false),
                updated_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_answer_drafts", x => x.question_id);
                table.ForeignKey("fk_answer_drafts_question_id", x => x.question_id, "questions", "id", onDelete: ReferentialAction.Cascade);
            });

        migration.CreateTable(
            name: "turn_events",
            columns: table => new
            {
                conversation_id = table.Column<Guid>(nullable: false),
                seq = table.Column<int>(nullable: false),
                type = table.Column<string>(maxLength: 20, nullable: false),
                payload = table.Column<string>(nullable: false),
                created_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_turn_events", x => new { x.conversation_id, x.seq });
                table.ForeignKey("fk_turn_events_conversation_id", x => x.conversation_id, "conversations", "id", onDelete: ReferentialAction.Cascade);
            });
    }

    private static void CreateEvaluations(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "evaluations",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                question_id = table.Column<Guid>(nullable: false),
                answer_message_id = table.Column<Guid>(nullable: false),
                attempt = table.Column<int>(nullable: false),
                engine = table.Column<string>(maxLength: 20, nullable: false),
                model = table.Column<string>(maxLength: 100, nullable: true),
                prompt_version = table.Column<string>(maxLength: 40, nullable: true),
                rubric_version = table.Column<string>(maxLength: 40, nullable: false),
                bank_version = table.Column<string>(maxLength: 64, nullable: false),
                status = table.Column<string>(maxLength: 20, nullable: false),
                score = table.Column<int>(nullable: true),
                unaided_score = table.Column<int>(nullable: true),
                confidence = table.Column<string>(maxLength: 20, nullable: false),
                disagreement = table.Column<bool>(nullable: false),
                fallback_code = table.Column<string>(maxLength: 60, nullable: true),
                fallback_detail = table.Column<string>(maxLength: 500, nullable: true),
                created_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_evaluations", x => x.id);
                table.ForeignKey("fk_evaluations_question_id", x => x.question_id, "questions", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_evaluations_answer_message_id_attempt", "evaluations", ["answer_message_id", "attempt"], unique: true);
        migration.CreateIndex("ix_evaluations_question_id", "evaluations", "question_id");

        migration.CreateTable(
            name: "evaluation_points",
            columns: table => new
            {
                evaluation_id = table.Column<Guid>(nullable: false),
                point_id = table.Column<string>(maxLength: 80, nullable: false),
                position = table.Column<int>(nullable: false),
                verdict = table.Column<string>(maxLength: 20, nullable: false),
                weight = table.Column<int>(nullable: false),
                evidence_start = table.Column<int>(nullable: true),
                evidence_length = table.Column<int>(nullable: true),
                quote = table.Column<string>(maxLength: 20_000, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_evaluation_points", x => new { x.evaluation_id, x.point_id });
                table.ForeignKey("fk_evaluation_points_evaluation_id", x => x.evaluation_id, "evaluations", "id", onDelete: ReferentialAction.Cascade);
            });

        migration.CreateTable(
            name: "evaluation_dimensions",
            columns: table => new
            {
                evaluation_id = table.Column<Guid>(nullable: false),
                dimension = table.Column<string>(maxLength: 20, nullable: false),
                applicability = table.Column<string>(maxLength: 20, nullable: false),
                score = table.Column<decimal>(precision: 3, scale: 1, nullable: true),
                rationale = table.Column<string>(maxLength: 500, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_evaluation_dimensions", x => new { x.evaluation_id, x.dimension });
                table.ForeignKey("fk_evaluation_dimensions_evaluation_id", x => x.evaluation_id, "evaluations", "id", onDelete: ReferentialAction.Cascade);
            });

        migration.CreateTable(
            name: "evaluation_misconceptions",
            columns: table => new
            {
                evaluation_id = table.Column<Guid>(nullable: false),
                misconception_id = table.Column<string>(maxLength: 80, nullable: false),
                correction = table.Column<string>(maxLength: 1000, nullable: false),
                evidence_start = table.Column<int>(nullable: false),
                evidence_length = table.Column<int>(nullable: false),
                quote = table.Column<string>(maxLength: 20_000, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_evaluation_misconceptions", x => new { x.evaluation_id, x.misconception_id });
                table.ForeignKey("fk_evaluation_misconceptions_evaluation_id", x => x.evaluation_id, "evaluations", "id", onDelete: ReferentialAction.Cascade);
            });
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in (string[])["evaluation_misconceptions", "evaluation_dimensions", "evaluation_points", "evaluations", "turn_events",
            "answer_drafts", "messages", "questions", "conversations", "reports", "interviews", "topics"])
        {
            migrationBuilder.DropTable(table);
        }
    }
}
