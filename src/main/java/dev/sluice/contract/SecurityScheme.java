package dev.sluice.contract;

/**
 * A way in which a contract wants its callers to say who they are (OpenAPI 3.1, 4.8.27 Security Scheme Object).
 *
 * @param name of the scheme in the contract
 * @param parameter the name of the header, query parameter or cookie with an API key; the HTTP authentication scheme in
 *     lower case ({@code basic}); empty for the others
 */
public record SecurityScheme(String name, Kind kind, String parameter) {

    public enum Kind {
        HEADER_KEY,
        QUERY_KEY,
        COOKIE_KEY,
        HTTP,
        OAUTH2,
        OPEN_ID_CONNECT,
        MUTUAL_TLS,
        /** Of a type that nobody knows, or that is not declared at all. */
        UNKNOWN
    }
}
