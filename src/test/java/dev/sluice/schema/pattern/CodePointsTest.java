package dev.sluice.schema.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodePointsTest {

    @Test
    void whiteSpaceIsWhatUnicodeAndEcmaScriptSay() {
        CodePoints expected = CodePoints.of(point -> Character.getType(point) == Character.SPACE_SEPARATOR
                || (point >= '\t' && point <= '\r')
                || point == 0xFEFF
                || point == 0x2028
                || point == 0x2029);

        assertThat(CodePoints.SPACE).isEqualTo(expected);
    }
}
