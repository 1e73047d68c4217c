{{/* Labels that select every pod of this fleet. */}}
{{- define "cem-fleet.selector" -}}
app.kubernetes.io/part-of: cem-fleet
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* Labels of one agent's objects; takes root and name. */}}
{{- define "cem-fleet.agentSelector" -}}
{{ include "cem-fleet.selector" .root }}
app.kubernetes.io/name: {{ .name }}
{{- end }}

{{- define "cem-fleet.labels" -}}
{{ include "cem-fleet.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{/* The name of an agent on the wire. */}}
{{- define "cem-fleet.wire" -}}
{{ . | replace "-" "_" }}
{{- end }}

{{/* Its schema, which also names its roles. */}}
{{- define "cem-fleet.schema" -}}
{{ eq . "enhancement-pipeline" | ternary "enhancement" (include "cem-fleet.wire" .) }}
{{- end }}

{{/* JDBC address of one agent's schema; takes root and name. */}}
{{- define "cem-fleet.jdbcUrl" -}}
{{- $url := required "database.url is missing: jdbc:postgresql://HOST:5432/DATABASE" .root.Values.database.url -}}
{{ $url }}{{ contains "?" $url | ternary "&" "?" }}currentSchema={{ include "cem-fleet.schema" .name }}
{{- end }}

{{/* The image, by digest where one is given. */}}
{{- define "cem-fleet.image" -}}
{{- with .Values.image -}}
{{- if .digest }}{{ .repository }}@{{ .digest }}{{ else }}{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end }}
{{- end }}

{{/* What an operator mounts, in all agents and in this one; takes root and agent. */}}
{{- define "cem-fleet.extraMounts" -}}
{{- with concat (.root.Values.extraVolumeMounts | default list) (.agent.extraVolumeMounts | default list) }}
{{- toYaml . }}
{{- end }}
{{- end }}

{{/* One variable from a secret; takes variable, secret, key and, if it may be missing, optional. */}}
{{- define "cem-fleet.secretVariable" -}}
- name: {{ .variable }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
      {{- if .optional }}
      optional: true
      {{- end }}
{{- end }}

{{/* Where an agent shows its probes and metrics; takes the agent's settings. */}}
{{- define "cem-fleet.managementPort" -}}
{{- add .port 1000 -}}
{{- end }}

{{/* The ports of an address or of several with commas between; takes address and default. */}}
{{- define "cem-fleet.portsOf" -}}
{{- $default := .default | toString }}
{{- range $host := regexReplaceAll "^([a-z:]*//)?([^/?]*).*$" .address "${2}" | splitList "," }}
- { port: {{ regexFind ":[0-9]+$" $host | trimPrefix ":" | default $default }}, protocol: TCP }
{{- end }}
{{- end }}

{{/* The ports of a system outside, each once, as the values name it; nothing if it has none. Takes root and destination. */}}
{{- define "cem-fleet.ports" -}}
{{- $values := .root.Values }}
{{- $addresses := list }}
{{- if eq .destination "database" }}{{ $addresses = list (dict "address" $values.database.url "default" 5432) }}{{ end }}
{{- if eq .destination "kafka" }}{{ $addresses = list (dict "address" $values.kafka.bootstrapServers "default" 9092) }}{{ end }}
{{- if eq .destination "cnc" }}{{ $addresses = list (dict "address" $values.cnc.url) }}{{ end }}
{{- if eq .destination "pca" }}{{ $addresses = list (dict "address" $values.pca.url) }}{{ end }}
{{- if eq .destination "enhancement" }}{{ $addresses = list (dict "address" $values.enhancement.openrouterUrl) (dict "address" "https://desks") }}{{ end }}
{{- if eq .destination "notification" }}
{{- $addresses = list (dict "address" $values.notification.webexUrl) }}
{{- with $values.notification.servicenowUrl }}{{ $addresses = append $addresses (dict "address" .) }}{{ end }}
{{- with $values.notification.mailHost }}{{ $addresses = append $addresses (dict "address" (printf "%s:%v" . $values.notification.mailPort)) }}{{ end }}
{{- end }}
{{- if and (eq .destination "operator") (index $values.networkPolicy.destinations "operator") }}{{ $addresses = list (dict "address" "https://identity") }}{{ end }}
{{- $ports := list }}
{{- range $addresses }}
{{- $usual := .default | default (hasPrefix "http:" .address | ternary 80 443) }}
{{- $ports = concat $ports (include "cem-fleet.portsOf" (dict "address" .address "default" $usual) | trim | splitList "\n") }}
{{- end }}
{{- $ports | uniq | join "\n" }}
{{- end }}
