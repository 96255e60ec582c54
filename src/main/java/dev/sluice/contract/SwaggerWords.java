package dev.sluice.contract;

import java.util.Map;

/** Warns of the words of OpenAPI 3 in a Swagger 2.0 document, where they mean nothing. */
record SwaggerWords(Findings findings) {

    /** @param foreign the words, each with what says the same in Swagger 2.0, or nothing */
    void warnOfForeign(Located object, Map<String, String> foreign) {
        for (String name : object.names()) {
            String expected = foreign.get(name);
            if (expected != null) {
                findings.warningOfName(
                        object,
                        name,
                        "'" + name + "' is not of Swagger 2.0"
                                + (expected.isEmpty() ? "" : " (expected: " + expected + ")") + "; it is ignored");
            }
        }
    }
}
