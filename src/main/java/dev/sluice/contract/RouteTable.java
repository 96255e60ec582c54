package dev.sluice.contract;

import java.util.List;

/** Finds the operation of a request: concrete segments before templated ones. Immutable. */
public interface RouteTable {

    /** What a method and a path lead to. */
    sealed interface Match {

        /** @param segments the raw text (not decoded) of the path parameters, in the order of the template */
        record Found(OperationPlan operation, List<String> segments) implements Match {}

        /** @param allow the methods of the path, for {@code Allow}: {@code GET, HEAD, PUT} */
        record OtherMethods(String allow) implements Match {}

        enum None implements Match {
            NO_PATH
        }
    }

    /** @param path the request's path as it came, not decoded, without query */
    Match find(String method, String path);
}
