package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.Version;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DependencyTest {

    /** Older ones let request smuggling through, and Vert.x asks for an older one. */
    private static final int[] OLDEST_NETTY = {4, 2, 20};

    @Test
    void everyNettyJarIsNewEnough() {
        Map<String, Version> jars = Version.identify(DependencyTest.class.getClassLoader());

        assertThat(jars).containsKeys("netty-codec-http", "netty-codec-http2", "netty-handler", "netty-buffer");
        assertThat(jars)
                .allSatisfy(
                        (name, version) -> assertThat(Arrays.compare(numbers(version.artifactVersion()), OLDEST_NETTY))
                                .as(name + " " + version.artifactVersion())
                                .isNotNegative());
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.", -1))
                .limit(3)
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
