# Needs two base images, and what Maven fetches: docker build -t sluice:0.1.0 .
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY .mvn .mvn
COPY pom.xml ./
COPY conf conf
COPY openapi openapi
COPY src/main src/main
RUN mvn -B -q -DskipTests -Dmaven.test.skip=true -Dspotless.check.skip=true package \
    && rm target/lib/embedded-postgres-binaries-darwin-*.jar

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Sluice" org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /opt/sluice
COPY --from=build /build/target/lib lib
COPY --from=build /build/target/sluice.jar ./

# A start takes its classes from the cache that this rehearsal of one writes; it fits this JVM and these jars only
RUN ["java", "-XX:+UseSerialGC", "-Xmn64m", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:AOTCacheOutput=/opt/sluice/sluice.aot", "-jar", "/opt/sluice/sluice.jar", "rehearse"]

# A number, so that Kubernetes can tell that it is not root. Nothing but /tmp is written to, and no shell is needed.
USER 10001:10001
EXPOSE 8080 9090

# As the launcher does on up to four cores. Two fifths of the container's memory are heap: buffers may take as much.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-Xmn64m", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:AOTCache=/opt/sluice/sluice.aot", "-Xlog:aot*=off", "-XX:MaxRAMPercentage=40", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/sluice/sluice.jar"]
CMD ["serve", "--config", "/etc/sluice/sluice.yaml"]
