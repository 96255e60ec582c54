package dev.sluice.validation;

import dev.sluice.contract.BodyFormat;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.ParameterPlan.Style;
import dev.sluice.contract.PlaceNames;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Parameters;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.Outline;
import dev.sluice.schema.TypeSet;
import dev.sluice.validation.RawValues.Piece;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes and judges the parameters of one request. Confined to one call. */
final class ParameterJudge {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final OperationPlan operation;
    private final Parameters parameters;
    private final Findings findings;

    ParameterJudge(OperationPlan operation, Parameters parameters, Findings findings) {
        this.operation = operation;
        this.parameters = parameters;
        this.findings = findings;
    }

    /**
     * Whether a raw path segment is a valid text, which is then set; most are, and are done without anything else being
     * made. What it leaves is for {@link #path}.
     */
    static boolean accepts(ParameterPlan plan, int index, String segment, Parameters parameters) {
        if (plan.style() != Style.SIMPLE
                || plan.content() != null
                || !plan.schema().types().equals(TypeSet.TEXT)) {
            return false;
        }
        boolean verbatim = plan.schema().acceptsVerbatim(segment);
        String text = verbatim ? segment : PercentEncoding.decode(segment, false);
        if (text == null) {
            return false;
        }
        StringValue value = new StringValue(-1, -1, text);
        if (!verbatim && !plan.schema().accepts(value)) {
            return false;
        }
        parameters.set(index, value);
        return true;
    }

    /** @param segments the raw text of each path parameter */
    void path(List<String> segments) {
        List<ParameterPlan> plans = operation.pathParameters();
        for (int i = 0; i < plans.size(); i++) {
            judge(plans.get(i), i, new Piece(segments.get(i), null));
        }
    }

    /** Query, header and cookie, in the order in which violations are listed. */
    void rest(Message message, UnknownParameters unknown) {
        query(message.query(), unknown);
        List<ParameterPlan> plans = operation.parameters();
        for (int i = 0; i < plans.size(); i++) {
            if (plans.get(i).in() == In.HEADER) {
                header(plans.get(i), i, message);
            }
        }
        if (operation.names().cookie().size() > 0) {
            RawValues values = CookieText.read(message.headers().getAll("cookie"), operation);
            judge(values, In.COOKIE);
        }
    }

    private void query(@Nullable String query, UnknownParameters unknown) {
        int whole = operation.names().whole();
        if (whole != PlaceNames.NONE) {
            whole(operation.parameters().get(whole), whole, query);
            return;
        }
        boolean asked = operation.names().query().size() > 0 || unknown == UnknownParameters.REFUSE;
        if (!asked || query == null || query.isEmpty()) {
            judge(null, In.QUERY);
            return;
        }
        int count = operation.parameters().size();
        QueryText text = QueryText.read(query, operation.names(), count);
        judge(text.values(), In.QUERY);
        if (unknown == UnknownParameters.REFUSE && text.hasUnknown()) {
            findings.unknownQuery(operation.names());
        }
    }

    /** The query string is the parameter. */
    private void whole(ParameterPlan plan, int index, @Nullable String query) {
        MediaTypePlan type = plan.whole();
        if (query == null || query.isEmpty() || type == null) {
            if (plan.required()) {
                findings.missing(plan);
            }
            return;
        }
        JsonValue value;
        if (type.form() != null
                && type.format(FORM) == BodyFormat.FORM
                && !type.range().isJson()) {
            byte[] bytes = query.getBytes(StandardCharsets.UTF_8);
            FormValues values =
                    new FormValues(new BodyFindings(findings, plan.codes(), plan.pointer(), In.QUERY, plan.name()));
            boolean read = UrlEncodedForm.read(type, new BodyBytes(bytes, 0, bytes.length), values);
            if (read) {
                values.judge(type);
            }
            value = read ? values.object() : null;
        } else {
            value = ContentText.value(plan, new Piece(query, null), findings);
        }
        if (value != null) {
            parameters.set(operation.pathParameters().size() + index, value);
        }
    }

    /** @param values null where there are none */
    private void judge(@Nullable RawValues values, In in) {
        List<ParameterPlan> plans = operation.parameters();
        for (int i = 0; i < plans.size(); i++) {
            if (plans.get(i).in() == in) {
                beyondPath(plans.get(i), i, values == null ? null : values.first(i));
            }
        }
    }

    /** Repeated lines are one list (RFC 9110, 5.3), and a mistake where no list is wanted. */
    private void header(ParameterPlan plan, int index, Message message) {
        String first = message.headers().get(plan.name());
        if (first == null) {
            beyondPath(plan, index, null);
            return;
        }
        List<String> lines = message.headers().getAll(plan.name());
        TypeSet types = plan.schema().types();
        boolean list = types.has(TypeSet.Type.ARRAY) || types.has(TypeSet.Type.OBJECT);
        if (lines.size() > 1 && (!list || plan.content() != null)) {
            findings.repeated(plan);
        } else {
            beyondPath(plan, index, new Piece(lines.size() == 1 ? first : String.join(",", lines), null));
        }
    }

    private void beyondPath(ParameterPlan plan, int index, @Nullable Piece raw) {
        if (raw != null) {
            judge(plan, operation.pathParameters().size() + index, raw);
        } else if (plan.required()) {
            findings.missing(plan);
        }
    }

    private void judge(ParameterPlan plan, int index, Piece raw) {
        if (plan.allowEmptyValue() && raw.next() == null && raw.member == null && raw.text.isEmpty()) {
            parameters.set(index, StyleDecoder.empty());
            return;
        }
        boolean several = raw.next() != null && raw.member == null;
        if (several && (plan.content() != null || !plan.schema().types().has(TypeSet.Type.ARRAY))) {
            findings.repeated(plan);
            return;
        }
        JsonValue value = plan.content() == null ? styled(plan, raw) : ContentText.value(plan, raw, findings);
        if (value != null) {
            parameters.set(index, value);
        }
    }

    /** @return null when it breaks the contract, which the findings then know */
    private @Nullable JsonValue styled(ParameterPlan plan, Piece raw) {
        Outline schema = plan.schema().outline();
        JsonValue value = StyleDecoder.value(plan, raw, schema);
        if (value != null && plan.schema().accepts(value)) {
            return value;
        }
        for (Outline alternative : schema.alternatives()) {
            JsonValue other = StyleDecoder.value(plan, raw, alternative);
            if (other != null && plan.schema().accepts(other)) {
                return other;
            }
        }
        if (value == null && (raw.member != null || plan.style() == Style.DEEP_OBJECT)) {
            findings.unreadableMembers(plan);
        } else if (value == null && raw.next() != null && !plan.explode()) {
            findings.repeated(plan);
        } else if (value == null) {
            findings.unreadable(plan);
        } else {
            findings.add(plan.in(), plan.name(), plan.schema().explain(value, Findings.LIMIT), plan.codes());
        }
        return null;
    }
}
