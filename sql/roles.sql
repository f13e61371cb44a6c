-- The two roles and the database. A superuser runs this once per cluster, with psql:
--     psql -f roles.sql                       (the database is called pageboy)
--     psql -v database=another -f roles.sql
-- It may be run again. Tables and functions are made afterwards by `pageboy migrate`.

\set ON_ERROR_STOP on
\if :{?database}
\else
    \set database pageboy
\endif

-- Two installations in one cluster share the roles.
SELECT format('CREATE ROLE %I LOGIN', name)
FROM unnest(ARRAY['pageboy_owner', 'pageboy_web']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec

-- Workers may only call functions. A request has 30 s; a statement that is stuck longer than that has no
-- worker any more that waits for it. What the functions refuse they raise as errors, and whoever asks can
-- cause those; Pageboy logs every real fault by itself, so they stay out of the server's log. So do the owner's,
-- because PostgreSQL quotes the row that does not fit. A role may always change its own settings: whatever
-- somebody has changed ends here, and `pageboy check` finds it.
ALTER ROLE pageboy_web RESET ALL;
ALTER ROLE pageboy_web NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE pageboy_web SET statement_timeout = '60s';
ALTER ROLE pageboy_web SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE pageboy_web SET log_min_messages = 'fatal';
ALTER ROLE pageboy_owner RESET ALL;
ALTER ROLE pageboy_owner NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE pageboy_owner SET lock_timeout = '30s';
ALTER ROLE pageboy_owner SET log_min_messages = 'fatal';

SELECT format('CREATE DATABASE %I OWNER pageboy_owner TEMPLATE template0 ENCODING ''UTF8'' LOCALE ''C.UTF-8''', :'database')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec

REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO pageboy_web;
ALTER ROLE pageboy_web IN DATABASE :"database" RESET ALL;
ALTER ROLE pageboy_owner IN DATABASE :"database" RESET ALL;

\connect :"database"
REVOKE ALL ON SCHEMA public FROM PUBLIC;
-- Large objects would be a way to fill the disk.
REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea), lo_put(oid, bigint, bytea),
    lo_open(oid, integer), lowrite(integer, bytea) FROM PUBLIC;
