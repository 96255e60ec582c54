package dev.sluice.exchange;

/**
 * A kind of refusal. Contracts name their own codes for it ({@code x-sluice-errors}, {@code problems}).
 *
 * @param name kebab-case, stable: part of the outward interface
 * @param status the HTTP status where the contract does not say otherwise
 * @param title one sentence
 */
public record ProblemType(String name, int status, String title) {

    public static final ProblemType BAD_REQUEST = new ProblemType("bad-request", 400, "The request is malformed.");
    public static final ProblemType BAD_HOST =
            new ProblemType("bad-host", 400, "The Host header is missing, doubled or malformed.");
    public static final ProblemType INVALID_REQUEST =
            new ProblemType("invalid-request", 400, "The request breaks the contract.");
    public static final ProblemType UNAUTHENTICATED =
            new ProblemType("unauthenticated", 401, "Credentials are missing or wrong.");
    public static final ProblemType FORBIDDEN =
            new ProblemType("forbidden", 403, "The caller may not act on this project.");
    /** CORS: asked before a request of another origin, which then is not sent. */
    public static final ProblemType ORIGIN_REFUSED =
            new ProblemType("origin-refused", 403, "Pages of this origin may not call.");

    public static final ProblemType NO_SUCH_PATH =
            new ProblemType("no-such-path", 404, "The contract has no such path.");
    public static final ProblemType NOT_FOUND = new ProblemType("not-found", 404, "There is no such thing.");
    public static final ProblemType CONFLICT = new ProblemType("conflict", 409, "There is such a thing already.");
    public static final ProblemType METHOD_NOT_ALLOWED =
            new ProblemType("method-not-allowed", 405, "The contract has no such method on this path.");
    public static final ProblemType NOT_ACCEPTABLE =
            new ProblemType("not-acceptable", 406, "No declared media type is acceptable.");
    public static final ProblemType REQUEST_TIMEOUT =
            new ProblemType("request-timeout", 408, "The request did not arrive in time.");
    public static final ProblemType BODY_TOO_LARGE =
            new ProblemType("body-too-large", 413, "The request body is too large.");
    public static final ProblemType URI_TOO_LONG = new ProblemType("uri-too-long", 414, "The request URI is too long.");
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
            new ProblemType("unsupported-media-type", 415, "The body's media type is not declared.");
    public static final ProblemType EXPECTATION_FAILED =
            new ProblemType("expectation-failed", 417, "The expectation cannot be met.");
    public static final ProblemType RATE_LIMITED =
            new ProblemType("rate-limited", 429, "The project's quota is spent.");
    public static final ProblemType HEADERS_TOO_LARGE =
            new ProblemType("headers-too-large", 431, "The request headers are too large.");
    public static final ProblemType INTERNAL_ERROR =
            new ProblemType("internal-error", 500, "The server failed to handle the request.");
    public static final ProblemType BAD_GATEWAY =
            new ProblemType("bad-gateway", 502, "The backend's answer cannot be used.");
    public static final ProblemType UNAVAILABLE =
            new ProblemType("backend-unavailable", 503, "The backend is unavailable.");
    /** The backend is well, and busy with other changes of the same thing: says nothing about its health. */
    public static final ProblemType CONTENDED =
            new ProblemType("contended", 503, "Too many changes of the same thing at once.");

    /** There are as many requests under way to the backend as there may be. */
    public static final ProblemType OVERLOADED =
            new ProblemType("overloaded", 503, "Too many requests are under way to the backend.");

    /** The operator has closed the service for a while. */
    public static final ProblemType MAINTENANCE =
            new ProblemType("maintenance", 503, "The service is closed for maintenance.");

    public static final ProblemType BACKEND_TIMEOUT =
            new ProblemType("backend-timeout", 504, "The backend did not answer in time.");
}
