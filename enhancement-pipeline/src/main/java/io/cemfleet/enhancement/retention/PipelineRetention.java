package io.cemfleet.enhancement.retention;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.cemfleet.runtime.retention.TableLifetime;
import io.cemfleet.runtime.retention.TableLifetime.Expiring;
import io.cemfleet.runtime.retention.TableLifetime.Forever;
import io.cemfleet.runtime.retention.TableLifetime.RemovedBy;
import io.cemfleet.runtime.retention.TableLifetime.WithParent;
import io.cemfleet.runtime.retention.TableLifetimes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The retention of this agent's tables. Tenants' rows can be removed in their tenant's scope only. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TenantRetentionSettings.class)
class PipelineRetention {

    @Bean
    TableLifetimes tablesOfTheEnhancementPipeline() {
        List<TableLifetime> own = List.of(
                new Expiring(
                        "enhancement_job", Duration.ofDays(400), "state in ('done', 'dead') and settled_at < :before"),
                new WithParent("enhanced_ticket", "enhancement_job"),
                new Forever("tenant", "one row a tenant, until it is erased"),
                new Forever("tenant_system", "the inventory that a tenant declares, replaced as a whole"));
        Stream<TableLifetime> ofTenants = Arrays.stream(TenantTable.values()).map(PipelineRetention::ofTenants);
        return new TableLifetimes(Stream.concat(own.stream(), ofTenants).toList());
    }

    private static TableLifetime ofTenants(TenantTable table) {
        String after = table == TenantTable.RESOLVED_TICKET
                ? "`cem.enhancement.retention.solved` (730 d)"
                : "`cem.enhancement.retention.keep` (365 d)";
        return new RemovedBy(table.table(), "the purge of tenants' rows, after " + after);
    }

    @Bean
    RecurringTask<Void> tenantPurge(ObjectProvider<TenantDataEraser> data, TenantRetentionSettings settings) {
        return Tasks.recurring(TaskDescriptor.of("tenant-purge"), FixedDelay.of(settings.every()))
                .execute((execution, context) -> data.getObject().purge());
    }
}
