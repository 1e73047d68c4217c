-- Rows that have outlived their time are found by an index.
CREATE INDEX enhancement_job_settled ON enhancement_job (settled_at) WHERE state IN ('done', 'dead');
CREATE INDEX enhancement_history_started ON enhancement_history (tenant_id, started_at);
CREATE INDEX enhancement_result_made ON enhancement_result (tenant_id, made_at);
CREATE INDEX enhancement_feedback_given ON enhancement_feedback (tenant_id, given_at);
CREATE INDEX enhancement_ticket_created ON enhancement_ticket (tenant_id, ticket_created_at);
