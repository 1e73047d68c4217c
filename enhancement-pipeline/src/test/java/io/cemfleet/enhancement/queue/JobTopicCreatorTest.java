package io.cemfleet.enhancement.queue;

import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.MessageListenerContainer;

class JobTopicCreatorTest {

    @Test
    void jobsAreListenedToOnlyOnceKafkaHasTheTopics() {
        // given a Kafka that has no topics at the first attempt
        KafkaAdmin admin = mock(KafkaAdmin.class);
        when(admin.initialize()).thenReturn(false).thenReturn(true);
        MessageListenerContainer jobs = mock(MessageListenerContainer.class);
        KafkaListenerEndpointRegistry listeners = mock(KafkaListenerEndpointRegistry.class);
        when(listeners.getListenerContainer(JobListener.ID)).thenReturn(jobs);
        JobTopicCreator topics = new JobTopicCreator(admin, listeners);

        // when
        topics.start();

        // then
        verify(jobs, timeout(30_000)).start();
        topics.stop();
        var order = inOrder(admin, jobs);
        order.verify(admin, times(2)).initialize();
        order.verify(jobs).start();
    }
}
