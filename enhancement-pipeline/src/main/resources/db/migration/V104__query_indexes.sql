-- Read for each enhancement that people open; and the pages of the history, of one tenant's tickets and of all.
CREATE INDEX enhancement_history_job ON enhancement_history (job_id);
CREATE INDEX enhancement_history_tenant_ticket ON enhancement_history (tenant_id, ticket_id, id DESC);
CREATE INDEX enhancement_history_ticket ON enhancement_history (ticket_id, id DESC);
CREATE INDEX enhancement_history_tenant ON enhancement_history (tenant_id, id DESC);
