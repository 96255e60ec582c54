package dev.sluice.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
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
 * stop. What one of them reads must be what it wrote last, or wrote last without hearing what became of it.
 */
final class Load implements AutoCloseable {

    /** @param client which of them: each has at most one request in flight */
    record Failure(int client, String what) {}

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
        for (int next = 1; !stopped; next = next % 60_000 + 1) {
            try {
                if (isAnswered(index, client.put(service, Client.oneMapping(next)))) {
                    known = next;
                }
                HttpResponse<String> read = client.get(service);
                if (isAnswered(index, read)) {
                    int port = Client.clientPort(read);
                    if (port != next && port != known) {
                        throw new AssertionError("read " + port + ", wrote " + known + ", then perhaps " + next);
                    }
                    known = port;
                }
                // a load, not a flood: nodes have to start beside it
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            } catch (IOException e) {
                failures.add(new Failure(index, e.toString()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | AssertionError e) {
                lost.completeExceptionally(e);
                return;
            }
        }
    }

    private boolean isAnswered(int client, HttpResponse<String> answer) {
        if (answer.statusCode() == 200) {
            answered.get(client).incrementAndGet();
            return true;
        }
        failures.add(new Failure(client, answer.statusCode() + " " + answer.body()));
        return false;
    }

    /** Answers that each client has got so far, of the slowest one. */
    int answersOfEach() {
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
        if (lost.isCompletedExceptionally()) {
            lost.join();
        }
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }
}
