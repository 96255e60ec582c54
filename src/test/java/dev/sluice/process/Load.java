package dev.sluice.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Clients that each change a service of their own and read it again, one request after the other, until they are told to
 * stop. What one of them reads must be what it read or was told to have written last, or a change of which it never heard
 * what became: that one may be carried out at any time later, but once.
 */
final class Load implements AutoCloseable {

    /** @param sent when the request was, by {@link System#nanoTime} */
    record Failure(int client, long sent, String what) {}

    private final ExecutorService threads;
    private final List<AtomicInteger> answered;
    private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> lost = new CompletableFuture<>();
    private volatile boolean stopped;

    private Load(int clients) {
        this.threads = Executors.newFixedThreadPool(clients);
        this.answered =
                IntStream.range(0, clients).mapToObj(i -> new AtomicInteger()).toList();
    }

    /** @param services one for each client */
    static Load on(List<URI> services) {
        Load load = new Load(services.size());
        for (int i = 0; i < services.size(); i++) {
            int client = i;
            Future<?> unused = load.threads.submit(() -> load.run(client, services.get(client)));
        }
        return load;
    }

    private void run(int index, URI service) {
        Client client = new Client();
        int known = 0;
        Set<Integer> unheard = new HashSet<>();
        for (int next = 1; !stopped; next = next % 60_000 + 1) {
            long sent = System.nanoTime();
            try {
                unheard.add(next);
                if (isAnswered(index, sent, client.put(service, Client.oneMapping(next)))) {
                    unheard.remove(next);
                    known = next;
                }
                sent = System.nanoTime();
                HttpResponse<String> read = client.get(service);
                if (isAnswered(index, sent, read)) {
                    int port = Client.clientPort(read);
                    if (port != known && !unheard.remove(port)) {
                        throw new AssertionError("read " + port + ", wrote " + known + ", then perhaps " + unheard);
                    }
                    known = port;
                }
                // a load, not a flood: nodes have to start beside it
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            } catch (IOException e) {
                failures.add(new Failure(index, sent, e.toString()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | AssertionError e) {
                lost.completeExceptionally(e);
                return;
            }
        }
    }

    private boolean isAnswered(int client, long sent, HttpResponse<String> answer) {
        if (answer.statusCode() == 200) {
            answered.get(client).incrementAndGet();
            return true;
        }
        failures.add(new Failure(client, sent, answer.statusCode() + " " + answer.body()));
        return false;
    }

    /**
     * Answers that each client has got so far, of the slowest one.
     *
     * @throws java.util.concurrent.CompletionException when an acknowledged change was not there
     */
    int answersOfEach() {
        throwIfLost();
        return answered.stream().mapToInt(AtomicInteger::get).min().orElseThrow();
    }

    List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** Ends it. @throws java.util.concurrent.CompletionException when an acknowledged change was not there */
    void stop() throws InterruptedException {
        stopped = true;
        threads.shutdown();
        if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new AssertionError("a request has no end");
        }
        throwIfLost();
    }

    private void throwIfLost() {
        if (lost.isCompletedExceptionally()) {
            lost.join();
        }
    }

    /** How far each client is, and the first failures: what a test that waits in vain shows. */
    @Override
    public String toString() {
        return "answers " + answered + ", " + failures.size() + " failures: "
                + failures.stream().limit(10).toList();
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }
}
