package io.cemfleet.a2a.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.runtime.testing.FleetJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchMessagesTest {

    @Test
    void aBatchIsWrittenAsTheRequestsThatWouldBeSentAlone() throws Exception {
        JsonNode golden = FleetJson.golden("batch");
        JsonNode entry = golden.at("/tasks/0");

        TaskRequest alone = FleetJson.MAPPER.treeToValue(entry, TaskRequest.class);
        TaskBatch batch = new TaskBatch(
                List.of(new BatchedTask(alone, entry.path("traceparent").asText())));

        assertThat(FleetJson.tree(batch)).isEqualTo(golden);
    }

    @Test
    void theGoldenAnswerIsReadAndWrittenFieldByField() throws Exception {
        JsonNode golden = FleetJson.golden("batch.answer");

        TaskBatchAnswer read = FleetJson.MAPPER.treeToValue(golden, TaskBatchAnswer.class);

        assertThat(FleetJson.parse(FleetJson.MAPPER.writeValueAsString(read))).isEqualTo(golden);
        assertThat(read.answers()).extracting(BatchedAnswer::isRepeated).containsExactly(false, true, true);
    }
}
