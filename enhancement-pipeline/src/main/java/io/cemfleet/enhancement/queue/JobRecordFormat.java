package io.cemfleet.enhancement.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.enhancement.job.QueuedJob;
import io.cemfleet.enhancement.job.TicketDiscovery;
import io.cemfleet.enhancement.job.TicketDiscovery.DiscoveryReason;
import io.cemfleet.runtime.kafka.UnusableRecordException;
import io.cemfleet.runtime.trace.TraceContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.springframework.stereotype.Component;

/** The records of {@code cem.enhancement-jobs}: the job as JSON, how its ticket was discovered and its trace as headers. */
@Component
class JobRecordFormat {
    private static final String OCCASION = "occasion";
    private static final String TEXTS = "texts";
    private static final String OTHER_NAME = "other_name";

    private final ObjectMapper mapper;

    JobRecordFormat(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** A job as it was read from the topic. */
    record ReceivedJob(QueuedJob job, TicketDiscovery discovery, TraceContext trace) {}

    ProducerRecord<String, byte[]> write(QueuedJob job, TicketDiscovery discovery) {
        try {
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>(JobTopicConfiguration.JOBS, job.key(), mapper.writeValueAsBytes(job));
            Headers headers = record.headers();
            add(headers, TraceContext.TRACEPARENT, TraceContext.current().traceparent());
            add(headers, TraceContext.CORRELATION_ID, job.correlationId().toString());
            add(headers, OCCASION, discovery.occasion().name().toLowerCase(Locale.ROOT));
            add(headers, TEXTS, String.join(",", discovery.texts()));
            add(headers, OTHER_NAME, discovery.otherName());
            return record;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job is always JSON", e);
        }
    }

    /** @throws UnusableRecordException when it is no job */
    ReceivedJob read(ConsumerRecord<String, byte[]> record) {
        try {
            TraceContext trace = TraceContext.parse(text(record.headers(), TraceContext.TRACEPARENT))
                    .orElseGet(TraceContext::fresh);
            return new ReceivedJob(
                    mapper.readValue(record.value(), QueuedJob.class), discovery(record.headers()), trace);
        } catch (IOException | RuntimeException e) {
            throw new UnusableRecordException("not a job", e);
        }
    }

    /** A record without an occasion, as older versions wrote them, names the ticket. */
    private static TicketDiscovery discovery(Headers headers) {
        String occasion = text(headers, OCCASION);
        String texts = text(headers, TEXTS);
        return new TicketDiscovery(
                occasion.isEmpty()
                        ? DiscoveryReason.MENTION
                        : DiscoveryReason.valueOf(occasion.toUpperCase(Locale.ROOT)),
                texts.isEmpty() ? List.of() : List.of(texts.split(",", -1)),
                text(headers, OTHER_NAME));
    }

    private static void add(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
