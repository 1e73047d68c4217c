{{/* What one agent is told about the world; takes root, name and agent. */}}
{{- define "cem-fleet.environment" -}}
{{- $values := .root.Values }}
{{- $schema := include "cem-fleet.schema" .name }}
{{- $needs := .agent.needs }}
- name: SPRING_PROFILES_ACTIVE
  value: {{ $values.profile | quote }}
- name: SERVER_PORT
  value: {{ .agent.port | quote }}
- name: MANAGEMENT_SERVER_PORT
  value: {{ include "cem-fleet.managementPort" .agent | quote }}
- name: CEM_A2A_KEY_DIRECTORY
  value: /keys
- name: CEM_REQUIRED
  value: SPRING_DATASOURCE_PASSWORD{{ if has "webhooks" $needs }} WEBHOOK_PCA_SECRET WEBHOOK_CNC_SECRET{{ end }}{{ if has "enhancement" $needs }} TENANT_KEYS{{ end }}{{ if has "operator" $needs }} OPERATOR_PASSWORD{{ end }}
{{- with $values.javaOpts }}
- name: JAVA_OPTS
  value: {{ . | quote }}
{{- end }}
- name: SPRING_DATASOURCE_URL
  value: {{ include "cem-fleet.jdbcUrl" . | quote }}
- name: SPRING_DATASOURCE_USERNAME
  value: {{ $schema }}_app
{{ include "cem-fleet.secretVariable" (dict "variable" "SPRING_DATASOURCE_PASSWORD" "secret" $values.database.existingSecret "key" (printf "%s_app" $schema)) }}
{{- if has "cnc" $needs }}
- name: CNC_URL
  value: {{ required "cnc.url is missing" $values.cnc.url | quote }}
{{ include "cem-fleet.secretVariable" (dict "variable" "CNC_USERNAME" "secret" $values.cnc.existingSecret "key" "username") }}
{{ include "cem-fleet.secretVariable" (dict "variable" "CNC_PASSWORD" "secret" $values.cnc.existingSecret "key" "password") }}
{{- end }}
{{- if has "pca" $needs }}
- name: PCA_URL
  value: {{ required "pca.url is missing" $values.pca.url | quote }}
{{ include "cem-fleet.secretVariable" (dict "variable" "PCA_USERNAME" "secret" $values.pca.existingSecret "key" "username") }}
{{ include "cem-fleet.secretVariable" (dict "variable" "PCA_PASSWORD" "secret" $values.pca.existingSecret "key" "password") }}
{{- end }}
{{- if has "kafka" $needs }}
- name: SPRING_KAFKA_BOOTSTRAP_SERVERS
  value: {{ required "kafka.bootstrapServers is missing" $values.kafka.bootstrapServers | quote }}
- name: CEM_KAFKA_PARTITIONS
  value: {{ $values.kafka.partitions | quote }}
- name: CEM_KAFKA_REPLICAS
  value: {{ $values.kafka.replicas | quote }}
{{- end }}
{{- if eq .agent.kind "StatefulSet" }}
- name: CEM_STATE_DIR
  value: /state
- name: CEM_STREAM_INSTANCE_ID
  valueFrom: { fieldRef: { fieldPath: metadata.name } }
- name: CEM_CORRELATOR_STREAM_STANDBY_REPLICAS
  value: {{ $values.correlator.standbyReplicas | quote }}
{{- end }}
{{- if has "webhooks" $needs }}
- name: CEM_WEBHOOK_BASE_URL
  value: {{ required "webhooks.baseUrl is missing: where CNC and PCA reach the event-correlator" $values.webhooks.baseUrl | quote }}
{{ include "cem-fleet.secretVariable" (dict "variable" "WEBHOOK_PCA_SECRET" "secret" $values.webhooks.existingSecret "key" "pca_secret") }}
{{ include "cem-fleet.secretVariable" (dict "variable" "WEBHOOK_CNC_SECRET" "secret" $values.webhooks.existingSecret "key" "cnc_secret") }}
{{ include "cem-fleet.secretVariable" (dict "variable" "WEBHOOK_ALERTMANAGER_SECRET" "secret" $values.webhooks.existingSecret "key" "alertmanager_secret" "optional" true) }}
{{- end }}
{{- if has "notification" $needs }}
{{- with $values.ingress.console.host }}
- name: CONSOLE_URL
  value: {{ printf "https://%s/" . | quote }}
{{- end }}
- name: WEBEX_URL
  value: {{ $values.notification.webexUrl | quote }}
- name: SERVICENOW_URL
  value: {{ $values.notification.servicenowUrl | quote }}
{{- with $values.notification.mailHost }}
- name: SPRING_MAIL_HOST
  value: {{ . | quote }}
{{- end }}
- name: SPRING_MAIL_PORT
  value: {{ $values.notification.mailPort | quote }}
{{- with $values.notification.mailFrom }}
- name: NOTIFICATION_MAIL_FROM
  value: {{ . | quote }}
{{- end }}
{{- with $values.notification.mailTo }}
- name: NOTIFICATION_MAIL_TO
  value: {{ . | quote }}
{{- end }}
{{- range $variable, $key := dict "WEBEX_TOKEN" "webex_token" "WEBEX_ROOM_ID" "webex_room_id" "SERVICENOW_USER" "servicenow_user" "SERVICENOW_PASSWORD" "servicenow_password" }}
{{ include "cem-fleet.secretVariable" (dict "variable" $variable "secret" $values.notification.existingSecret "key" $key "optional" true) }}
{{- end }}
{{- end }}
{{- if has "enhancement" $needs }}
- name: OPENROUTER_URL
  value: {{ $values.enhancement.openrouterUrl | quote }}
{{ include "cem-fleet.secretVariable" (dict "variable" "TENANT_KEYS" "secret" $values.enhancement.existingSecret "key" "tenant_keys") }}
{{ include "cem-fleet.secretVariable" (dict "variable" "OPENROUTER_API_KEY" "secret" $values.enhancement.existingSecret "key" "openrouter_api_key" "optional" true) }}
{{- end }}
{{- if has "operator" $needs }}
- name: CEM_CONSOLE_SECURE_COOKIE
  value: {{ $values.console.secureCookie | quote }}
{{- if $values.ingress.enabled }}
- name: SERVER_FORWARD_HEADERS_STRATEGY
  value: native
{{- end }}
{{ include "cem-fleet.secretVariable" (dict "variable" "OPERATOR_USER" "secret" $values.operator.existingSecret "key" "user") }}
{{ include "cem-fleet.secretVariable" (dict "variable" "OPERATOR_PASSWORD" "secret" $values.operator.existingSecret "key" "password") }}
{{ include "cem-fleet.secretVariable" (dict "variable" "VIEWER_USER" "secret" $values.operator.existingSecret "key" "viewer_user" "optional" true) }}
{{ include "cem-fleet.secretVariable" (dict "variable" "VIEWER_PASSWORD" "secret" $values.operator.existingSecret "key" "viewer_password" "optional" true) }}
{{- end }}
{{- include "cem-fleet.extraVariables" . }}
{{- end }}

{{/* What a migration is told: its schema's owner, and nothing of the agent; takes root, name and agent. */}}
{{- define "cem-fleet.migrationEnvironment" -}}
{{- $values := .root.Values }}
{{- $schema := include "cem-fleet.schema" .name }}
- name: SPRING_PROFILES_ACTIVE
  value: {{ $values.profile | quote }}
- name: CEM_REQUIRED
  value: SPRING_FLYWAY_PASSWORD
{{- with $values.javaOpts }}
- name: JAVA_OPTS
  value: {{ . | quote }}
{{- end }}
- name: SPRING_FLYWAY_URL
  value: {{ include "cem-fleet.jdbcUrl" . | quote }}
- name: SPRING_FLYWAY_USER
  value: {{ $schema }}_owner
{{ include "cem-fleet.secretVariable" (dict "variable" "SPRING_FLYWAY_PASSWORD" "secret" $values.database.ownerSecret "key" (printf "%s_owner" $schema)) }}
{{- end }}

{{/* What an operator adds, to all agents and to this one. */}}
{{- define "cem-fleet.extraVariables" -}}
{{- range $variable, $value := merge (dict) (.agent.env | default dict) (.root.Values.env | default dict) }}
- name: {{ $variable }}
  value: {{ $value | quote }}
{{- end }}
{{- range $variable, $from := merge (dict) (.agent.secretEnv | default dict) (.root.Values.secretEnv | default dict) }}
{{ include "cem-fleet.secretVariable" (dict "variable" $variable "secret" $from.secret "key" $from.key "optional" $from.optional) }}
{{- end }}
{{- end }}
