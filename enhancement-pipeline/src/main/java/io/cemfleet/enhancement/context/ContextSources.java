package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.pipeline.InventorySystem;
import io.cemfleet.enhancement.pipeline.KnowledgeArticle;
import io.cemfleet.enhancement.pipeline.NetworkIncident;
import io.cemfleet.enhancement.pipeline.SimilarTicket;
import org.springframework.stereotype.Component;

/** The sources of a ticket's context. */
@Component
record ContextSources(
        ContextSource<SimilarTicket> tickets,
        ContextSource<KnowledgeArticle> articles,
        ContextSource<InventorySystem> systems,
        ContextSource<NetworkIncident> incidents) {}
