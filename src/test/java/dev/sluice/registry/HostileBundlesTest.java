package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.support.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileBundlesTest {

    private static final byte[] ROOT = "openapi: 3.1.0\n".getBytes(StandardCharsets.UTF_8);
    private static final Bundles BUNDLES = new Bundles(10, 100_000);

    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x.yaml",
                "a/../../x.yaml",
                "/etc/passwd",
                "a//b.yaml",
                "./a.yaml",
                "a/./b.yaml",
                "a\\b.yaml",
                "c:a.yaml",
                "a\u0000.yaml",
                "a\n.yaml",
                " ",
                "a/ /b",
                "..",
                ".",
                "a.",
                "a ",
                "\u202Ea.yaml",
                "a*.yaml",
                "\uD800.yaml"
            })
    void noPathLeadsAnywhereElse(String path) {
        assertThatThrownBy(() -> BUNDLES.of(Map.of("openapi.yaml", ROOT, path, ROOT), "openapi.yaml"))
                .isInstanceOf(BundleException.class)
                .hasMessageNotContaining("passwd");
    }

    @Test
    void noZipLeadsAnywhereElse() throws IOException {
        for (String name : new String[] {"../x.yaml", "/x.yaml", "a/../../x.yaml", "a\\..\\x.yaml"}) {
            byte[] zip = zip("openapi.yaml", "openapi: 3.1.0", name, "x");

            assertThatThrownBy(() -> BUNDLES.of(zip, null)).as(name).isInstanceOf(BundleException.class);
        }
    }

    @Test
    void pathsThatAreOneFileOnSomeSystemAreRefused() {
        assertThatThrownBy(() -> BUNDLES.of(Map.of("a.yaml", ROOT, "A.yaml", ROOT), "a.yaml"))
                .hasMessageContaining("case");
        assertThatThrownBy(() -> BUNDLES.of(Map.of("a", ROOT, "a/b", ROOT), "a"))
                .hasMessageContaining("folder");
    }

    @Test
    void aBombIsNotUnpacked() throws IOException {
        byte[] bomb = zip("openapi.yaml", "0".repeat(100_001));
        assertThat(bomb.length).isLessThan(1_000);

        assertThatThrownBy(() -> BUNDLES.of(bomb, null))
                .isInstanceOfSatisfying(
                        BundleException.class, e -> assertThat(e.isTooLarge()).isTrue());
        String[] many = new String[22];
        Arrays.setAll(many, i -> i % 2 == 0 ? i + ".yaml" : "");
        assertThatThrownBy(() -> BUNDLES.of(zip(many), null))
                .isInstanceOfSatisfying(
                        BundleException.class, e -> assertThat(e.isTooLarge()).isTrue());
    }

    @Test
    void valuesAreCountedBeforeTheyAreRead() {
        byte[] many = "[],".repeat(600_000).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> new Bundles(10, 10_000_000).of(many, null)).hasMessageStartingWith("too many values");
    }

    @Test
    void aLinkIsRefused() throws IOException {
        byte[] zip = zip("openapi.yaml", "openapi: 3.1.0", "link", "/etc/passwd");
        // in the directory: made by Unix, a symbolic link
        int entry = lastEntry(zip);
        zip[entry + 5] = 3;
        zip[entry + 41] = (byte) 0xa1;

        assertThatThrownBy(() -> BUNDLES.of(zip, null)).hasMessageContaining("link");
    }

    private static int lastEntry(byte[] zip) {
        for (int i = zip.length - 4; ; i--) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
                return i;
            }
        }
    }

    @Test
    void whatIsCutOrTurnedIsRefusedOrReadButNeverWorse() throws IOException {
        long seed = Seed.next();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        byte[] whole = zip("openapi.yaml", "openapi: 3.1.0", "schemas/pet.yaml", "type: object\n".repeat(20));
        for (int i = 0; i < 5_000; i++) {
            byte[] broken = Arrays.copyOf(whole, random.nextInt(8) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int turned = random.nextInt(4); turned > 0 && broken.length > 0; turned--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            try {
                Bundle bundle = BUNDLES.of(broken, null);
                assertThat(bundle.bytes()).isLessThanOrEqualTo(100_000);
            } catch (BundleException refused) {
                assertThat(refused).hasMessageContaining("expected");
            }
        }
    }

    @Test
    void theRootIsTheOnlyDocumentUnlessItIsNamed() throws Exception {
        Map<String, byte[]> files = new HashMap<>(
                Map.of("a/api.yaml", ROOT, "b.json", "{\"x\": 1}".getBytes(StandardCharsets.UTF_8), "README.md", ROOT));
        assertThat(BUNDLES.of(files, null).root()).isEqualTo("a/api.yaml");

        files.put("c.yml", ROOT);
        assertThatThrownBy(() -> BUNDLES.of(files, null)).hasMessageContaining("a/api.yaml, c.yml");
        assertThat(BUNDLES.of(files, "c.yml").root()).isEqualTo("c.yml");
        assertThatThrownBy(() -> BUNDLES.of(files, "d.yml")).hasMessageContaining("expected: the path of one");
        assertThatThrownBy(() -> BUNDLES.of(Map.of("a.txt", ROOT, "b.txt", ROOT), null))
                .hasMessageContaining("none of the files");
        assertThatThrownBy(() -> BUNDLES.of(Map.of(), null)).hasMessageContaining("no file");
        assertThatThrownBy(() -> BUNDLES.of(zip(), null)).isInstanceOf(BundleException.class);
    }

    @Test
    void theOnlySwaggerDocumentIsTheRoot() throws Exception {
        byte[] swagger = "swagger: '2.0'".getBytes(StandardCharsets.UTF_8);
        byte[] part = "type: object".getBytes(StandardCharsets.UTF_8);

        assertThat(BUNDLES.of(Map.of("a/part.yaml", part, "api.yaml", swagger), null)
                        .root())
                .isEqualTo("api.yaml");
    }

    @Test
    void macForksAreNoFiles() throws Exception {
        Bundle bundle = BUNDLES.of(zip("openapi.yaml", "openapi: 3.1.0", "__MACOSX/._openapi.yaml", "\u0000"), null);

        assertThat(bundle.files()).containsOnlyKeys("openapi.yaml");
    }

    @Test
    void digestsAreThoseOfOrdinaryTools() throws Exception {
        Bundle one = new Bundle("x", Map.of("x", "abc".getBytes(StandardCharsets.UTF_8)));
        Bundle two = new Bundle("b", Map.of("b", "abc".getBytes(StandardCharsets.UTF_8), "a", new byte[0]));

        assertThat(one.digest()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        // (sha256sum a b; echo b) | sha256sum
        assertThat(two.digest()).isEqualTo("54fcad22e503d5cb6ba386a35932f8b18b1200b0687d766b99fb01b74f22f9c0");
    }
}
