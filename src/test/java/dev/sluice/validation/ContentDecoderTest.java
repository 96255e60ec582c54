package dev.sluice.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Seed;
import dev.sluice.validation.ContentDecoder.State;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codings in every stack, cut into pieces anywhere, broken anywhere. */
class ContentDecoderTest {

    private static final int ROUNDS = 400;
    private static final int PIECE = 8 * 1024;
    private static final long PLENTY = 10_000_000;

    private final long seed = Seed.next();
    private final Random random = new Random(seed);

    /** What came out, and how it ended. */
    private record Undone(State state, Buffer content) {}

    private static MultiMap head(String... codings) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String coding : codings) {
            headers.add("Content-Encoding", coding);
        }
        return headers;
    }

    private Undone undo(MultiMap head, byte[] bytes, long limit) {
        ContentDecoder decoder = Objects.requireNonNull(Codings.held(head, limit));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int most = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(bytes.length + 1);
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(most));
            decoder.feed(Buffer.buffer(Arrays.copyOfRange(bytes, from, to)), (piece, first, end) -> {
                out.write(piece, first, end - first);
            });
            from = to;
        }
        return new Undone(decoder.finish(), Buffer.buffer(out.toByteArray()));
    }

    private byte[] content() {
        byte[] content = new byte[random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(40_000)];
        if (random.nextBoolean()) {
            random.nextBytes(content);
        } else {
            for (int i = 0; i < content.length; i++) {
                content[i] = (byte) ('a' + i % 7);
            }
        }
        return content;
    }

    /**
     * Puts codings on top of one another.
     *
     * @param names is told them, in their order
     */
    private byte[] coded(byte[] content, List<String> names) {
        byte[] bytes = content;
        for (int i = random.nextInt(3); i >= 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    bytes = Coded.deflate(bytes, false, random);
                    names.add("deflate");
                }
                case 1 -> {
                    bytes = Coded.deflate(bytes, true, random);
                    names.add("Deflate");
                }
                default -> {
                    bytes = Coded.gzip(bytes, random);
                    names.add(random.nextBoolean() ? "gzip" : "X-GZip");
                }
            }
            if (random.nextInt(5) == 0) {
                names.add("identity");
            }
        }
        return bytes;
    }

    private MultiMap head(List<String> names) {
        return random.nextBoolean() ? head(String.join(" , ", names)) : head(names.toArray(String[]::new));
    }

    @Test
    void whatWasDoneIsUndoneHoweverItIsCut() {
        System.out.println("seed " + seed);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] content = content();
            List<String> names = new ArrayList<>();
            byte[] bytes = coded(content, names);

            Undone undone = undo(head(names), bytes, PLENTY);

            assertThat(undone.state())
                    .as("%s, round %d, seed %d", names, i, seed)
                    .isEqualTo(State.WHOLE);
            assertThat(undone.content())
                    .as("%s, round %d, seed %d", names, i, seed)
                    .isEqualTo(Buffer.buffer(content));
        }
    }

    /** The last byte that comes in may give more than what comes out has room for at one time. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatTheLastByteGivesIsNotLost(int pieces) {
        System.out.println("seed " + seed);
        for (int beyond = -300; beyond <= 600; beyond++) {
            byte[] content = new byte[pieces * PIECE + beyond];
            for (boolean raw : new boolean[] {true, false}) {
                Undone undone = undo(head("deflate"), Coded.deflate(content, raw, random), PLENTY);

                assertThat(undone)
                        .as("%d bytes, raw: %s", content.length, raw)
                        .isEqualTo(new Undone(State.WHOLE, Buffer.buffer(content)));
            }
        }
    }

    @Test
    void aPartOfItIsNeverWhole() {
        System.out.println("seed " + seed);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] content = content();
            int coding = random.nextInt(3);
            byte[] bytes =
                    coding == 0 ? Coded.gzip(content, new Random(1)) : Coded.deflate(content, coding == 1, random);
            byte[] cut = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length - 1));

            assertThat(undo(head(coding == 0 ? "gzip" : "deflate"), cut, PLENTY).state())
                    .as("coding %d, %d of %d bytes, seed %d", coding, cut.length, bytes.length, seed)
                    .isEqualTo(State.BROKEN);
        }
    }

    @Test
    void aByteThatIsAnotherOneIsSeenOrSaysNothing() {
        System.out.println("seed " + seed);
        int broken = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] content = content();
            byte[] bytes = Coded.gzip(content, random);
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));

            Undone undone = undo(head("gzip"), bytes, PLENTY);

            if (undone.state() == State.WHOLE) {
                // a name or a time
                assertThat(undone.content()).as("seed %d", seed).isEqualTo(Buffer.buffer(content));
            } else {
                assertThat(undone.state()).isEqualTo(State.BROKEN);
                broken++;
            }
        }
        assertThat(broken).isGreaterThan(ROUNDS / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void nothingStandsBehindTheEnd(String coding) {
        byte[] bytes = coding.equals("gzip") ? Coded.gzip(content(), random) : Coded.deflate(content(), true, random);
        byte[] more = Arrays.copyOf(bytes, bytes.length + 1);

        assertThat(undo(head(coding), more, PLENTY).state()).as("seed %d", seed).isEqualTo(State.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "gzip, deflate"})
    void nothingAtAllIsNothing(String coding) {
        Undone undone = undo(head(coding), new byte[0], 0);

        assertThat(undone.state()).isEqualTo(State.WHOLE);
        assertThat(undone.content().length()).isZero();
    }

    @Test
    void whatUnfoldsToTooMuchIsLeftOff() {
        byte[] bomb = Coded.gzip(new byte[60_000_000], new Random(2));
        assertThat(bomb).hasSizeLessThan(200_000);

        Undone undone = undo(head("gzip"), bomb, 1_000_000);

        assertThat(undone.state()).isEqualTo(State.TOO_LARGE);
        assertThat(undone.content().length()).isLessThanOrEqualTo(1_000_000);
        assertThat(undo(head("gzip"), Coded.gzip(new byte[1000], random), 1000).state())
                .isEqualTo(State.WHOLE);
        assertThat(undo(head("gzip"), Coded.gzip(new byte[1001], random), 1000).state())
                .isEqualTo(State.TOO_LARGE);
    }

    /** A bomb whose bytes between the codings are as many as those at its end are few. */
    @Test
    void whatIsBetweenTwoCodingsIsCountedToo() {
        byte[] members = new byte[0];
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        byte[] empty = Coded.gzip(members, new Random(1));
        for (int i = 0; i < 100_000; i++) {
            many.writeBytes(empty);
        }
        byte[] bomb = Coded.gzip(many.toByteArray(), new Random(1));

        Undone undone = undo(head("gzip, gzip"), bomb, 1_000_000);

        assertThat(undone.state()).isEqualTo(State.TOO_LARGE);
        assertThat(undone.content().length()).isZero();
    }

    @Test
    void onePieceOfContentThatPassesUnfoldsToAMegabyteAtMost() {
        byte[] bomb = Coded.deflate(new byte[3_000_000], false, random);
        ContentDecoder decoder = Objects.requireNonNull(Codings.passing(head("deflate"), PLENTY));
        long[] taken = new long[1];

        assertThat(decoder.feed(Buffer.buffer(bomb), (bytes, from, to) -> taken[0] += to - from))
                .isEqualTo(State.TOO_LARGE);
        assertThat(taken[0]).isLessThanOrEqualTo(1024 * 1024);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "br | false",
                "zstd | false",
                "compress | false",
                "gzip, br | false",
                "gzip, gzip, gzip | true",
                "gzip, gzip, gzip, gzip | false",
                "GZIP | true",
                "identity, gzip, | true",
                "identity | false",
                "- | false",
                "gzip;q=1 | false",
            })
    void someCodingsAreUndone(@Nullable String codings, boolean undone) {
        MultiMap head = codings == null ? head() : head(codings);

        assertThat(Codings.areUndone(head)).isEqualTo(undone);
        assertThat(Codings.passing(head, PLENTY) != null).isEqualTo(undone);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"identity | false", "identity, Identity | false", "gzip | true", "identity, br | true", ", | false"
            })
    void identityIsNoCoding(String codings, boolean encoded) {
        assertThat(Codings.isEncoded(head(codings))).isEqualTo(encoded);
    }
}
