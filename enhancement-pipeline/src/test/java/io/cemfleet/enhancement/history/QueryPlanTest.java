package io.cemfleet.enhancement.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.enhancement.EnhancementTest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What runs for each ticket or for each page reads an index, however much has been kept. */
class QueryPlanTest extends EnhancementTest {
    @Autowired
    private TransactionTemplate transactions;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enhancement_history_job | select * from enhancement_history where job_id = '550e8400-e29b-41d4-a716-446655440000'",
                "enhancement_history_tenant | select * from enhancement_history where tenant_id = 'a' and ticket_id = 'b' and id < 9 order by id desc limit 5",
                "enhancement_history_tenant | select * from enhancement_history where tenant_id = 'a' and id < 9 order by id desc limit 5",
                "enhancement_history_ticket | select * from enhancement_history where ticket_id = 'b' and id < 9 order by id desc limit 5",
                "enhanced_ticket_pkey | select job_id from enhanced_ticket where tenant_id = 'a' and ticket_id = any ('{b,c}')",
                "enhanced_ticket_job | update enhanced_ticket set texts = '{}' where job_id = '550e8400-e29b-41d4-a716-446655440000'",
                "enhancement_job_dead | select count(*) from enhancement_job where state = 'dead'",
                "enhancement_job_open | select job_id from enhancement_job where state = 'queued' and due_at <= now()",
                "resolved_ticket_pkey | select * from resolved_ticket where tenant_id = 'a' and ticket_id = any ('{b,c}')"
            })
    void aQueryReadsItsIndex(String index, String sql) {
        String plan = transactions.execute(status -> {
            jdbc.sql("set local enable_seqscan = off").update();
            jdbc.sql("set local enable_bitmapscan = off").update();
            jdbc.sql("select set_config('cem.tenant_id', 'a', true)")
                    .query(String.class)
                    .single();
            List<String> lines = jdbc.sql("explain " + sql).query(String.class).list();
            return String.join("\n", lines);
        });

        assertThat(plan).contains(index).doesNotContain("Seq Scan");
    }
}
