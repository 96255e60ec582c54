package dev.sluice.validation;

import org.jspecify.annotations.Nullable;

/**
 * The brackets behind a name in {@code deepObject} style: {@code [a][b][]}. OpenAPI defines one pair of them; more are read
 * as those mean it who send them: a member of a member, or an item where the schema has an array. Parameters and forms
 * are read alike.
 */
final class DeepName {

    static final String EXPECTED = "expected name[member]=value in percent-encoded UTF-8, one value for each member";

    private static final int MAX_DEPTH = 16;

    private DeepName() {}

    /** @return where the brackets lead to from the root; null when they are malformed or too many */
    static @Nullable Branch follow(String brackets, Branch root) {
        Branch branch = root;
        int depth = 0;
        int at = 0;
        while (at < brackets.length()) {
            int end = brackets.indexOf(']', at);
            if (brackets.charAt(at) != '[' || end < 0 || ++depth > MAX_DEPTH) {
                return null;
            }
            String name = brackets.substring(at + 1, end);
            if (name.indexOf('[') >= 0) {
                return null;
            }
            branch = branch.member(name);
            at = end + 1;
        }
        return branch;
    }
}
