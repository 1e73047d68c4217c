-- What of the network belongs to a tenant: incidents are looked up for that, and for nothing else.
ALTER TABLE tenant ADD COLUMN owned_customers TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE tenant ADD COLUMN owned_services TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE tenant ADD COLUMN owned_prefixes TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE tenant ADD COLUMN owns_everything BOOLEAN NOT NULL DEFAULT FALSE;
