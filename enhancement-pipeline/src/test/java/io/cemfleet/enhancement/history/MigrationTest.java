package io.cemfleet.enhancement.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.enhancement.EnhancementTest;
import org.junit.jupiter.api.Test;

/** The table and the indexes of the history are those that were agreed. */
class MigrationTest extends EnhancementTest {

    @Test
    void theHistoryHasExactlyItsColumns() {
        assertThat(jdbc.sql(
                                """
                                select column_name || ' ' || data_type || coalesce('(' || character_maximum_length || ')', '')
                                       || case is_nullable when 'NO' then ' not null' else '' end
                                from information_schema.columns
                                where table_schema = 'enhancement' and table_name = 'enhancement_history'
                                order by ordinal_position""")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "id bigint not null",
                        "correlation_id uuid not null",
                        "tenant_id character varying(255) not null",
                        "ticket_id character varying(255) not null",
                        "job_id uuid not null",
                        "status character varying(50) not null",
                        "started_at timestamp without time zone not null",
                        "completed_at timestamp without time zone",
                        "processing_time_ms integer",
                        "context_nodes_success integer",
                        "context_nodes_failed integer",
                        "llm_provider character varying(100)",
                        "llm_model character varying(100)",
                        "error_message text",
                        "created_at timestamp without time zone",
                        "updated_at timestamp without time zone");
    }

    @Test
    void theHistoryHasTheIndexesOfTheRequirementAndThoseThatItsQueriesRead() {
        assertThat(jdbc.sql(
                                """
                                select indexdef from pg_indexes
                                where schemaname = 'enhancement' and tablename = 'enhancement_history'""")
                        .query(String.class)
                        .list())
                .extracting(index -> index.replaceAll(".* INDEX (\\w+) .*\\((.*)\\)", "$1 $2"))
                .containsExactlyInAnyOrder(
                        "enhancement_history_pkey id",
                        "enhancement_history_correlation_id_key correlation_id",
                        "idx_correlation_id correlation_id",
                        "idx_tenant_ticket tenant_id, ticket_id",
                        "idx_status status",
                        "enhancement_history_job job_id",
                        "enhancement_history_tenant_ticket tenant_id, ticket_id, id DESC",
                        "enhancement_history_ticket ticket_id, id DESC",
                        "enhancement_history_tenant tenant_id, id DESC",
                        "enhancement_history_started tenant_id, started_at");
    }
}
