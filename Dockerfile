# The fleet's two images, from the sources. Needs an engine with BuildKit (23 or newer, or DOCKER_BUILDKIT=1), no JDK, no Maven.
#
#   docker build --target agents -t cem-fleet:dev .       the eleven agents; an agent's name is the argument
#   docker build --target lab -t cem-fleet-lab:dev .      the simulated network, and the demo
#
# A mirror of Maven Central: --secret id=maven-settings,src=settings.xml

FROM eclipse-temurin:25-jdk AS build
# mvnw unpacks Maven with it.
RUN command -v unzip || { apt-get update && apt-get install -y --no-install-recommends unzip && rm -rf /var/lib/apt/lists/*; }
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 --mount=type=secret,id=maven-settings,target=/root/.m2/settings.xml \
    ./mvnw -B -ntp -Dmaven.test.skip=true -pl '!bench,!e2e' package
RUN java -cp dist/launcher.jar io.cemfleet.launcher.container.LayOutImage dist /image

FROM eclipse-temurin:25-jre AS runtime
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /tmp --shell /usr/sbin/nologin cem
ENV JAVA_OPTS="-XX:MaxRAMPercentage=50 -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true" \
    LC_ALL=C.UTF-8
COPY deploy/docker/run deploy/docker/healthy deploy/docker/with-secrets /app/bin/
WORKDIR /tmp
# SERVER_PORT says where to ask; HEALTH_PATH, if it is not /health. A first start on two cores takes minutes.
HEALTHCHECK --interval=10s --timeout=5s --start-period=900s --retries=6 CMD ["/app/bin/healthy"]
ENTRYPOINT ["/app/bin/run"]

# What every agent does at its start, done once: docs/adr/0007. It needs a Postgres, which the image does not hold.
FROM runtime AS rehearsal
COPY --from=build /image/agents/ /app/
USER 10001:10001
RUN --mount=type=bind,from=build,source=/build,target=/build mkdir /tmp/aot \
 && java -cp /build/dist/launcher.jar io.cemfleet.launcher.container.RehearseAgents /build /app /tmp/aot/agents.aot

FROM runtime AS lab
LABEL org.opencontainers.image.title="cem-fleet-lab" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /image/lab/ /app/
USER 10001:10001

FROM runtime AS agents
LABEL org.opencontainers.image.title="cem-fleet" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV CEM_A2A_KEY_DIRECTORY=/keys
COPY deploy/docker/init deploy/docker/make-secrets /app/bin/
COPY --from=build /image/agents/ /app/
COPY --from=rehearsal /tmp/aot/ /app/aot/
# Volumes that are mounted here take over who may write: keys and secrets of each container, and what a stream keeps.
RUN install -d -o cem -g cem -m 0700 /state /secrets /secrets/kept /secrets/postgres /secrets/migrate /secrets/lab /secrets/demo \
 && for jar in /app/*.jar; do install -d -o cem -g cem -m 0700 "/keys/$(basename "$jar" .jar)"; done
USER 10001:10001
