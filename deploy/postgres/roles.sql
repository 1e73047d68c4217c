-- One schema for each agent, with an owner role (migrations) and a runtime role (the agent). Runs again at any time.
--
-- Run it as an administrator inside the fleet's database. Passwords come from settings, never from this file:
--   cem.<role>_password      the password of that one role, for example cem.audit_app_password
--   cem.owner_password, cem.app_password   what is used for owners and runtime roles without one of their own
-- With psql: PGOPTIONS="-c cem.owner_password=… -c cem.app_password=…" psql -v ON_ERROR_STOP=1 -d cem -f roles.sql
DO $roles$
DECLARE
    agent_schema text;
    owner_role text;
    app_role text;
    wanted record;
    password text;
BEGIN
    EXECUTE format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;

    FOREACH agent_schema IN ARRAY ARRAY[
        'orchestrator', 'event_correlator', 'service_impact', 'path_computation', 'tunnel_provisioning',
        'restoration_monitor', 'traffic_analytics', 'notification', 'audit', 'io_agent', 'enhancement']
    LOOP
        owner_role := agent_schema || '_owner';
        app_role := agent_schema || '_app';

        FOR wanted IN SELECT * FROM (VALUES (owner_role, 'cem.owner_password'), (app_role, 'cem.app_password'))
                AS role(name, shared_setting)
        LOOP
            password := coalesce(
                nullif(current_setting('cem.' || wanted.name || '_password', true), ''),
                nullif(current_setting(wanted.shared_setting, true), ''));
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted.name) THEN
                IF password IS NULL THEN
                    RAISE EXCEPTION 'no password for role %: set cem.%_password or %',
                        wanted.name, wanted.name, wanted.shared_setting;
                END IF;
                EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE', wanted.name);
            END IF;
            IF password IS NOT NULL THEN
                EXECUTE format('ALTER ROLE %I PASSWORD %L', wanted.name, password);
            END IF;
            EXECUTE format('ALTER ROLE %I IN DATABASE %I SET search_path = %I',
                wanted.name, current_database(), agent_schema);
            EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I', current_database(), wanted.name);
        END LOOP;

        -- An administrator who is no superuser has to be a member of the owner to act for it.
        IF NOT pg_has_role(current_user, owner_role, 'SET') THEN
            EXECUTE format('GRANT %I TO CURRENT_USER', owner_role);
        END IF;
        EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', agent_schema, owner_role);
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', agent_schema, app_role);
        EXECUTE format(
            'ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I',
            owner_role, agent_schema, app_role);
        EXECUTE format(
            'ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT USAGE, SELECT ON SEQUENCES TO %I',
            owner_role, agent_schema, app_role);
    END LOOP;
END
$roles$;
