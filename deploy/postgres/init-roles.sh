#!/usr/bin/env bash
# Makes the fleet's schemas and roles inside the official Postgres image: at its first start by itself, and again after an
# upgrade that brings a new schema, or with a new password:
#   docker-compose exec postgres /opt/cem-fleet/with-secrets /secrets/secrets.env /docker-entrypoint-initdb.d/10-roles.sh
# The passwords are <SCHEMA>_OWNER_PASSWORD and <SCHEMA>_APP_PASSWORD in the environment.
set -euo pipefail

sql=${ROLES_SQL:-/opt/cem-fleet/roles.sql}
schemas=$(tr '\n' ' ' <"$sql" | sed -n "s/.*ARRAY\[\([^]]*\)\].*/\1/p" | tr -d "'" | tr ',' ' ')
[ -n "$schemas" ] || { echo "no list of schemas in $sql" >&2; exit 1; }

settings=
for schema in $schemas; do
  for kind in owner app; do
    name=${schema^^}_${kind^^}_PASSWORD
    value=${!name:-}
    if [ -z "$value" ]; then
      echo "cem-fleet: $name is empty; with docker-compose, the service init makes it" >&2
      exit 1
    fi
    settings+="SELECT set_config('cem.${schema}_${kind}_password', '${value//\'/\'\'}', false);"$'\n'
  done
done

{
  printf '%s' "$settings"
  cat "$sql"
} | psql -v ON_ERROR_STOP=1 --quiet --no-psqlrc --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" >/dev/null
