package dev.sluice.validation;

import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OctetBounds;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.Schema;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Judges the bytes of a body, of a request or a response, by what its media type makes of them. */
final class ContentJudge {

    private ContentJudge() {}

    /** @param contentType that is in the plan's range */
    static void judge(MediaTypePlan plan, String contentType, BodyBytes body, BodyFindings findings) {
        switch (plan.format(contentType)) {
            case JSON -> json(plan.schema(), body, findings);
            case TEXT -> text(plan.schema(), contentType, body, findings);
            case FORM -> UrlEncodedForm.judge(plan, body, findings);
            case MULTIPART -> MultipartForm.judge(plan, contentType, body, findings);
            case OCTETS -> octets(plan.octets(), body.length(), findings);
            case SEQUENCE -> findings.add(SequenceJudge.held(plan, contentType, body));
            case UNJUDGED -> {
                // the contract says nothing that could be broken
            }
        }
    }

    private static void json(@Nullable Schema schema, BodyBytes body, BodyFindings findings) {
        if (schema != null && !schema.accepts(body.bytes(), body.from(), body.to())) {
            findings.add(schema.explain(body.bytes(), body.from(), body.to(), Findings.LIMIT));
        }
    }

    private static void text(@Nullable Schema schema, String contentType, BodyBytes body, BodyFindings findings) {
        Charset charset = Charsets.of(contentType);
        String text = charset == null ? null : Charsets.decode(body.bytes(), body.from(), body.to(), charset);
        if (text == null) {
            findings.add("", "text", "expected well-formed text in " + (charset == null ? Charsets.KNOWN : charset));
        } else if (schema != null) {
            JsonValue value = FieldText.plain(text, schema.outline());
            boolean accepted = schema.accepts(value);
            if (!accepted && !(value instanceof StringValue)) {
                // what looks like a number may be meant as a text
                accepted = schema.accepts(new StringValue(-1, -1, text));
            }
            if (!accepted) {
                findings.add(schema.explain(value, Findings.LIMIT));
            }
        }
    }

    static void octets(@Nullable OctetBounds bounds, long length, BodyFindings findings) {
        if (bounds != null && length < bounds.least().octets()) {
            findings.add(
                    bounds.least(),
                    "minLength",
                    "expected at least " + bounds.least().octets() + " bytes");
        }
        if (bounds != null && length > bounds.most().octets()) {
            findings.add(
                    bounds.most(),
                    "maxLength",
                    "expected at most " + bounds.most().octets() + " bytes");
        }
    }
}
