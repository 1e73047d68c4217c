{{/* The pod of one agent, metadata and spec; takes root, name and agent. */}}
{{- define "cem-fleet.pod" -}}
metadata:
  labels:
    {{- include "cem-fleet.agentSelector" . | nindent 4 }}
  annotations:
    checksum/peers: {{ include (print .root.Template.BasePath "/peers.yaml") .root | sha256sum }}
    prometheus.io/scrape: "true"
    prometheus.io/path: /actuator/prometheus
    prometheus.io/port: {{ include "cem-fleet.managementPort" .agent | quote }}
spec:
  serviceAccountName: {{ .root.Release.Name }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: 30
  {{- with .root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile: { type: RuntimeDefault }
  {{- if .root.Values.database.migrate }}
  initContainers:
    # The only container with the owner's password; it ends before the agent starts.
    - name: migrate
      image: {{ include "cem-fleet.image" .root | quote }}
      imagePullPolicy: {{ .root.Values.image.pullPolicy }}
      args: [{{ .name | quote }}, io.cemfleet.runtime.migration.Migrate]
      env:
        {{- include "cem-fleet.migrationEnvironment" . | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: { drop: [ALL] }
      resources:
        {{- toYaml .agent.resources | nindent 8 }}
      volumeMounts:
        - { name: tmp, mountPath: /tmp }
        {{- include "cem-fleet.extraMounts" . | nindent 8 }}
  {{- end }}
  containers:
    - name: agent
      image: {{ include "cem-fleet.image" .root | quote }}
      imagePullPolicy: {{ .root.Values.image.pullPolicy }}
      args: [{{ .name | quote }}]
      envFrom:
        - configMapRef: { name: {{ .root.Release.Name }}-peers }
      env:
        {{- include "cem-fleet.environment" . | nindent 8 }}
      ports:
        - { name: http, containerPort: {{ .agent.port }}, protocol: TCP }
        - { name: management, containerPort: {{ include "cem-fleet.managementPort" .agent }}, protocol: TCP }
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: { drop: [ALL] }
      startupProbe:
        httpGet: { path: /actuator/health/liveness, port: management }
        periodSeconds: 5
        timeoutSeconds: 3
        failureThreshold: 180
      readinessProbe:
        httpGet: { path: /actuator/health/readiness, port: management }
        periodSeconds: 5
        timeoutSeconds: 3
        failureThreshold: 3
      livenessProbe:
        httpGet: { path: /actuator/health/liveness, port: management }
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      resources:
        {{- toYaml .agent.resources | nindent 8 }}
      volumeMounts:
        - { name: tmp, mountPath: /tmp }
        - { name: keys, mountPath: /keys, readOnly: true }
        {{- if eq .agent.kind "StatefulSet" }}
        - { name: state, mountPath: /state }
        {{- end }}
        {{- include "cem-fleet.extraMounts" . | nindent 8 }}
  volumes:
    - name: tmp
      emptyDir: { sizeLimit: 256Mi }
    - name: keys
      projected:
        defaultMode: 0440
        sources:
          - secret:
              name: {{ .root.Values.keys.existingSecret }}
              items:
                - { key: {{ include "cem-fleet.wire" .name }}.key, path: {{ include "cem-fleet.wire" .name }}.key }
                {{- range $peer, $settings := .root.Values.agents }}
                - { key: {{ include "cem-fleet.wire" $peer }}.pub, path: {{ include "cem-fleet.wire" $peer }}.pub }
                {{- end }}
          # Only there while a key is changed.
          - secret:
              name: {{ .root.Values.keys.existingSecret }}
              optional: true
              items:
                {{- range $peer, $settings := .root.Values.agents }}
                - { key: {{ include "cem-fleet.wire" $peer }}.next.pub, path: {{ include "cem-fleet.wire" $peer }}.next.pub }
                {{- end }}
          {{- if and (eq .name "audit") .root.Values.keys.formerAuditKeys }}
          - secret:
              name: {{ .root.Values.keys.existingSecret }}
              items:
                {{- range .root.Values.keys.formerAuditKeys }}
                - { key: {{ . }}, path: {{ . }} }
                {{- end }}
          {{- end }}
    {{- with concat (.root.Values.extraVolumes | default list) (.agent.extraVolumes | default list) }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with .root.Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .root.Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
