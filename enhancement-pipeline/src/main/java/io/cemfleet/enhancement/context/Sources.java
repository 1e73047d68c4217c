package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.pipeline.Article;
import io.cemfleet.enhancement.pipeline.NetworkIncident;
import io.cemfleet.enhancement.pipeline.SimilarTicket;
import io.cemfleet.enhancement.pipeline.SystemInfo;
import org.springframework.stereotype.Component;

/** Where a ticket's context comes from. */
@Component
record Sources(
        Source<SimilarTicket> tickets,
        Source<Article> articles,
        Source<SystemInfo> systems,
        Source<NetworkIncident> incidents) {}
