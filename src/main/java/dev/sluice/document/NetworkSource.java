package dev.sluice.document;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the documents of one contract over http and https, from the places that are allowed and from no others, also
 * after a redirect. Sends no credentials; certificates and host names are verified. Bounded in time, bytes, documents and
 * redirects. Blocks its caller. Confined to one thread.
 */
public final class NetworkSource implements DocumentSource {

    static final String TOO_LARGE =
            "too many bytes (expected: at most " + FolderSource.MAX_BYTES + " for all that is fetched for a contract)";

    private static final int MAX_DOCUMENTS = 1_000;
    private static final int MAX_REDIRECTS = 5;
    /** All documents together may take so many times as long as one. */
    private static final int MAX_WAITS = 6;

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final List<UrlPrefix> allowed;
    private final Duration timeout;
    private final HttpClient.Builder clients;
    private @Nullable HttpClient client;
    private int documents;
    private long bytesLeft;
    private long nanosLeft;

    /**
     * @param allowed where documents may be fetched from
     * @param timeout for one of them, with all redirects
     */
    public NetworkSource(List<UrlPrefix> allowed, Duration timeout) {
        this(allowed, timeout, FolderSource.MAX_BYTES, HttpClient.newBuilder());
    }

    /** @param maxBytes of all documents */
    NetworkSource(List<UrlPrefix> allowed, Duration timeout, long maxBytes, HttpClient.Builder clients) {
        this.allowed = List.copyOf(allowed);
        this.timeout = timeout;
        this.bytesLeft = maxBytes;
        this.nanosLeft = timeout.toNanos() * MAX_WAITS;
        this.clients = clients.version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER);
    }

    @Override
    public Found read(URI location) throws UnavailableException {
        if (allowed.isEmpty() || !UrlPrefix.isOfTheWeb(location)) {
            return DocumentSource.NONE.read(location);
        }
        refuseForbidden(location, "");
        documents++;
        if (documents > MAX_DOCUMENTS) {
            throw new UnavailableException(
                    "too many documents (expected: at most " + MAX_DOCUMENTS + " that are fetched for a contract)");
        }
        long start = System.nanoTime();
        try {
            return follow(location, start + Math.min(timeout.toNanos(), nanosLeft));
        } finally {
            nanosLeft = Math.max(0, nanosLeft - (System.nanoTime() - start));
        }
    }

    private Found follow(URI location, long deadline) throws UnavailableException {
        URI url = location;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpResponse<byte[]> response = ask(url, deadline);
            if (!REDIRECTS.contains(response.statusCode())) {
                return new Found(url, content(response));
            }
            url = target(url, response);
            refuseForbidden(url, "it is redirected to " + name(url) + ", which is ");
        }
        throw new UnavailableException("it is redirected too often (expected: at most " + MAX_REDIRECTS + " times)");
    }

    private void refuseForbidden(URI url, String before) throws UnavailableException {
        if (url.getRawUserInfo() != null) {
            throw new UnavailableException(
                    before + "not without credentials, which are never sent (expected: no user in" + " the URL)");
        }
        if (allowed.stream().noneMatch(prefix -> prefix.covers(url))) {
            throw new UnavailableException(before
                    + "not where documents may be fetched from (expected: its beginning in fetch.from or --fetch)");
        }
    }

    private HttpResponse<byte[]> ask(URI url, long deadline) throws UnavailableException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Accept", "application/yaml, application/json, */*;q=0.5")
                .header("User-Agent", "Sluice")
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client().sendAsync(request, head -> new BoundedBody(Math.min(bytesLeft, Integer.MAX_VALUE - 8)));
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new UnavailableException("it took too long (expected: fetch.timeout, here " + timeout.toMillis()
                    + " ms, and " + MAX_WAITS + " times that for all of a contract)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("fetching it was interrupted");
        } catch (ExecutionException e) {
            throw unavailable(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static UnavailableException unavailable(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnavailableException known) {
                return known;
            }
            if (cause instanceof SSLException) {
                return new UnavailableException(
                        "no TLS with this server (expected: a certificate for its name that this Java trusts)");
            }
            if (cause instanceof ConnectException) {
                return new UnavailableException("no connection (expected: a server that is known and listens)");
            }
        }
        String kind = failure instanceof IOException ? "the answer broke off or is no HTTP" : "fetching failed";
        return new UnavailableException(kind + " (expected: an answer of HTTP with a document)");
    }

    private byte[] content(HttpResponse<byte[]> response) throws UnavailableException {
        int status = response.statusCode();
        if (status != 200) {
            throw new UnavailableException("the server answers " + status + " (expected: 200"
                    + (status == 401 || status == 403 ? "; credentials are never sent" : "") + ")");
        }
        String type = header(response, "Content-Type");
        if (type.startsWith("text/html")) {
            throw new UnavailableException("a page of text/html (expected: a YAML or JSON document)");
        }
        String encoding = header(response, "Content-Encoding");
        if (!encoding.isEmpty() && !encoding.equals("identity")) {
            throw new UnavailableException("a compressed answer (expected: no Content-Encoding)");
        }
        bytesLeft -= response.body().length;
        return response.body();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("").strip().toLowerCase(Locale.ROOT);
    }

    private static URI target(URI from, HttpResponse<?> response) throws UnavailableException {
        try {
            // an empty one is no URL here: the same place again would be a circle
            String location = response.headers().firstValue("Location").orElse("//");
            URI target = from.resolve(new URI(location));
            String text = target.toString();
            int fragment = text.indexOf('#');
            return fragment < 0 ? target : new URI(text.substring(0, fragment));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new UnavailableException("it is redirected to what is no URL (expected: a Location that is one)");
        }
    }

    /** Without what could be a secret. */
    private static String name(URI url) {
        int port = url.getPort();
        return url.getScheme() + "://" + url.getHost() + (port < 0 ? "" : ":" + port);
    }

    private HttpClient client() {
        if (client == null) {
            client = clients.connectTimeout(timeout).build();
        }
        return client;
    }
}
