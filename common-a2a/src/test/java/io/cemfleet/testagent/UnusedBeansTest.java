package io.cemfleet.testagent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.aop.aspectj.annotation.AnnotationAwareAspectJAutoProxyCreator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.web.multipart.MultipartResolver;

/** What an agent's start does not create, since nothing uses it. */
class UnusedBeansTest extends RunningTestAgent {
    @Autowired
    private ApplicationContext context;

    @Test
    void anAgentHasNoBeansThatNothingUses() {
        assertThat(context.getBeanProvider(BulkheadRegistry.class)).isNotEmpty();

        assertThat(context.getBeanProvider(RateLimiterRegistry.class)).isEmpty();
        assertThat(context.getBeanProvider(RetryRegistry.class)).isEmpty();
        assertThat(context.getBeanProvider(TimeLimiterRegistry.class)).isEmpty();
        assertThat(context.getBeanProvider(RestTemplateBuilder.class)).isEmpty();
        assertThat(context.getBeanProvider(MultipartResolver.class)).isEmpty();
        assertThat(context.getBeanProvider(AnnotationAwareAspectJAutoProxyCreator.class))
                .isEmpty();
    }
}
