package dev.sluice.traffic;

import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Violation;

/** What findings are told apart by. */
record FindingKey(
        String contract,
        String operation,
        Direction direction,
        In in,
        String name,
        String keyword,
        String schemaPointer,
        String pointer) {

    /** Longer ones are cut: a client may make up the names in them. */
    private static final int LONGEST_POINTER = 200;

    static FindingKey of(String contract, String operation, Direction direction, Violation violation) {
        return new FindingKey(
                contract,
                operation,
                direction,
                violation.in(),
                violation.name(),
                violation.keyword(),
                violation.schemaPointer(),
                normalised(violation.pointer()));
    }

    FindingKey at(String other) {
        return new FindingKey(contract, operation, direction, in, name, keyword, schemaPointer, other);
    }

    /** With a star for every step that is a number. */
    static String normalised(String pointer) {
        if (pointer.isEmpty()) {
            return pointer;
        }
        StringBuilder text = new StringBuilder(pointer.length());
        int from = 1;
        while (from <= pointer.length() && text.length() <= LONGEST_POINTER) {
            int slash = pointer.indexOf('/', from);
            int end = slash < 0 ? pointer.length() : slash;
            text.append('/');
            if (isNumber(pointer, from, end)) {
                text.append('*');
            } else {
                text.append(pointer, from, end);
            }
            from = end + 1;
        }
        if (text.length() > LONGEST_POINTER) {
            text.setLength(LONGEST_POINTER);
            text.append('…');
        }
        return text.toString();
    }

    private static boolean isNumber(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to > from;
    }
}
