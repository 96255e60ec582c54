package dev.sluice.edge;

import dev.sluice.contract.ErrorDialect;
import dev.sluice.contract.ErrorDialect.Entry;
import dev.sluice.contract.ErrorDialect.Part;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Violation;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Writes problems in the words of a contract's error dialect. Confined to one event loop. */
final class ErrorWriter {

    /** A problem's answer, ready to be sent. */
    record Answer(int status, String contentType, Buffer body, Map<String, String> headers) {}

    private final JsonBytes out = new JsonBytes();

    Answer write(ErrorDialect dialect, Problem problem, String requestId) {
        List<Violation> violations = problem.violations();
        String code = violations.isEmpty() ? null : violations.get(0).code();
        Entry entry = dialect.entry(problem.type().name(), code);
        Integer status = entry.status();
        out.clear();
        Rendering rendering = new Rendering(
                entry, problem, requestId, status == null ? problem.type().status() : status, out);
        rendering.append(entry.shape().body(), null);
        return new Answer(
                rendering.status,
                entry.shape().contentType(),
                out.buffer(),
                entry.shape().headers());
    }

    private static final class Rendering {

        private final Entry entry;
        private final Problem problem;
        private final String requestId;
        private final int status;
        private final JsonBytes out;

        Rendering(Entry entry, Problem problem, String requestId, int status, JsonBytes out) {
            this.entry = entry;
            this.problem = problem;
            this.requestId = requestId;
            this.status = status;
            this.out = out;
        }

        void append(List<Part> parts, @Nullable Violation violation) {
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                if (part instanceof Part.Literal literal) {
                    out.json(literal.bytes());
                } else if (part instanceof Part.Slot slot) {
                    appendValue(slot, violation);
                } else if (part instanceof Part.Member member) {
                    appendMember(member, violation);
                } else if (part instanceof Part.Violations list) {
                    appendViolations(list);
                }
            }
        }

        private void appendMember(Part.Member member, @Nullable Violation violation) {
            if (!text(member.slot(), violation).isEmpty()) {
                out.json(member.before());
                appendValue(member.slot(), violation);
            }
        }

        private void appendViolations(Part.Violations list) {
            if (problem.violations().isEmpty()) {
                return;
            }
            out.json(list.before());
            out.symbol('[');
            for (int i = 0; i < problem.violations().size(); i++) {
                if (i > 0) {
                    out.symbol(',');
                }
                append(list.item(), problem.violations().get(i));
            }
            out.symbol(']');
        }

        private void appendValue(Part.Slot slot, @Nullable Violation violation) {
            ErrorDialect.Value value = slot.value();
            if (value == ErrorDialect.Value.STATUS) {
                out.number(status);
            } else {
                out.string(slot.bounded(text(slot, violation)));
            }
        }

        private String text(Part.Slot slot, @Nullable Violation violation) {
            return violation == null ? ofProblem(slot.value()) : ofViolation(slot.value(), violation);
        }

        private String ofProblem(ErrorDialect.Value value) {
            return switch (value) {
                case CODE -> entry.code() == null ? problem.type().name() : entry.code();
                case MESSAGE -> message();
                case DETAIL -> problem.detail();
                case SUMMARY -> summary();
                case REQUEST_ID -> requestId;
                case TYPE -> problem.type().name();
                default -> throw new IllegalStateException(value + " outside of a violation");
            };
        }

        private String message() {
            String message = entry.message();
            if (message == null) {
                return problem.type().title();
            }
            if (message.equals(ErrorDialect.MESSAGE_IS_DETAIL)) {
                return problem.detail().isEmpty() ? problem.type().title() : problem.detail();
            }
            return message;
        }

        private String summary() {
            if (problem.violations().isEmpty()) {
                return problem.detail().isEmpty() ? message() : problem.detail();
            }
            StringJoiner all = new StringJoiner("; ");
            problem.violations().forEach(violation -> all.add(violation.text()));
            return all.toString();
        }

        private String ofViolation(ErrorDialect.Value value, Violation violation) {
            return switch (value) {
                case VIOLATION_IN -> violation.in().toString();
                case VIOLATION_NAME -> violation.name();
                case VIOLATION_POINTER -> violation.pointer();
                case VIOLATION_KEYWORD -> violation.keyword();
                case VIOLATION_SCHEMA_POINTER -> violation.schemaPointer();
                case VIOLATION_MESSAGE -> violation.message();
                case VIOLATION_WHERE -> violation.name().isEmpty() ? violation.pointer() : violation.name();
                case VIOLATION_TEXT -> violation.text();
                default -> ofProblem(value);
            };
        }
    }
}
