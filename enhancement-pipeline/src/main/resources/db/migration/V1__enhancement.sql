-- The record of each enhancement, with its three indexes. One row a job: a job has one correlation id.
CREATE TABLE enhancement_history (
    id BIGSERIAL PRIMARY KEY,
    correlation_id UUID NOT NULL UNIQUE,
    tenant_id VARCHAR(255) NOT NULL,
    ticket_id VARCHAR(255) NOT NULL,
    job_id UUID NOT NULL,
    status VARCHAR(50) NOT NULL,

    started_at TIMESTAMP NOT NULL,
    completed_at TIMESTAMP,
    processing_time_ms INTEGER,

    context_nodes_success INTEGER,
    context_nodes_failed INTEGER,

    llm_provider VARCHAR(100),
    llm_model VARCHAR(100),

    error_message TEXT,

    created_at TIMESTAMP DEFAULT now(),
    updated_at TIMESTAMP DEFAULT now()
);

CREATE INDEX idx_correlation_id ON enhancement_history(correlation_id);
CREATE INDEX idx_tenant_ticket ON enhancement_history(tenant_id, ticket_id);
CREATE INDEX idx_status ON enhancement_history(status);

-- Whose tickets are enhanced. Secrets are sealed: key id, then AES-GCM.
CREATE TABLE tenant (
    tenant_id             VARCHAR(100) PRIMARY KEY,
    name                  TEXT NOT NULL,
    active                BOOLEAN NOT NULL,
    service_desk_url      TEXT NOT NULL,
    service_desk_key      TEXT NOT NULL,
    webhook_auth          TEXT NOT NULL CHECK (webhook_auth IN ('signature', 'secret_header')),
    webhook_secret        TEXT NOT NULL,
    models                TEXT[] NOT NULL,
    rate_per_minute       INTEGER NOT NULL,
    monthly_budget_usd    NUMERIC(12, 4),
    monthly_budget_tokens BIGINT,
    append_to_description BOOLEAN NOT NULL,
    show_to_requester     BOOLEAN NOT NULL,
    max_similar_tickets   INTEGER NOT NULL,
    max_articles          INTEGER NOT NULL,
    max_systems           INTEGER NOT NULL,
    max_words             INTEGER NOT NULL,
    temperature           DOUBLE PRECISION NOT NULL,
    version               INTEGER NOT NULL,
    created_at            TIMESTAMPTZ NOT NULL,
    updated_at            TIMESTAMPTZ NOT NULL
);

CREATE TABLE tenant_spend (
    tenant_id VARCHAR(100) NOT NULL,
    month     DATE NOT NULL,
    tokens    BIGINT NOT NULL,
    cost_usd  NUMERIC(16, 8) NOT NULL,
    PRIMARY KEY (tenant_id, month)
);

-- The work to be done, without a word of any customer: workers claim across tenants.
CREATE TABLE enhancement_job (
    job_id         UUID PRIMARY KEY,
    position       BIGINT GENERATED ALWAYS AS IDENTITY,
    tenant_id      VARCHAR(100) NOT NULL,
    ticket_id      VARCHAR(100) NOT NULL,
    correlation_id UUID NOT NULL UNIQUE,
    trace_id       TEXT,
    priority       TEXT NOT NULL CHECK (priority IN ('low', 'medium', 'high', 'critical')),
    state          TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'dead')),
    attempts       INTEGER NOT NULL DEFAULT 0,
    due_at         TIMESTAMPTZ NOT NULL,
    worker         TEXT,
    lease_until    TIMESTAMPTZ,
    reason         TEXT,
    queued_at      TIMESTAMPTZ NOT NULL,
    settled_at     TIMESTAMPTZ,
    replays        INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX enhancement_job_open ON enhancement_job (due_at) WHERE state IN ('queued', 'running');
CREATE INDEX enhancement_job_dead ON enhancement_job (position) WHERE state = 'dead';
CREATE INDEX enhancement_job_ticket ON enhancement_job (tenant_id, ticket_id);

CREATE TABLE enhancement_ticket (
    job_id            UUID PRIMARY KEY,
    tenant_id         VARCHAR(100) NOT NULL,
    description       TEXT NOT NULL,
    ticket_created_at TIMESTAMPTZ NOT NULL
);

-- The text, kept before it is written: a second attempt writes the same one and asks no model again.
CREATE TABLE enhancement_result (
    job_id                UUID PRIMARY KEY,
    tenant_id             VARCHAR(100) NOT NULL,
    markdown              TEXT NOT NULL,
    by_ai                 BOOLEAN NOT NULL,
    provider              TEXT,
    model                 TEXT,
    prompt_tokens         INTEGER NOT NULL,
    completion_tokens     INTEGER NOT NULL,
    cost_usd              NUMERIC(16, 8),
    context_nodes_success INTEGER NOT NULL,
    context_nodes_failed  INTEGER NOT NULL,
    sources               JSONB NOT NULL,
    made_at               TIMESTAMPTZ NOT NULL
);

CREATE TABLE enhancement_feedback (
    job_id    UUID NOT NULL,
    tenant_id VARCHAR(100) NOT NULL,
    person    TEXT NOT NULL,
    thumb     TEXT NOT NULL CHECK (thumb IN ('up', 'down')),
    comment   TEXT,
    given_at  TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (job_id, person)
);

-- A transaction sees the tenant that it names. '*', which is no tenant's name, reads for the provider's operators;
-- it writes nothing.
DO $rls$
DECLARE
    guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['enhancement_history', 'tenant', 'tenant_spend', 'enhancement_ticket',
                                   'enhancement_result', 'enhancement_feedback']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format(
            'CREATE POLICY %I ON %I USING (tenant_id = current_setting(''cem.tenant_id'', true)) '
            'WITH CHECK (tenant_id = current_setting(''cem.tenant_id'', true))', guarded || '_own', guarded);
        EXECUTE format(
            'CREATE POLICY %I ON %I FOR SELECT USING (current_setting(''cem.tenant_id'', true) = ''*'')',
            guarded || '_operators', guarded);
    END LOOP;
END
$rls$;
