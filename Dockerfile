# One image for every agent and the lab: docker build -t cem-fleet:dev .
# It holds what a build puts into dist/ (./fleet, or: mvn -DskipTests package). The agent's name is the argument.
FROM eclipse-temurin:25-jre

LABEL org.opencontainers.image.title="cem-fleet" \
      org.opencontainers.image.licenses="Apache-2.0"

RUN useradd --uid 10001 --user-group --no-create-home --home-dir /tmp --shell /usr/sbin/nologin cem

COPY dist/lib/ /app/lib/
COPY dist/*.jar /app/
COPY deploy/docker/run deploy/docker/healthy deploy/docker/migrate /app/bin/

# Volumes that are mounted here take over who may write: a folder of keys for each agent, and what a stream keeps.
RUN install -d -o cem -g cem -m 0700 /state \
 && for jar in /app/*.jar; do install -d -o cem -g cem -m 0700 "/keys/$(basename "$jar" .jar)"; done

ENV JAVA_OPTS="-XX:MaxRAMPercentage=50 -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true" \
    CEM_A2A_KEY_DIRECTORY=/keys \
    LC_ALL=C.UTF-8

USER 10001:10001
WORKDIR /tmp

# SERVER_PORT says where to ask; HEALTH_PATH, if it is not /health.
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=6 CMD ["/app/bin/healthy"]

ENTRYPOINT ["/app/bin/run"]
