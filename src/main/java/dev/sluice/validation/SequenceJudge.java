package dev.sluice.validation;

import dev.sluice.contract.Framing;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.SequencePlan;
import dev.sluice.schema.Schema;
import dev.sluice.schema.SchemaViolation;
import dev.sluice.schema.StreamingJudge;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges the items of a sequence while they come, each by itself, and their whole as an array where that has a schema.
 * An item that breaks its schema keeps nobody from judging the next one. Pointers of violations begin with the number of
 * their item. Confined to one sequence.
 */
final class SequenceJudge implements ItemSink {

    /** Bytes of one item that a judge may hold; it takes about twice that. */
    private static final int HOLD = 64 * 1024;

    private static final int LEAST_HOLD = 4 * 1024;
    private static final int MOST_HOLD = 1 << 28;

    /** How many bytes of JSON a byte of an event may become. */
    private static final long MOST_WRITTEN = 6;

    private final int hold;
    private final Schema items;
    private final ItemReader reader;
    private @Nullable StreamingJudge whole;
    private @Nullable StreamingJudge item;
    private List<SchemaViolation> violations = new ArrayList<>();
    private long index;
    private boolean tooLarge;

    private SequenceJudge(SequencePlan plan, Framing framing, int hold) {
        this.hold = hold;
        this.items = plan.items();
        this.reader = ItemReader.of(framing, hold, this);
        this.whole = plan.whole() == null ? null : plan.whole().stream(hold, Findings.LIMIT);
        tell("[");
    }

    /** Of a sequence that comes in pieces. */
    static SequenceJudge passing(MediaTypePlan plan, String contentType) {
        return of(plan, contentType, HOLD);
    }

    /** Of a sequence that is held: no part of it is too large. */
    static List<SchemaViolation> held(MediaTypePlan plan, String contentType, BodyBytes body) {
        SequenceJudge judge =
                of(plan, contentType, (int) Math.min(MOST_HOLD, LEAST_HOLD + MOST_WRITTEN * body.length()));
        judge.feed(body.bytes(), body.from(), body.to());
        judge.finish();
        return judge.take();
    }

    private static SequenceJudge of(MediaTypePlan plan, String contentType, int hold) {
        Framing framing = Framing.of(contentType);
        if (framing == null || plan.sequence() == null) {
            throw new IllegalArgumentException("no sequence");
        }
        return new SequenceJudge(plan.sequence(), framing, hold);
    }

    /** Takes the next bytes; does not keep them. */
    void feed(byte[] bytes, int from, int to) {
        reader.feed(bytes, from, to);
    }

    void finish() {
        reader.finish();
        tell("]");
        if (whole != null) {
            StreamingJudge.Verdict verdict = whole.finish();
            tooLarge |= verdict == StreamingJudge.Verdict.TOO_LARGE;
            add("", whole.violations());
        }
    }

    /** Whether some part could not be judged, being too large. */
    boolean isTooLarge() {
        return tooLarge;
    }

    boolean hasViolations() {
        return !violations.isEmpty();
    }

    /** What was found since this was asked last, at most {@link Findings#LIMIT}. */
    List<SchemaViolation> take() {
        List<SchemaViolation> found = violations;
        violations = new ArrayList<>();
        return found;
    }

    @Override
    public void item(byte[] json, int from, int to) {
        begin();
        if (!items.accepts(json, from, to)) {
            refused(items.explain(json, from, to, Findings.LIMIT));
        }
        tell(json, from, to);
        index++;
    }

    @Override
    public void piece(byte[] json, int from, int to) {
        if (item == null) {
            begin();
            item = items.stream(hold, Findings.LIMIT);
        }
        item.feed(json, from, to);
        tell(json, from, to);
    }

    @Override
    public void end() {
        if (item != null) {
            tooLarge |= item.finish() == StreamingJudge.Verdict.TOO_LARGE;
            refused(item.violations());
            item = null;
        }
        index++;
    }

    @Override
    public void malformed(String keyword, String message) {
        fault(keyword, message);
        index++;
    }

    @Override
    public void fault(String keyword, String message) {
        refused(List.of(new SchemaViolation("", keyword, items.demands().pointer(), message, null, -1)));
    }

    @Override
    public void tooLarge() {
        tooLarge = true;
        whole = null;
        index++;
    }

    private void begin() {
        if (index > 0) {
            tell(",");
        }
    }

    private void tell(String text) {
        tell(text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
    }

    private void tell(byte[] json, int from, int to) {
        if (whole != null && whole.feed(json, from, to) == StreamingJudge.Verdict.REFUSED) {
            add("", whole.violations());
            whole = null;
        }
    }

    /** Of items that are none there is no array. */
    private void refused(List<SchemaViolation> found) {
        for (SchemaViolation violation : found) {
            if (violation.pointer().isEmpty()
                    && (violation.keyword().equals("json")
                            || violation.keyword().equals("text"))) {
                whole = null;
            }
        }
        add("/" + index, found);
    }

    private void add(String prefix, List<SchemaViolation> found) {
        for (SchemaViolation violation : found) {
            if (violations.size() == Findings.LIMIT) {
                return;
            }
            violations.add(new SchemaViolation(
                    prefix + violation.pointer(),
                    violation.keyword(),
                    violation.schemaPointer(),
                    violation.message(),
                    violation.code(),
                    violation.position()));
        }
    }
}
