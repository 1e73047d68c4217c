-- Which job answers a ticket, and fingerprints of the ticket's text as it was then: one note a ticket, however often and
-- by whichever door it is told of. A row for each name that a ticket goes by.
CREATE TABLE enhanced_ticket (
    tenant_id VARCHAR(100) NOT NULL,
    ticket_id VARCHAR(100) NOT NULL,
    job_id    UUID NOT NULL REFERENCES enhancement_job ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    texts     TEXT[] NOT NULL,
    PRIMARY KEY (tenant_id, ticket_id)
);
CREATE INDEX enhanced_ticket_job ON enhanced_ticket (job_id);

-- What was enhanced before: the text is not known here, so the first that tells of it again says what it is.
INSERT INTO enhanced_ticket (tenant_id, ticket_id, job_id, texts)
SELECT DISTINCT ON (tenant_id, ticket_id) tenant_id, ticket_id, job_id, '{}'
FROM enhancement_job ORDER BY tenant_id, ticket_id, position DESC;

ALTER TABLE enhanced_ticket ENABLE ROW LEVEL SECURITY;
ALTER TABLE enhanced_ticket FORCE ROW LEVEL SECURITY;
CREATE POLICY enhanced_ticket_own ON enhanced_ticket
    USING (tenant_id = current_setting('cem.tenant_id', true))
    WITH CHECK (tenant_id = current_setting('cem.tenant_id', true));
